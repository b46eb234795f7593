"""Lines that attach, as a hand may have edited them."""

import pglast
import pytest

from glue.errors import ConfigError
from glue.migrate.attached import Attachment, attachment_of

NAMED = "p_kind => 'audit', p_table => 'public.orders'"


def read(arguments: str) -> Attachment | None:
    """Return what one call attaches."""
    return attachment_of(pglast.parse_sql(f"select core.attach_table({arguments})")[0].stmt)


def test_a_line_says_what_it_attaches() -> None:
    line = Attachment("audit", "public.orders", {"masked": ["note"]}, {"id": "integer"})
    assert attachment_of(pglast.parse_sql(line.statement)[0].stmt) == line
    assert read(f"{NAMED}, p_options => '{{}}'::jsonb") == Attachment("audit", "public.orders")
    assert attachment_of(pglast.parse_sql("select 1")[0].stmt) is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("", "does not name p_kind and p_table"),
        ("'audit', 'public.orders'", "does not name p_kind and p_table"),
        ("'audit', p_table => 'public.orders'", "does not name p_kind and p_table"),
        ("p_kind => 1, p_table => 'public.orders'", "does not name p_kind and p_table"),
        (f"{NAMED}, p_options => '{{masked'", "p_options of audit of public.orders is not JSON"),
        (f"{NAMED}, p_options => '[]'", "is not a JSON object"),
        (f"{NAMED}, p_options => jsonb_build_object()", "is not JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused(arguments: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        read(arguments)
