"""The layout of supabase/types.ts: the CLI writes many members in one line, indented anyhow.

Members of an object get a line each, two columns further in for each level. Only whitespace
and the separators of members change.
"""

import re

_START = "export type Database = {"
_PIECES = re.compile(r'"(?:[^"\\]|\\.)*"|\s+|[\[\]{}()<>,;]|[^\s\[\]{}()<>,;"]+')


def lay_out(types: str) -> str:
    """Return the types with the type Database laid out; the rest stays as it is."""
    head, found, rest = types.partition(_START)
    if not found:
        return types
    body, end = _object(rest)
    return head + _START + "\n" + "\n".join(_Layout(body).lines) + "\n" + rest[end:]


def _object(text: str) -> tuple[list[str], int]:
    """Return the pieces up to the brace that ends the object, and where that is."""
    depth = 1
    pieces: list[str] = []
    for match in _PIECES.finditer(text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return pieces, match.start()
        pieces.append(match[0])
    raise ValueError("the type Database has no end")


class _Layout:
    """The lines of an object that is given in pieces."""

    def __init__(self, pieces: list[str]) -> None:
        self.lines: list[str] = []
        self._line = ""
        self._within = ["{"]
        for piece in pieces:
            self._add(piece)
        self._end_line()

    def _add(self, piece: str) -> None:
        is_member = self._within[-1] == "{"
        if piece.isspace():
            self._space(ends_member=is_member and "\n" in piece)
        elif piece in {",", ";"} and is_member:
            self._end_line()
        elif piece == "{":
            self._line += " {" if self._line.endswith(",") else "{"
            self._end_line()
            self._within.append(piece)
        elif piece == "}":
            self._end_line()
            self._within.pop()
            self._line = piece
        else:
            self._inside(piece)

    def _space(self, *, ends_member: bool) -> None:
        """Keep one space within a member; the CLI breaks the line after a name."""
        if ends_member and not self._line.endswith(":"):
            self._end_line()
        elif self._line and not self._line.endswith((" ", "[", "(", "<")):
            self._line += " "

    def _inside(self, piece: str) -> None:
        if piece in {"[", "(", "<"}:
            self._within.append(piece)
        elif piece in {"]", ")", ">"} and self._within[-1] != "{":
            self._within.pop()
            self._line = self._line.rstrip()
        self._line = (self._line.rstrip() if piece == "," else self._line) + piece

    def _end_line(self) -> None:
        if self._line.strip():
            self.lines.append("  " * self._within.count("{") + self._line.strip())
        self._line = ""
