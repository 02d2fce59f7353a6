"""What the interview screen asks before it does something that cannot be taken back."""

from coach.interview.interviewer import Offer
from coach.tui.screens.ask_first import Answer, AskFirst
from coach.tui.sitting import Saved

NO = "no"
TAKE, FINISH, LEAVE, RESCUE = "take", "finish", "leave", "rescue"


def hint(offer: Offer) -> AskFirst:
    """Whether to take a hint at its price."""
    text = f"It costs {offer.price:.0%} of what this part earns, once."
    return AskFirst("A hint", text, (Answer("y", "take it", TAKE), Answer("n", "go on without", NO)))


def hand_in() -> AskFirst:
    """Whether this is the end."""
    text = "This was the last phase. Handing in stops the clock and begins the debrief."
    return AskFirst("Hand in?", text, (Answer("y", "hand in", FINISH), Answer("n", "go on writing", NO)))


def take_over(where: str) -> AskFirst:
    """Whether to go on here with an interview that another window has open."""
    text = f"{where} Taken over, it goes on here with all that is saved; the other window says so and saves no more."
    return AskFirst("Take it over?", text, (Answer("y", "take it over", TAKE), Answer("n", "leave it there", NO)))


def leave(saved: Saved) -> AskFirst:
    """Whether to go home, and what becomes of the text."""
    if saved.trouble:
        text = f"Your text is NOT saved. {saved.trouble}"
        answers = (Answer("s", "write it to a file, then leave", RESCUE), Answer("n", "stay", NO))
        return AskFirst("Leave?", text, answers, urgent=True)
    text = "Your text is saved, and the clock stops. You can go on later from the home screen."
    last = (Answer("d", "hand in what there is, to the debrief", FINISH), Answer("n", "stay", NO))
    return AskFirst("Leave?", text, (Answer("y", "leave", LEAVE), *last))
