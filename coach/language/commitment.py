"""How much a sentence commits its author to: a decision, a figure, a name, a price - or nothing at all.

"The cache holds data that is used often" is true of every system, "redis: 5k ids, 24 h, loss = 3.5k/s on the store" of
one. Textbook generalities earn nothing however many terms they hold, so the grader asks for commitment before it looks
at terms. The features are linguistic; none of them knows a topic.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from coach.language.sentences import Sentence
from coach.language.tokens import Kind

_HEDGES = re.compile(
    r"""\b(?:typically|usually|often|commonly|in\ general|generally|in\ practice|normally|traditionally|as\ a\ rule
    |can\ (?:be|also|help|make|take|bring|lead|grow|calculate|fill)|could\ be|may\ (?:be|make|become|have)|might\ be
    |should\ (?:be|also|not\ be|never\ be|always|reflect|offer|have|exercise)|would\ be|would\ (?:contain
    |offer|prototype|like|sit)
    |must\ be\ (?:built|chosen|designed|made|considered|balanced)|has\ to\ be\ (?:weighed|found|chosen
    |considered|decided|expected)
    |have\ to\ (?:be|think)|(?:it|that|this|which)?\ ?(?:all\ )?depends?(?:ing)?\ (?:on|up)|depending\ on
    |various|several|different|suitable|appropriate|proper(?:ly)?|reasonable|relevant|certain|particular
    |sensible|meaningful
    |best\ practices?|good\ practice|well[- ](?:known|designed|understood|documented)|proven|modern|mature
    |state\ of\ the\ art
    |advantages?\ and\ disadvantages?|pros\ and\ cons|trade[- ]?offs?\ (?:of|regarding|between|have|are|must
    |need)|own\ trade[- ]?offs?
    |each\ (?:of\ (?:them|these|which)|approach|option|has|one\ of\ them)|both\ (?:are|have|ways|of)|either\ of
    |one\ (?:can|could|should|may|will|starts|finds|has)|there\ (?:are|is)\ (?:many|several|various
    |different|two|a\ (?:wide|vertical|number)|vertical|eager)
    |important|crucial|essential|vital|indispensable|key\ to|valuable|legitimate|elegant|challenge
    |challenging|classic
    |kinds?\ of|types?\ of|styles?|approaches|strategies|techniques?|principles?|considerations?
    |perspectives?|aspects?|qualities
    |right\ (?:tool|balance|choice|one)|best\ (?:tool|fit|choice|compromise|one)|better\ fit|silver\ bullet
    |everyone|everybody|everything|stakeholders?|business|organi[sz]ation|team(?:s|'s)?\ (?:is|has|knows)|industry
    |if\ (?:needed|necessary|required|wanted)|where(?:ver)?\ (?:needed|necessary|it\ makes\ sense
    |they\ are\ needed)|as\ needed
    |once\ (?:the|we)|when\ (?:it\ matters|needed|necessary)|considerable|generous|huge|many\ companies
    |keep(?:ing)?\ (?:in\ mind|the\ options|an\ eye)|step\ by\ step|sooner\ or\ later|from\ the\ (?:start
    |beginning|outset)
    |is\ (?:called|known\ as|defined|the\ (?:ability|place|way|time|heart|contract|process|art))|means\ that
    |which\ means
    |stands\ for|refers\ to|consists?\ of|is\ an?\ (?:technique|service|system|method|way|contract|wonderful
    |popular|interesting|list))\b""",
    re.VERBOSE,
)
_FIRST_PERSON = re.compile(
    r"""\b(?:i|we|i'd|i'll|we'd|we'll)\s+(?:would\s+|will\s+|only\s+|also\s+|then\s+|just\s+|do\s+not\s+
        |don'?t\s+|never\s+|always\s+|'d\s+)*
    (?:use|used|pick|picked|choose|chose|take|took|keep|kept|put|store|send|run|size|sized|shard|split|cache
    |add|drop|poll|push
    |pull|read|write|serve|give\ up|accept|pay|save|spend|lose|move|merge|mix|make|insert|return|answer
    |assume|guess|plan\ for|need|limit|batch
    |delete|purge|check|ask|asked|expose|version|partition|replicate|retry|hash|encode|sign|compute|count
    |sum|flush|buffer|start|serve|tag
    |say|said|set|build|promote|page|alert|skip|reject|refuse|leave|log|stay|go|route|let|hold|fetch|hand
    |require|validate|measure|want)\b""",
    re.VERBOSE,
)
_STRICT_REASON = re.compile(
    r"""\b(?:because|since|bc|due\ to|so\ that|otherwise|therefore|hence|thus|that\ way|thats?\ why
        |which\ is\ why|the\ reason|or\ else|justif\w+
    |in\ order\ to|to\ (?:avoid|prevent|keep|save|spread|protect|spare)|else)\b|(?<![a-z])(?:so
    |as)\s+(?:that\s+)?(?:a|an|the|no|i|we|it|they|each|every|one|nobody
    |only|any|its|there|my|our|users?|reads?|writes?|clicks?|retries|followers?|posts?|works?)\b|⇒|=>""",
    re.VERBOSE,
)
_PRICE = re.compile(
    r"""\b(?:price|costs?(?:\ (?:me|us|is|of))?|i\ (?:lose|pay|give\ up|accept)|we\ (?:lose|pay|give\ up|accept)
        |lose[sd]?|give\ up|gave\ up|trade-?\ ?offs?|tradeof
    |at\ the\ (?:cost|price|expense)|in\ exchange|accept(?:ed|able|s)?|downside|drawback|penalty|sacrific\w+
    |the\ catch|allowed|pays?\ (?:with|for)|in\ return
    |ok\ if|fine\ (?:for|bc|because|as)|nobody\ cares|is\ ok|are\ ok|slower|wasted|harmless)\b
    |\+\s?\d[\d.]*\s?(?:ms|s|\$|%)""",
    re.VERBOSE,
)
_CONTRAST = re.compile(
    r"""\b(?:not|no|never|instead\ of|rather\ than|vs\.?|versus|over|without|but|against|than)\b|≠|!=""",
    re.VERBOSE,
)
_CODE = re.compile(r"`[^`]+`|\b\w+_\w+\b|\b\w+\([^)]*\)|/\w+/|\{[^}]*\}|\b[A-Z]{2,}\s+/")


@dataclass(frozen=True)
class Commitment:
    """What a sentence stands for."""

    hedges: int
    """Turns of phrase that keep it general."""
    figures: int
    """Numbers that measure something."""
    arrows: int
    code: int
    """Names in code: fields, calls, paths."""
    decides: bool
    """Its author says what he does."""
    reasons: bool
    """It gives a reason or draws a consequence."""
    prices: bool
    """It names what is given up or accepted."""
    contrasts: bool
    """It sets one thing against another."""
    words: int

    @cached_property
    def concrete(self) -> float:
        """Weight of what pins it down; 0 for a generality."""
        return (
            1.0 * min(self.figures, 3)
            + 1.0 * min(self.arrows, 3)
            + 0.7 * min(self.code, 3)
            + 1.0 * self.decides
            + (0.5 if self.contrasts and self.words <= 12 else 0.0)
        )

    @cached_property
    def share(self) -> float:
        """0..1: how much of its terms may be credited. 1 says something about this system, 0 about all of them."""
        if self.concrete >= 1.0 and self.hedges <= 2 * self.concrete:
            return 1.0
        if self.words <= 9 and not self.hedges:
            return 1.0
        loose = self.hedges - 1.2 * self.concrete
        if loose <= 0:
            return 0.85
        return 0.45 if loose <= 1 else 0.15


def commitment(sentence: Sentence) -> Commitment:
    """What `sentence` commits its author to."""
    text = sentence.text.lower()
    return Commitment(
        hedges=len(_HEDGES.findall(text)),
        figures=sum(token.is_figure and not token.word.isalpha() for token in sentence.tokens),
        arrows=sum(token.kind is Kind.ARROW for token in sentence.tokens),
        code=len(_CODE.findall(sentence.text)),
        decides=bool(_FIRST_PERSON.search(text)),
        reasons=bool(_STRICT_REASON.search(text)),
        prices=bool(_PRICE.search(text)),
        contrasts=bool(_CONTRAST.search(text)),
        words=sentence.words,
    )
