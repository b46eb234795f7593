"""Nothing of ours speaks of SQLSTATE 40001.

PostgREST before 16 retries a transaction that ends with it, for ever: a rule that
raises it takes a connection and never gives it back.
"""

import re
from collections.abc import Iterator

from glue.lint._tree import Tree, bodies, code_tokens

REMEDY = "Refuse with core.raise_error and a key of status PT409"
_RAISED = re.compile(r"\b40001\b|\bserialization_failure\b", re.IGNORECASE)


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield every mention outside comments."""
    for file in tree.sql:
        for text, offset in bodies(file.body):
            for token in code_tokens(text):
                word = text[token.start : token.end + 1]
                if not word.startswith("$") and _RAISED.search(word):
                    yield file.at(file.line_at(offset + token.start)), f"says {word}"
