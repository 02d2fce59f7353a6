"""Whether a question is about the system at all: its words against the problem's, the field's and everyday life's."""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from coach.interview import aspects, shape
from coach.interview.asides import aside
from coach.language.lexicon import is_common
from coach.language.stems import stem
from coach.language.tokens import Kind, tokens

_TO_THE_PERSON = re.compile(
    r"\b(?:(?:are|were) you(?! (?:look|expect|think|ask|interest|ok|okay|fine|say|assum|sure|talk|refer|aiming|after))"
    r"|(?:do|did|have|would|can|could) you (?:personally |ever )?"
    r"(?:like|love|play|believe|watch|listen|speak|live(?! with)|sleep|eat|ate|drink|cook|dance|sing|feel|dream|enjoy"
    r"|work|been|seen|heard|study|grow|marry|know (?:any|a|how to))\b"
    r"|you (?:been(?! asked| told| given)|feel|feeling|live|born|from|doing)\b"
    r"|your (?:name|age|favou?rite|job|hobby|salary|day|weekend|life|birthday|opinion|sign|office|wife|husband)"
    r"|\bmy (?:salary|offer|resume|cv|dog|cat|wife|husband|mother|girlfriend|boyfriend|kids?|homework|name|job))\b"
)
_SMALL_TALK = re.compile(
    r"^what(?:'s| is|s) up\b|\bwhat (?:day|time|year|month) is it\b"
    r"|\bhow (?:do|can|should|would) i (?!know|tell|find out|identify|recogni[sz]e|see|assume|expect|handle|treat|deal"
    r"|model|plan|size|design|store|scale|estimate|count)"
    r"|\bdo(?:es)? (?:you|your \w+) (?:make|earn|get paid)\b"
    r"|\bcan you (?:sing|recommend|translate|write me|cook|dance)\b"
    r"|\btell me (?:a|another) (?:joke|story|secret|riddle)"
    r"|\bbest \w+ (?:to (?:buy|watch|learn|read|visit)|in the world)"
    r"|\b(?:should|can|may|could) i (?:quit|eat|drink|smoke|leave(?! out| away)|go (?:home|out)|have a)\b"
    r"|\b(?:did|have) i (?:already )?(?:pass|fail|do|done|get)|\b(?:how )?am i doing\b|\bhear (?:me|back|from)\b"
    r"|\b(?:this|the|your|next|an) (?:interview|position|role)\b|\binterview (?:rounds?|process)\b|\bthis question\b"
    r"|\b(?:share|see) my screen\b|\bsee (?:yourself|myself)\b|\byou ask (?:every|the same)|\bbe friends\b"
    r"|\bcoding (?:part|round|exercise|task|question)\b|\bstock options\b|\bwork from home\b|\blast person\b"
    r"|\b(?:linked list|binary tree|fizz ?buzz|palindrome|leetcode|big ?o notation|design patterns?|polymorphism)\b"
    r"|\bin solid\b|\btabs or spaces\b|\b(?:vim or emacs|emacs or vim)\b"
    r"|\b(?:is it|are you) today\b|\b(?:work|working|live|lives|smoke|eat) (?:here|next door)\b|\bthis company\b"
    r"|\bafter (?:this|the) interview\b|\b(?:who|when) (?:was|invented|discovered|painted|wrote|won|sang|directed)\b"
    r"|\btalk about something else\b|\breports? to you\b|\bcan you recommend\b|\byou\b.*\bpersonally\b"
    r"|\byou\b.*\byour own (?!data|servers?|domain|infra|cloud|hardware|machines?)"
    r"|^(?:what|which) [\w ]+ do you (?:use|drive|own|like|have|play)(?: yourself)?\W*$"
    r"|\bdo you have (?:a|an|any) (?:\w+ )?(?:licen[cs]e|degree|pet|hobb\w+|siblings?|plans)"
)
_OF_DESIGN = """
want expect tell give have say recommend use do prefer define insist agree need think mean see support allow store
keep require envision foresee anticipate care count measure serve plan run operate accept tolerate imagine know
clarify confirm elaborate explain specify guess estimate consider treat let limit retain delete host assume like
propose already intend target aim call look describe hold promise suggest permit ask reckon take set put
distinguish draw live be get leave add compute budget throw drop provision design skip cap avoid triple deduplicate
spread start purge reject scan replicate calculate pin check hardcode rank worry blur integrate simply sacrifice
hide process ignore cut overwrite refresh throttle stop restore send restrict reuse edit make display lose multiply
model handle cache rely scale build introduce write read size shard split queue buffer log batch return show safely
just also really even actually roughly only include cover deal factor differentiate separate mix move go continue
focus choose pick apply break cater bother
"""
"""What one who designs does, and an interviewer may want."""
_DESIGNS = "|".join(_OF_DESIGN.split())
_OF_THE_SYSTEM = re.compile(
    r"\b(?:do|does|should|must|can|could|may|shall|will|need) (?:we|the system|the service|users?|customers?"
    r"|clients?)\b"
    r"|\bwe (?:need|want|have to|should|must)\b|\b(?:should|must|is|are) there\b.*\b(?:for|with|by|per|of)\b"
    r"|\bpart of (?:this|it|the (?:design|system|scope|problem))\b|\b(?:needed|required|in scope|out of scope"
    r"|included)\W*$"
)
"""How questions about what a system does are put, whatever they name."""
_UNLIKELY = re.compile(
    rf"\b(?:do|did|have|would|could|can|are|were|will|should|shall|may|am|was) (?:you"
    rf"|i) (?!(?:{_DESIGNS})\b)[a-z]"
    r"|\b(?:the|this|your|our) (?:company|office|boss|manager|culture|building|colleagues?|co-?workers"
    r"|interview\w*|position"
    r"|job|candidates?|career|commute|hobb\w+|weekend|vacation|holidays?(?= (?:plan|going))|lunch)\b"
    r"|\b(?:yesterday|tonight|tomorrow|next door|outside|for me|in the world|of all time)\W*$"
    r"|\bmy (?!assum|guess|estimat|design|understanding|num|figure|system|service|cache|d|server|note|answer"
    r"|approach|plan"
    r"|first|math|back|fleet|gut|api|storage|queue|take|call|model|peak|load|target|budget|capacity|head)[a-z]"
    r"|\byour (?:own |real )?(?:self|experience|background|hometown|family|pet|dog|cat|mood|health|company"
    r"|manager|view of)\b"
    r"|^who(?:'s| is| was| were| won| invented| wrote| runs| founded| painted| discovered| directed) (?!allowed|able)"
    r"|^what (?:is|was|are) (?:the (?:meaning|capital|weather|boiling|population of|tallest|fastest animal"
    r"|recipe)|your)\b"
)
_ARITHMETIC = re.compile(r"^[^\d]{0,12}\d+\s*[-+*/x]\s*\d+[^\d]{0,3}$")
_PERSONAL = (_TO_THE_PERSON, _SMALL_TALK, _ARITHMETIC)


