"""Kinds of question that are no question about the system, told by how they are put: one pattern a kind.

Those in `ALWAYS` are, whatever fact is near; the others only speak for it, and `shape` weighs them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

Aside = Literal["person", "term", "decision", "tool", "work", "deed", "bare"]
"""The interviewer's life; what a word of the trade means; what the candidate has to decide; this interview and its
tool; the job; something the interviewer may have done; what may be a word of the trade ("what is base64?")."""

ALWAYS: frozenset[Aside] = frozenset({"person", "term", "tool", "work"})
"""Kinds that no question about a system is of."""

_NOT_A_TERM = (
    r"typical|average|usual|normal|good|fair|reasonable|acceptable|realistic|safe|maximum|minimum|max|min|rough|common"
    r"|sensible|single|user|customer|plausible|tolerable|median|mean|peak|daily|regular|standard|new|full|large|small"
    r"|big|valid|lot|day|busy|quiet|tiny|huge|longest|largest|likely|worst|best|decent|second|minute|target|allowed"
)
_TOOLS = (
    r"database|db|queue|cache|broker|language|framework|cloud|index|algorithm|data structure|data store|datastore"
    r"|protocol|architecture|pattern|schema|storage engine|sharding key|shard key|partition key|strategy|technology"
    r"|tech|stack|library|approach|solution|design|tool|consistency model|component|service"
)
_OURS = r"data|servers?|domain|infra|cloud|hardware|machines?|content|cdn|network|storage|writes?|alias|names?|posts?"
_ACTS = (
    r"get|have|send|take|receive|own|follow|watch|listen|read|play|type|click|buy|spend|order|post|remember|trust|think"
    r"|search|drive|ride|pay|eat|drink|sleep|live|like|prefer|enjoy|speak|know|paste|upload|share|use"
)
_NAMES = (
    r"kafka|redis|postgres(?:ql)?|mysql|mongo(?:db)?|cassandra|dynamo(?:db)?|google|netflix|twitter|instagram|facebook"
    r"|youtube|whatsapp|signal|spotify|uber|amazon|dropbox|stripe|bit\.ly|python|java|go|rust|http"
    r"|websockets?|raft|paxos|dns|tls|b-?trees?|garbage collection"
)
_PERSON = (
    r"^(?:hi|hello|hey|good (?:morning|evening|afternoon|day)|thanks(?: a lot)?|thank you|nice to meet you)\b[^?]*$",
    r"^sorry,? (?:i|my)\b|\b(?:short|coffee|quick) break\b|\b(?:is|are) your own (?:account|posts?|phone|profile)\b",
    r"\byou\b.*\b(?:yourself|personally)\b",
    r"\b(?:have|had|did|were) you (?:ever|once|recently|last)\b|\byou (?:ever|last|yesterday|once) [a-z]+",
    rf"\b(?:do|did) you (?:usually |normally |often )?(?:{_ACTS})\b.*\b(?:today|yesterday|at home|every day|on your own"
    r"|a week|this year|in one day|last (?:night|week|year)|on your phone)\b",
    r"\bare you (?:human|real|an? (?!aware|ok)[a-z]+|running|alive|happy|tired|married)\b",
)
_TERM = (
    rf"^(?:so |and |ok |by the way |quick question )*(?:what(?:'s| is| are)|define|whats) an? (?!(?:{_NOT_A_TERM})\b)"
    r"[\w'-]+(?: [\w'-]+){0,2}\W*$",
    r"\bstands? for\b|^define\b|\btime complexity\b|\bmoore'?s law\b|\bcap theorem\b",
    r"^(?:please |can you |could you )*explain (?!what|how|why|when|who|whether|if|which|the)[\w' -]+\W*$",
    rf"^(?:why|how|when|what year) (?:is|does|did|do|was) (?:the real )?(?:{_NAMES})\b",
    r"^how many (?:bits|bytes|seconds|minutes|hours|days) (?:are |is |has |does )?(?:there )?in an? [a-z]+\W*$",
    r"^what (?:is|are) [\w ]+ called\W*$",
    r"^who (?:invented|founded|created|wrote|made|owns)\b",
    r"^when (?:was|were|did) .*\b(?:invented|founded|released|first|come out|start(?:ed)?|launched)\b",
)
_DECISION = (
    rf"\b(?:which|what)(?: kind of| type of| sort of)? (?:[\w-]+ ){{0,2}}(?:{_TOOLS})s? (?:should|would|could|do|shall"
    r"|must|can) (?:i|you|we) (?:use|pick|choose|take|go|recommend|suggest|prefer|select|put|want me to)\b",
    r"\b(?:should|shall|must) i (?:rather |better )?(?:use|pick|choose|go (?:with|for)) (?!\d|an? average)[\w .-]+",
    r"\bwould you (?:rather )?(?:use|choose|pick|recommend|go with|go for|solve|design|implement|shard|do|suggest"
    r"|store|put)\b|\bwhat (?:do|would) you (?:suggest|recommend)\b",
    r"\b(?:best|right|ideal|optimal|correct|proper) (?:way|approach|architecture|algorithm|database|db|choice"
    r"|solution|tool|technology|design|number of (?:shards|servers|nodes|replicas|partitions))\b",
    rf"\b(?:which|what) (?:[\w-]+ ){{0,2}}(?:{_TOOLS}|index type) (?:is|fits|works|suits|would be|performs) (?:the )?"
    r"(?:best|better|right)\b",
    r"\bhow (?:do|should|would|can|could) (?:i|you) (?:solve|design|implement|shard|partition|scale|build|architect"
    r"|generate|make (?:this|it))\b",
    r"\bwhat should (?:the|my) [\w ]+ look like\b|\bwhere should i put\b|\btell me (?:which|what) [\w ]+ i need\b",
    r"\bwhat (?:[\w]+ )?(?:endpoints|components|tables|services) do i need\b",
    r"\bdo i need an? (?:load balancer|cdn|gateway|cache|queue|database)\b|\bhow many servers should i (?:use|take)\b",
    r"^is (?!an? )[\w .-]+ (?:better than|faster than"
    r"|(?:the|a) (?:right|good|best) (?:choice|fit|idea|tool|database))\b",
    r"\b(?:rest or g|grpc or rest|sql or nosql)",
    r"\bhow would (?!users?|people|we|they|customers?)[a-z]+ do (?:it|this)\b|\bhow does the real\b",
    r"\b(?:which|what) [\w ,-]+ i should (?:use|pick|choose|take|go (?:with|for))\b",
    r"\b(?:just )?(?:tell|give|show) me the (?:\w+ )?(?:answer|solution|design|architecture)\b",
    r"\b(?:write|draw|do|finish|design|solve) (?:the |it |this )(?:[\w ]+ )?for me\b",
)
_TOOL = (
    r"\b(?:interview|interviews|interviewer|hints?|my (?:score|grade|answer|notes|screen)|follow-?ups)\b",
    r"\b(?:this|the) (?:tool|program|editor|coach)\b(?! (?:of|for|per|cost|length|token|store|key))",
    r"\b(?:font|this session|which key (?:do|opens|is)|reference solution|right answer|good question|right track"
    r"|think aloud|think out loud|calculator|perfect answer|strong candidate|see the solution)\b",
    r"\bam i being\b|\bis this (?:call |session |being |chat )*recorded\b|\brepeat the (?:task|question|problem)\b",
    r"\bnext steps after\b|\brounds? (?:are|is) (?:there|left)\b",
)
_WORK = (
    r"\b(?:salary|salaries|compensation|pay ?(?:band|check|rise|scale)|stock options|work-?life|employees?|employer"
    r"|(?:get|be|getting|people) promoted|engineers? here|interns?|hiring|hire|hired|probation|overtime|relocation"
    r"|turnover on|on (?:the|your) team|your (?:team|company|firm|manager|boss|colleagues|office|job)|the company"
    r"|this company|vacation|dress code|management style|remote work)\b",
)
_DEED = (
    r"\byour own (?!(?:" + _OURS + r")\b)",
    r"\b(?:did|have) you (?!(?:any|an?|some|numbers|got|plan|measure|agree|mean|say|want|decide|think of|consider"
    r"|already|benchmark|set|define|estimate|observe|test)(?:ed|d)? ?\b)[a-z]+",
    r"\byou (?:bought|sent|ordered|posted|wrote|pasted|watched|listened|clicked|visited|built|took)\b",
    rf"\bhow (?:many|much|often) [\w ]+ do you (?:{_ACTS})\W*$|^(?:do|are) you (?!have|want|need)[\w ]+\W*$",
)
_BARE = (
    rf"^(?:so |and |by the way )*(?:what(?:'s| is| are)|whats) (?!(?:the|our|your|its|it|this|that|{_NOT_A_TERM})\b)"
    r"[\w'-]+(?: [\w'-]+){0,2}\W*$",
    r"^what does (?:the )?[\w'-]+(?: [\w'-]+){0,2} mean\W*$|^how (?:do|does|is|are) (?:an? |the )?[\w'-]+(?: [\w'-]+)?"
    r" (?:work|computed)\W*$|\bdifference between \w",
)
_KINDS: Mapping[Aside, tuple[re.Pattern[str], ...]] = {
    "person": tuple(map(re.compile, _PERSON)),
    "term": tuple(map(re.compile, _TERM)),
    "decision": tuple(map(re.compile, _DECISION)),
    "tool": tuple(map(re.compile, _TOOL)),
    "work": tuple(map(re.compile, _WORK)),
    "deed": tuple(map(re.compile, _DEED)),
    "bare": tuple(map(re.compile, _BARE)),
}


def aside(*texts: str) -> Aside | None:
    """The kind of aside that a question, as typed or mended, is; none when it is none that is known."""
    lowered = [" ".join(text.lower().split()) for text in texts]
    return next((kind for kind, known in _KINDS.items() if _is_put_so(lowered, known)), None)


def _is_put_so(texts: Sequence[str], known: Iterable[re.Pattern[str]]) -> bool:
    return any(pattern.search(text) for pattern in known for text in texts)
