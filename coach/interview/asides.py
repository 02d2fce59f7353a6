"""Kinds of question that are no question about the system, told by how they are put: one pattern a kind.

A fact that is sure to be meant is told all the same: "what is the right order?" may be about a system that has one.
"""

import re
from typing import Literal

Aside = Literal["term", "decision", "tool", "work"]
"""What a word of the trade means; what the candidate has to decide; this interview and its tool; the job."""

_NOT_A_TERM = (
    r"typical|average|usual|normal|good|fair|reasonable|acceptable|realistic|safe|maximum|minimum|max|min|rough|common"
    r"|sensible|single|user|customer|plausible|tolerable|median|mean|peak|daily|regular|standard|new|full|large|small|big"
    r"|valid|lot|day|busy|quiet|tiny|huge|longest|largest|likely|worst|best|decent|second|minute|target"
)
_TOOLS = (
    r"database|db|queue|cache|broker|language|framework|cloud|index|algorithm|data structure|data store|datastore"
    r"|protocol|architecture|pattern|schema|storage engine|sharding key|shard key|partition key|strategy|technology"
    r"|tech|stack|library|approach|solution|design|tool|replication strategy|consistency model|component|service"
)
_KINDS: tuple[tuple[Aside, re.Pattern[str]], ...] = (
    (
        "term",
        re.compile(
            rf"^(?:so |and |ok |by the way |quick question )*(?:what(?:'s| is| are)|define|whats) an?"
            rf" (?!(?:{_NOT_A_TERM})\b)"
            r"[\w'-]+(?: [\w'-]+){0,2}\W*$"
            r"|\bstands? for\b|^what does (?:the )?[\w'-]+(?: [\w'-]+){0,2} mean\W*$"
            r"|^(?:please |can you |could you )*(?:explain|define)\b(?!.*\b(?:require|expect|limit|scope)\w*)"
            r"|\b(?:can|could|would) you explain (?:\w+ ?){1,5}(?:to me)?\W*$"
            r"|\bdifference between \w|^how (?:do|does) (?:an? |the )?[\w'-]+(?: [\w'-]+)? work\W*$"
            r"|\btime complexity\b|\bmoore'?s law\b|\bcap theorem\b|^who (?:invented|founded|created|wrote|made|owns)\b"
            r"|^when (?:was|were|did) .*\b(?:invented|founded|released|first|come out|start(?:ed)?|launched)\b"
        ),
    ),
    (
        "decision",
        re.compile(
            rf"\b(?:which|what)(?: kind of| type of| sort of)? (?:[\w-]+ ){{0,2}}(?:{_TOOLS})s?"
            r" (?:should|would|could|do|shall|must|can)"
            r" (?:i|you|we) (?:use|pick|choose|take|go|recommend|suggest|prefer|select|put|want me to)\b"
            r"|\b(?:should|shall|must) i (?:rather |better )?(?:use|pick|choose|go (?:with|for))"
            r" (?!\d|an? average)[\w .-]+"
            r"|\bwould you (?:rather )?(?:use|choose|pick|recommend|go with|go for"
            r"|solve|design|implement|shard|do|suggest|store|put)\b"
            r"|\bwhat (?:do|would) you (?:suggest|recommend)\b"
            r"|\b(?:best|right|ideal|optimal|correct|proper) (?:way|approach|architecture|algorithm|database|db|choice"
            r"|solution|tool|technology|design|number of (?:shards|servers|nodes|replicas|partitions))\b"
            rf"|\b(?:which|what) (?:[\w-]+ ){{0,2}}(?:{_TOOLS}) (?:is|fits|works|suits|would be|performs)"
            r" (?:the )?(?:best|better|right)\b"
            r"|\bhow (?:do|should|would|can|could) (?:i|you) (?:solve|design|implement|shard|partition|scale|build"
            r"|architect|generate|make (?:this|it))\b"
            r"|\bwhat should (?:the|my) [\w ]+ look like\b|\bwhere should i put\b"
            r"|\btell me (?:which|what) [\w ]+ i need\b"
            r"|\bwhat (?:[\w]+ )?(?:endpoints|components|tables|services) do i need\b"
            r"|\bdo i need an? (?:load balancer|cdn|gateway|cache|queue|database)\b"
            r"|^is (?!an? )[\w .-]+ (?:better than|faster than"
            r"|(?:the|a) (?:right|good|best) (?:choice|fit|idea|tool|database))\b"
            r"|\bhow would (?!users?|people|we|they|customers?)[a-z]+ do (?:it|this)\b|\bhow does the real\b"
            r"|\b(?:just )?(?:tell|give|show) me the (?:\w+ )?(?:answer|solution|design|architecture)\b"
            r"|\b(?:write|draw|do|finish|design|solve) (?:the |it|this )(?:[\w ]+ )?for me\b"
        ),
    ),
    (
        "tool",
        re.compile(
            r"\b(?:interview|interviews|interviewer|hints?|my (?:score|grade|answer|notes|screen)|follow-?ups)\b"
            r"|\b(?:this|the) (?:tool|program|editor|coach)\b(?! (?:of|for|per|cost|length|token|store|key))"
            r"|\b(?:font|this session|which key (?:do|opens|is)|reference solution|right answer|good question"
            r"|right track|think aloud"
            r"|think out loud|calculator|perfect answer|strong candidate|candidates)\b"
            r"|\bam i being\b|\bis this (?:call |session |being )*recorded\b|\brepeat the (?:task|question|problem)\b"
        ),
    ),
    (
        "work",
        re.compile(
            r"\b(?:salary|salaries|compensation|pay ?(?:band|check|rise|scale)|stock options|on-?call|work-?life"
            r"|(?:get|be|getting) promoted"
            r"|employees?|employer|engineers here|interns?|hiring|hire|hired|probation|overtime|relocation|turnover on"
            r"|on (?:the|your) team|your (?:team|company|firm|manager|boss|colleagues|office|job)|the company|vacation"
            r"|dress code|management style)\b"
        ),
    ),
)


def aside(*texts: str) -> Aside | None:
    """The kind of aside that a question, as typed or mended, is; none when it is none that is known."""
    lowered = [" ".join(text.lower().split()) for text in texts]
    return next((kind for kind, pattern in _KINDS if any(pattern.search(text) for text in lowered)), None)
