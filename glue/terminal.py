"""Text from a database, made safe for a terminal."""


def printable(text: str) -> str:
    """Return a text in one line; a character that could command the terminal becomes a dot."""
    line = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "·" for letter in line)