AT_LENGTH = 3.0
"""From this much evidence on, a question is about the system though a word of it is of everyday life; each further
such word takes `FURTHER` more."""

HARDLY = 0.5
"""No more evidence than this is one word that people ask with, and none of the system's own."""

FURTHER = 1.5


class Subject:
    """What one problem and the field speak of; immutable after it is made."""

    def __init__(self, texts: Iterable[str], terms: Iterable[str]) -> None:
        """Take in the problem's own words (`texts`) and the field's terms (`terms`)."""
        said = tuple(texts)
        self._own = _stems(said)
        field = {one for one in _stems(terms) if not is_common(one)}
        self._field = _listed("field.txt") | field
        own = _words(said)
        self._everyday = frozenset(
            one for one in _words([_file("everyday.txt")]) if not {one, f"{one}s", one.removesuffix("s")} & own
        )

    def is_personal(self, question: str, mended: str) -> bool:
        """Whether a question, as typed or with its typos `mended`, is plainly about life, the interviewer or the world.

        One that speaks of the system with `AT_LENGTH` words is not, whatever else is in it.
        """
        turns = sum(any(known.search(text) for text in _lowered(question, mended)) for known in _PERSONAL)
        if not turns and _OF_THE_SYSTEM.search(mended):
            return False
        signs = turns + len(_words(_lowered(question, mended)) & self._everyday)
        if not signs:
            return False
        return bool(_ARITHMETIC.search(question)) or self.evidence(mended) < AT_LENGTH + FURTHER * (signs - 1)

    def is_unlikely(self, question: str, mended: str) -> bool:
        """Whether a question is put as those about people and life are, or has no word of the system's own.

        Such a question may still ask for a fact, but only one that it is sure to mean.
        """
        if any(_UNLIKELY.search(text) for text in _lowered(question, mended)):
            return True
        return self.evidence(mended) < HARDLY and not _OF_THE_SYSTEM.search(mended)

    def is_foreign(self, question: str) -> bool:
        """Whether more of `question` is strange than speaks of the system, or hardly a word speaks of it."""
        if _OF_THE_SYSTEM.search(question):
            return False
        return self.evidence(question) <= max(self.strangeness(question), HARDLY)

    def signs(self, question: str, mended: str, likeliest: float) -> dict[str, float]:
        """What tells whether a question is about the system, as `shape.log_odds` weighs it.

        Args:
            question: as typed.
            mended: without its typos.
            likeliest: how likely the likeliest fact is meant, 0..1.
        """
        found = shape.features(mended, self._own, self._field) | shape.meant(likeliest)
        if kind := aside(question, mended):
            found[f"aside {kind}"] = 1.0
        found["personal"] = float(self.is_personal(question, mended))
        found["unlikely"] = float(self.is_unlikely(question, mended))
        found["foreign"] = float(self.is_foreign(mended))
        return found

    def evidence(self, question: str) -> float:
        """How much of `question` speaks of the system: a word of the field 1, one to ask with a half."""
        asked = aspects.stems_in(question)
        return sum(
            1.0 if one in self._field or (one in self._own and not is_common(one)) else 0.5
            for one in _content(question)
            if one in self._field or one in self._own or one in asked
        )

    def strangeness(self, question: str) -> float:
        """How much of it speaks of what neither the problem nor the field knows."""
        asked = aspects.stems_in(question)
        return sum(
            0.34 if is_common(one) else 1.0
            for one in _content(question)
            if one not in self._own and one not in self._field and one not in asked
        )


