"""Words that shape a line: verbs that state a result, words that begin a clause, attributes of a quantity."""

RESULT_VERBS = frozenset(
    "is are equals equal makes make gives give yields yield totals becomes means was moves get gets becoming leaves "
    "thats comes allows allow permits".split()
)
"""Between two quantities they say what `=` says; between words and a quantity they name it."""

RESULT_PHRASES: tuple[tuple[str, ...], ...] = (
    ("comes", "to"),
    ("come", "to"),
    ("comes", "out", "to"),
    ("comes", "out", "at"),
    ("comes", "down", "to"),
    ("amounts", "to"),
    ("adds", "up", "to"),
    ("add", "up", "to"),
    ("works", "out", "to"),
    ("works", "out", "at"),
    ("works", "out", "as"),
    ("equates", "to"),
    ("translates", "to"),
    ("translates", "into"),
    ("turns", "into"),
    ("results", "in"),
    ("arrive", "at"),
    ("get", "to"),
    ("which", "is"),
    ("which", "makes"),
    ("which", "gives"),
    ("which", "means"),
    ("which", "allows"),
    ("which", "allow"),
    ("which", "leaves"),
    ("that", "is"),
    ("that", "makes"),
    ("that", "gives"),
    ("that", "means"),
    ("it", "makes"),
    ("this", "is"),
    ("this", "makes"),
    ("this", "gives"),
    ("this", "means"),
    ("to", "get"),
    ("that's",),
    ("thats",),
    ("i.e.",),
    ("ie",),
    ("aka",),
    ("approximately",),
)

ROUNDING_PHRASES: tuple[tuple[str, ...], ...] = (
    ("call", "it"),
    ("call", "that"),
    ("say",),
    ("so", "say"),
    ("round", "to"),
    ("rounded", "to"),
    ("round", "up", "to"),
    ("rounds", "to"),
    ("so", "about"),
    ("so", "roughly"),
    ("or", "roughly"),
    ("or", "about"),
)
"""They repeat the number before them, rounded."""

CLAUSE_WORDS = frozenset(
    "and so but then hence thus therefore which that because while where whereas with although since if assuming "
    "given plus, vs, when".split()
)
"""They begin a clause of their own."""

PEAK_WORDS = frozenset("peak peaks peaking pk max maximum burst spike spikes busiest rush busy".split())
AVERAGE_WORDS = frozenset("avg average mean averaged sustained typical ø".split())
REPLICATED_WORDS = frozenset("replicated replication replicas replica copies copy rf redundancy redundant".split())
RAW_WORDS = frozenset("raw logical unreplicated single".split())
TOTAL_WORDS = frozenset("total stored storage".split())
