"""Words that tell a name from a step, a sentence or a remark beside it."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEADING = _words(
    """
    a an the our any each every same some nearest closest region's region own provider's new another then also again
    via through first second local remote
    """
)
"""Words before a name that do not belong to it; dropped when a known name is left."""

DETERMINERS = _words(
    """
    a an the our any each every
    """
)
"""Of these, the ones that never belong to a name."""

PREPOSITIONS = _words(
    """
    on by for with via per at in of from to without until till when if as behind into using across where which that
    before after under over
    """
)
"""What follows one of them is a remark on the name before."""

STOPS = _words(
    """
    i we you it he they she me my your their its is are was were be been being not no so then else because bc cos
    whether than too only never always yes do does did don't doesn't can can't could would should may might must
    will won't there this these those nothing something everything everyone nobody who what why how more less fewer
    faster slower gone down dead dies die died done ok fine accept accepts offer both enough miss hit hits misses
    past already just still ahead few fewest nearer cheaper bigger smaller harder easier wins lose loses needs need
    """
)
"""Words of sentences: no name has them."""

ANSWERS = _words(
    """
    redirect redirects response respond responds answer answers reply replies ack acks return returns render renders
    json html ok error errors success fail timeout retry 200 201 202 204 301 302 304 307 400 401 403 404 409 410 413
    429 500 503
    """
)
"""What comes back to the caller at the end of a path."""

VERBS_S = _words(
    """
    reloads polls joins rebuilds enters leaves checks makes inserts reads writes returns validates merges hydrates
    puts gets waits signs stores saves sends updates deletes creates generates fetches looks fills takes asks calls
    publishes emits enqueues drops counts appends pushes pulls copies marks sets increments loads queries tails
    replays opens drains sums flushes uploads downloads resizes compares picks finds adds removes encodes decodes
    hashes
    """
)
"""What somebody does: a stretch with one of them is a step."""

VERBS = _words(
    """
    check make insert validate merge hydrate wait sign save send update delete create generate fetch look fill take
    ask call emit enqueue drop append mark increment load compare pick find add remove encode decode hash gzip
    compress publish set put get select upload download resize accept reject invalidate verify authenticate
    authorize dedupe rank sort filter paginate retry respond store read write lookup incr list open claim
    """
)
"""What is to be done: a stretch that begins with one of them and names no known kind is a step."""

TAIL_WORDS = _words(
    """
    row rows id ids url urls list lists key keys data get put put-if-absent insert inserts update upsert commit
    lookup incr set select read reads write writes append pop query delete row+outbox tx copy copies record records
    entry entries purge directly asynchronously async check call
    """
)
"""What is done with a store, or what is in it, written after its name."""

MACHINES = _words(
    """
    server node instance pod machine boxe proc processe broker shard worker
    """
)
"""Nouns of which a number is a number of replicas."""

FOLLOWERS = _words(
    """
    replica copie secondarie standby
    """
)
"""Nouns of which a number is a number of copies that only follow."""

ANNOTATES = _words(
    """
    key keyed sharded partitioned one async sync then rf quorum ttl lru with by per via replicated stateless managed
    only also etc durable immutable append
    """
)
"""Words that begin a remark after a comma, not a further name."""

PROCESSES = _words(
    """
    merge hydrate gzip compress validate sign hash encode decode sort filter dedupe paginate insert select put get
    return respond retry lookup reload merges wait waits
    """
)
"""What is done on the way and is never the name of a box by itself."""

DATA = _words(
    """
    blob blobs byte bytes file files event events row rows body bodies image images photo photos message messages id
    ids media key keys record records data chunk chunks picture pictures payload
    """
)
"""What is moved: in "blobs to the object store" the store is the box."""

DONE = _words(
    """
    row rows id ids put insert inserts update upsert commit lookup incr set select read reads write writes append pop
    query delete tx purge check call
    """
)
"""What a step ends in: "conditional update", "map lookup"."""

DOUBTFUL = _words("log stream hold batch window metrics graph model auth config")
"""Aliases that are everyday words: a box only when they stand alone ("log", but not "log row")."""

UNITS = _words(
    """
    b kb mb gb tb pb kib mib gib tib bytes bits ms s sec seconds min minutes h hours day days week weeks month months
    year years yr k m million billion rps qps req requests reads writes % users
    """
)
"""After a number: an amount, not a count of boxes."""
