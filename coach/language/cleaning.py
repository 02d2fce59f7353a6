"""Foreign text made safe to show: control, bidirectional and tag characters become visible signs.

Terminals obey escape sequences in whatever text reaches them, and Textual and Rich pass them on; so everything that
comes from a pack, a sheet, a file name, a paste or the environment goes through `printable` before it is shown.
"""

_REPLACEMENT = "\ufffd"
_TABLE: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_TABLE[0x7F] = "\u2421"
_TABLE |= dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT)  # C1: a terminal takes U+009B for ESC [
_TABLE |= dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), _REPLACEMENT)
_TABLE |= dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x2028, 0x2029), _REPLACEMENT)
_TABLE |= dict.fromkeys(range(0xE0000, 0xE0080), _REPLACEMENT)
_TABLE |= dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT)
_ONE_LINE = _TABLE | {0x09: " ", 0x0A: "␊"}


def printable(text: str) -> str:
    """`text` with every character that could steer a terminal or hide itself shown as a sign; as long as before.

    Line feeds and tabs stay, and `\\r\\n` counts as a line feed with a visible mark before it.
    """
    return text.translate(_TABLE)


def one_line(text: str) -> str:
    """`printable` for names and titles: line feeds are shown, tabs become spaces."""
    return text.translate(_ONE_LINE)


def pasted(text: str) -> str:
    """What a paste puts into an editor: line ends unified, the rest made printable."""
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))
