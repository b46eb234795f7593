"""Every UPDATE and DELETE has a WHERE, in function bodies too.

API roles run with safeupdate, which refuses a write without one; and the write that
touches every row by mistake is the one that cannot be taken back. Write `where true`
when every row is meant.
"""

from collections.abc import Iterator, Sequence

from pglast.parser import Token

from glue.lint._tree import Tree, bodies, code_tokens

REMEDY = "Add the condition, or `where true` if every row is meant"

# After these words UPDATE and DELETE do not begin a statement: locks, triggers, grants, upserts.
_NO_STATEMENT = {"FOR", "KEY", "DO", "ON", "BEFORE", "AFTER", "OF", "OR", "GRANT", "REVOKE"}
_OPEN, _CLOSE, _COMMA, _END = "ASCII_40", "ASCII_41", "ASCII_44", "ASCII_59"


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield writes whose statement ends before a WHERE comes."""
    for file in tree.sql:
        for text, offset in bodies(file.body):
            tokens = code_tokens(text)
            for index, token in enumerate(tokens):
                if _is_write(tokens, index) and not _has_where(tokens, index):
                    verb = text[token.start : token.end + 1].lower()
                    yield file.at(file.line_at(offset + token.start)), f"{verb} without where"


def _is_write(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a statement starts here: `update <table>` or `delete from`."""
    before = tokens[index - 1].name if index else ""
    after = tokens[index + 1].name if index + 1 < len(tokens) else ""
    if before in _NO_STATEMENT or before == _COMMA:
        return False
    if tokens[index].name == "UPDATE":
        return after not in ("SET", _OPEN, _COMMA, _END, "", "ON", "OF", "TO", "OR", "USING")
    return tokens[index].name == "DELETE_P" and after == "FROM"


def _has_where(tokens: Sequence[Token], index: int) -> bool:
    depth = 0
    for token in tokens[index:]:
        depth += (token.name == _OPEN) - (token.name == _CLOSE)
        if depth < 0 or token.name == _END:
            return False
        if depth == 0 and token.name == "WHERE":
            return True
    return False
