"""Words that say nothing of what a sentence is about; what else a reader passes over is its own business."""

SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "are",
        "be",
        "been",
        "i",
        "is",
        "it",
        "my",
        "of",
        "our",
        "that",
        "the",
        "their",
        "these",
        "they",
        "this",
        "those",
        "to",
        "was",
        "we",
        "were",
        "will",
        "you",
    ]
)
"""Articles, pronouns and forms of "be"; each is its own stem."""
