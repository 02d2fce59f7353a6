"""What the interviewer says that no problem holds: a closed set of short sentences, chosen by the session's seed."""

import zlib
from collections.abc import Mapping

from coach.model.words import TURNED_BACK, Phase

HALF = (
    "That is half the time.",
    "We are half way through.",
)
FIVE_MINUTES = (
    "Five minutes left. What is the one thing you still want me to see?",
    "Five minutes. Pick what matters most.",
)
ONE_MINUTE = (
    "One minute left. Finish your sentence.",
    "Last minute.",
)
PHASE_MINUTE = (
    "A minute left for this part, if you want to keep to the plan.",
    "About a minute more here; then I would move on.",
)
OPEN = (
    "Your call. State your assumption and go on.",
    "That is up to you: assume something sensible and say so.",
)
ASSUMED = (
    "Your call. Write the assumption down and go on with it.",
    "Go on with that as your assumption, and write it down.",
)
OFF_TOPIC = TURNED_BACK
YOURS = (
    "That is for you to decide. Say what you choose, and why.",
    "I would like to see you decide that: choose, and tell me why.",
)
UNCLEAR = (
    "I am not sure what you are asking. Can you put it as one question?",
    "Ask me that in other words, please: one thing at a time.",
)
WHICH = (
    "Do you mean the {}?",
    "Which do you mean: the {}?",
)
AGAIN = ("As I said: {}", "Same answer as before: {}")
SILENCE = (
    "What are you thinking about? Notes are fine, sentences are not needed.",
    "Talk me through where you are.",
)


ON_ENTERING: Mapping[Phase, tuple[str, ...]] = {
    Phase.ESTIMATION: (
        "Let us put numbers to it.",
        "How much of everything is that?",
    ),
    Phase.API: (
        "What do clients call?",
        "Show me the contract.",
    ),
    Phase.DESIGN: (
        "Now draw it for me.",
        "How does it fit together?",
    ),
    Phase.DEEP_DIVES: (
        "Let us dig. I have a few questions; take them in any order.",
        "Now I would like to dig a little. Go from question to question as you like.",
    ),
}
"""What is said when a phase is entered for the first time; the first phase begins with the task."""

BEFORE_GOING_ON = (
    "Before we go on:",
    "One question before we leave this:",
    "Hold on, one thing:",
    "Let me come back to something first:",
)
NOTHING_YET = (
    "There is nothing here yet, so let me ask:",
    "I see nothing written here yet. Tell me this much:",
)
YOU_WROTE = (
    "You wrote: “{}”.",
    "You have this: “{}”.",
)
ABOUT = (
    "About “{}”:",
    "Back to “{}”:",
)
WE_AGREED = (
    "We agreed: {}",
    "You have this from me: {}",
)
IN_THE_SILENCE = (
    "While you think:",
    "Let me ask something:",
)


def pick(sentences: tuple[str, ...], seed: int, *occasion: object) -> str:
    """One of `sentences`: always the same for the same seed and occasion."""
    name = ":".join(map(str, (seed, *occasion)))
    return sentences[zlib.crc32(name.encode()) % len(sentences)]
