"""What the classic interview problems are about: the words by which an answer to one is told from an answer
to another."""

from collections.abc import Mapping

from coach.language.stems import stem

_WORDS: Mapping[str, str] = {
    "url-shortener": "url urls link links short shorten shortener redirect redirects code codes alias click clicks"
    " 301 302",
    "pastebin": "paste pastes pastebin text snippet snippets body bodies unlisted highlighting syntax raw",
    "twitter": "tweet tweets twitter post posts timeline timelines follow follows follower followers following"
    " feed slate fan-out celebrity author",
    "photo-feed": "photo photos picture pictures image images caption feed upload uploads instagram thumbnail wall"
    " followers album",
    "ride-hailing": "ride rides rider riders driver drivers trip trips pickup dropoff car cars taxi uber fare surge",
    "chat": "chat message messages conversation conversations group groups receipt receipts typing whatsapp"
    " messenger presence"
    " room rooms delivered unread line",
    "video": "video videos stream streaming transcode transcoding playback bitrate netflix youtube watch segment"
    " film films movie movies title titles episode viewer viewers player playlist rendition encode subtitle",
    "music-streaming": "song songs track tracks playlist playlists album albums artist artists music listener listeners"
    " listening label labels audio",
    "file-sync": "folder folders sync syncing dropbox chunk chunks device devices revision drive"
    " laptop rename version versions conflict conflicts",
    "ticketing": "ticket tickets seat seats event events venue booking hold concert ticketmaster"
    " hall buyer buyers show shows crowd sale",
    "hotel-booking": "hotel hotels room rooms night nights booking reservation reservations guest airbnb listing",
    "payments": "payment payments charge ledger refund merchant card wallet balance transfer psp",
    "rate-limiter": "limiter bucket quota throttle window tokens allowed limits caller",
    "web-crawler": "crawl crawler page pages frontier robots domain fetcher html politeness",
    "search": "search query queries index ranking suggest autocomplete typeahead prefix document documents"
    " term terms trie typed typing completion suggestion suggestions keystroke",
    "notifications": "notification notifications push email sms template channel apns fcm"
    " campaign campaigns otp provider providers recipient recipients unsubscribe preference preferences",
    "ad-clicks": "ad ads advertiser impression impressions campaign bid auction",
    "key-value-store": "key keys value values quorum vnode gossip hinted merkle ring",
    "news-aggregator": "news article articles publisher headline rss story stories",
    "food-delivery": "restaurant restaurants order orders courier couriers menu delivery meal",
    "online-shop": "cart carts product products catalog order orders checkout inventory sku shop"
    " buyer buyers goods stock warehouse parcel basket payment price",
    "game-leaderboard": "leaderboard score scores rank player players game match",
    "stock-exchange": "order orders trade trades stock matching book price ticker exchange",
    "metrics": "metric metrics series sample samples scrape dashboard alert timeseries",
    "job-scheduler": "job jobs schedule scheduler cron task tasks executor lease",
    "maps": "map maps tile tiles route routing road poi geohash nearby",
    "docs-editor": "document documents cursor edit edits collaborative crdt operation paragraph",
}

SUBJECTS: Mapping[str, frozenset[str]] = {
    name: frozenset(stem(word) for word in words.split()) for name, words in _WORDS.items()
}
"""Stems by subject."""

_FAMILIES: Mapping[str, str] = {
    "twitter photo-feed news-aggregator": "post posts timeline timelines follow follows follower followers following"
    " feed",
    "url-shortener pastebin": "url urls link links short code codes",
    "video music-streaming": "stream streaming playback playlist playlists player title titles segment audio rendition",
}
"""Words that are at home in each of some neighbours: they tell none of them from another."""

FAMILIES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(names.split()), frozenset(stem(word) for word in words.split())) for names, words in _FAMILIES.items()
)
"""Neighbouring subjects, and the stems that they share."""


def shared_with_neighbours(subjects: frozenset[str]) -> frozenset[str]:
    """Stems that `subjects` share with their neighbours."""
    return frozenset[str]().union(*(words for names, words in FAMILIES if names & subjects))


def are_neighbours(first: str, second: str) -> bool:
    """Whether two problems, by their slugs, are of subjects that share so much that words hardly tell them apart."""
    pair = {subject_of(first), subject_of(second)}
    return len(pair) == 2 and any(pair <= names for names, _ in FAMILIES)


def subject_of(slug: str) -> str | None:
    """The subject that a problem's slug names, or none."""
    if slug in SUBJECTS:
        return slug
    parts = {stem(part) for part in slug.lower().replace("_", "-").split("-") if len(part) > 2}
    best = max(SUBJECTS, key=lambda name: len(parts & SUBJECTS[name]), default=None)
    return best if best is not None and len(parts & SUBJECTS[best]) >= max(1, len(parts) // 2) else None