_EMPTY_WORDS = """
a an the is are be was were been am do does did can could should would will shall may might must i we you they it he she
me us them my our your their its this that these those there here of to in on at by for from with as and or but if so
than then what which who how when where why whether any some please tell know want need has have had get got give let
like think say said just also too very really ok okay about into per not no yes one thing question ask wonder assume
suppose expect care matter sort kind roughly approximately maybe going go make made mind sure right hi hello use used
thanks thank much many long often big large s t d m re ve ll each there every only ever still own both happen new
after before once between during over under up out off number amount given certain possible able lot most more
"""


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(stem(word) for word in _EMPTY_WORDS.split())


@lru_cache(maxsize=4)
def _listed(name: str) -> frozenset[str]:
    return _stems([_file(name)])


def _lowered(*texts: str) -> list[str]:
    return [text.lower().strip() for text in texts]


def _file(name: str) -> str:
    """The words of a list, without its comments."""
    text = files("coach.interview").joinpath(name).read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def _words(texts: Iterable[str]) -> frozenset[str]:
    """The words of `texts` as they are spelled, in lower case."""
    return frozenset(token.word for text in texts for token in tokens(text) if token.kind is Kind.WORD)


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(one for text in texts for one in _content(text))


def _content(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text) if token.kind is Kind.WORD and token.stem not in _empty())
