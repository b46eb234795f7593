"""What two releases have in common of what ships beside the database: macros and commands."""

from collections.abc import Iterator, Mapping

from glue.schema.public import Public
from glue.upgrade.surface import Difference

Used = Mapping[tuple[str, str], list[str]]
"""{(file, macro): the templates of a project that use it}."""


def public_differences(old: Public | None, new: Public | None, used: Used) -> list[Difference]:
    """Return what has changed; nothing where one of both is not known.

    A macro breaks the templates that use it, and no other caller; a command is called by
    scripts that nothing knows.
    """
    if old is None or new is None:
        return []
    return [*_macros(old, new, used), *_commands(old, new)]


def _macros(old: Public, new: Public, used: Used) -> Iterator[Difference]:
    before, after = (
        {(f, m): a for f, ms in it.items() for m, a in ms.items()}
        for it in (
            old.macros,
            new.macros,
        )
    )
    for key in before.keys() | after.keys():
        file, macro = key
        name = f"{macro} of sql/macros/{file}"
        if key not in before:
            yield Difference("macro", name, "new")
            continue
        change, breaks = _macro_change(before[key], after.get(key))
        users = sorted({*used.get(key, []), *used.get((file, "*"), [])})
        if breaks and users:
            yield Difference(
                "macro", name, f"{change}; {', '.join(users)} use it", is_breaking=True
            )
        elif change:
            yield Difference("macro", name, change)


def _macro_change(old: list[str], new: list[str] | None) -> tuple[str, bool]:
    """Return how the arguments have changed, and whether a call that was right may be wrong."""
    if new is None:
        return "gone", True
    if old == new:
        return "", False
    change = f"it takes ({', '.join(new)}), not ({', '.join(old)})"
    kept = zip(old, new, strict=False)
    fits = (b in (a, f"{a}?") for a, b in kept)
    more = new[len(old) :]
    return change, len(new) < len(old) or not all(fits) or not all(it.endswith("?") for it in more)


def _commands(old: Public, new: Public) -> Iterator[Difference]:
    for name in old.commands.keys() | new.commands.keys():
        if name not in old.commands:
            yield Difference("command", name, "new")
        elif name not in new.commands:
            yield Difference("command", name, "gone", is_breaking=True)
        else:
            yield from _options(name, old.commands[name], new.commands[name])


def _options(command: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    for name in old.keys() | new.keys():
        if name not in new:
            yield Difference("command", command, f"{name} is gone", is_breaking=True)
        elif name not in old:
            is_required = new[name].startswith("required")
            what = f"a required {name}" if is_required else f"{name} is new"
            yield Difference("command", command, what, is_breaking=is_required)
        elif new[name] not in (old[name], _eased(old[name])):
            change = f"{name} is {new[name]}, not {old[name]}"
            yield Difference("command", command, change, is_breaking=True)


def _eased(takes: str) -> str:
    """Return what an option or argument may be instead: no longer required."""
    return "optional" if takes == "required" else takes.removeprefix("required ")
