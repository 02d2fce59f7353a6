"""Words that shape a line: verbs that state a result, words that begin a clause, attributes of a quantity."""

from coach.estimation.vocabulary import vocabulary

RESULT_VERBS = vocabulary(
    "is are equals equal makes make gives give yields yield totals becomes means was moves get gets becoming "
    "leaves thats comes allows allow permits"
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

CLAUSE_WORDS = vocabulary(
    "and so but then hence thus therefore which that because while where whereas with although since if assuming "
    "given plus, vs, when"
)
"""They begin a clause of their own."""

PEAK_WORDS = vocabulary("peak peaks peaking pk max maximum burst spike spikes busiest rush busy")
AVERAGE_WORDS = vocabulary("avg average mean averaged sustained typical ø")
REPLICATED_WORDS = vocabulary("replicated replication replicas replica copies copy rf redundancy redundant")
MACHINES = vocabulary(
    "server servers node nodes box boxes machine machines instance instances shard shards vm vms pod pods host "
    "hosts broker brokers worker workers partition partitions core cores disk disks drive drives replica replicas "
    "gateway gateways sfu sfus"
)
"""What load is divided by to count machines."""
RAW_WORDS = frozenset(["raw", "logical", "unreplicated", "single"])

WORD_NUMBERS = {
    "half": 0.5,
    "third": 1 / 3,
    "quarter": 0.25,
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
    "twelve": 12.0,
    "twenty": 20.0,
    "fifty": 50.0,
    "hundred": 100.0,
    "thousand": 1000.0,
}
"""Numbers in words, where an operator or "copies" makes clear that they count."""

COPIES = vocabulary("copies replicas replica copy times fold")

ATOM_STOPS = vocabulary(
    "and or with from to then so assuming if vs which but where because at over is are was were will be makes "
    "make gives give equals means comes that hence thus while as leaves costs needs fits fit not versus into by "
    "during during within across plus minus times multiplied divided split say call i.e. e.g. than it this reach "
    "reaches handles handle does can carries carry need has have yields yield mean comes come sees"
)
COUNTED = vocabulary(
    "users user requests request req reqs urls url links link keys rows row records messages msgs msg tweets "
    "posts photos images videos views reads writes clicks events objects items people documents docs files files "
    "pages queries searches entries entities customers followers devices sensors drivers rides orders products "
    "concurrent active new unique total daily monthly dau mau"
)
DAILY_PEOPLE = vocabulary("active users user actives visitors uniques")
