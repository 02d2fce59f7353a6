"""What F1 says, screen by screen, as data: the keys come from the screen itself, so they cannot go stale."""

from dataclasses import dataclass

from coach.model.words import Phase


@dataclass(frozen=True, slots=True)
class Topic:
    """The help of one screen."""

    title: str
    paragraphs: tuple[str, ...]


TOPICS: dict[str, Topic] = {
    "home": Topic(
        "Home",
        (
            "Pick a problem with the arrow keys and press Enter. You are asked for the level you interview at, for the "
            "minutes you have, and whether you want an interview or coached practice.",
            "An interview judges nothing until its end. In coached practice remarks and a checklist are live.",
            "A session that was left, or cut off, waits in the banner with its text and its clock.",
        ),
    ),
    "interview": Topic(
        "The interview",
        (
            "Five phases, one after the other, each with its own budget. Write notes as you would on a whiteboard; "
            "the panel beside them shows what is understood of them. F6 goes on, F5 goes back; the clock warns "
            "but never locks you out.",
            "F2 asks the interviewer. Facts are told only when asked for. F3 takes a hint, which costs the points its "
            "price says, once. Going on, you may be asked for what is missing; F6 again goes on all the same.",
            "Every change is saved within a second; the first line says when. Ctrl+Q leaves, and you can go on later.",
            "In the design phase the boxes carry the load of your estimation. F9 draws them over the whole screen; "
            "Ctrl+T takes out one after the other, and says what fails without it.",
            "Tab indents in a line of a list and leaves the editor anywhere else; the border says which. Ctrl+O opens "
            "the notes in your own $EDITOR, and the clock goes on.",
        ),
    ),
    "enlarged": Topic(
        "The drawing",
        (
            "Your design under the load of your own estimation, as large as the screen allows; the arrows scroll it.",
            "Ctrl+T takes out one box after the other, and says what fails or degrades without it. After the last one "
            "the design is whole again.",
        ),
    ),
    "drill": Topic(
        "Drills",
        (
            "Short exercises that never run out: sums, numbers worth knowing, trade-offs, endpoints to mend, drawings "
            "with one fault, and what each building block is for.",
            "Answer with the number of an option or with your own words. What went wrong comes back as a card.",
        ),
    ),
    "cards": Topic(
        "Cards",
        (
            "Each point you missed, and each wrong claim, is a card. Say the answer before you look, then grade "
            "yourself; the better you knew it, the later it comes back.",
            "The days come from FSRS, the algorithm that Anki uses.",
        ),
    ),
    "history": Topic(
        "History",
        (
            "Every interview with its score, and above them what they say together: the trend of each phase, what is "
            "missed again and again, what changed between two tries of one problem, and how well you judge yourself.",
            "Enter opens the debrief of an interview again; one that is not finished goes on. p plays it back.",
        ),
    ),
    "replay": Topic(
        "Replay",
        (
            "The interview as it was held: the notes as they grew on the left, what was said on the right, the clock "
            "above. Nothing can be changed in it.",
        ),
    ),
    "debrief": Topic(
        "The debrief",
        (
            "First say what you expect, then grade yourself on what weighs most, with your own words beside it. "
            "Only then is the coach's grade shown: judging yourself is the skill that stays.",
            "Every grade stands on words of yours, quoted. Where the coach is not sure it says so, with a question "
            "mark, and asks you. Where it is wrong, overrule it; that is kept and shown in the report.",
            "Every step can be skipped, and taken up later.",
        ),
    ),
}

PLACEHOLDERS = {
    Phase.REQUIREMENTS: "What can users do? What is out of scope? Which numbers must hold?",
    Phase.ESTIMATION: "One sum a line: 100M/day / 86400 = 1157 writes/s",
    Phase.API: "One endpoint a line: POST /v1/urls {url} -> 201 {code}",
    Phase.DESIGN: "client -> gateway -> service -> cache",
    Phase.DEEP_DIVES: "What breaks, what you do about it, what it costs.",
}
"""What an empty editor suggests."""
