"""The rules of who may do what with a table, checked before they become grants."""

import re
from collections.abc import Mapping, Sequence

from glue.errors import ConfigError

_ROLES = frozenset({"anon", "authenticated", "service_role", "app_worker", "app_reader"})
"""Whose rights a policy file revokes before it grants."""

_NEEDED = {"to", "may", "reason"}
_ROWS = ({"own"}, {"where", "scope"}, set[str]())
"""What says which rows a rule opens; without any of it, all."""

_MAY = re.compile(r"(?:select|insert|update|delete)(?: \(\w+(?:,\s+\w+)*\))?")


def checked_rules(table: str, rules: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
    """Return the rules; refuse one that opens other rows than it says, or to another role."""
    for rule in rules:
        fault = _fault(rule)
        if fault:
            raise ConfigError(
                f"access({table!r}): a rule {fault}",
                "A rule is dict(to, may, reason), with own, or with where and scope.",
            )
    return rules


def _fault(rule: Mapping[str, str]) -> str | None:
    """Return what is wrong with a rule."""
    if missing := sorted(_NEEDED - rule.keys()):
        return f"lacks {missing[0]!r}"
    if unknown := sorted(rule.keys() - _NEEDED.union(*_ROWS)):
        return f"has an unknown key {unknown[0]!r}"
    if rule.keys() - _NEEDED not in _ROWS:
        return f"says by {' and '.join(sorted(rule.keys() - _NEEDED))} which rows it opens"
    if strange := sorted({*re.split(r",\s*", rule["to"])} - _ROLES):
        return f"is for {strange[0]!r}, which is not a role of the platform"
    if not _MAY.fullmatch(rule["may"]):
        return f"may {rule['may']!r}, which is not one verb, with columns or without"
    return None
