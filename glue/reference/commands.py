"""Every command with its options, from click."""

from collections.abc import Iterator

import click


def read_commands(group: click.Group) -> dict[str, dict[str, str]]:
    """Return {command: {option or argument: what it takes}}."""
    return dict(_commands(group, click.Context(group), ""))


def _commands(
    group: click.Group, ctx: click.Context, above: str
) -> Iterator[tuple[str, dict[str, str]]]:
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is None or command.hidden:
            continue
        full = f"{above} {name}".lstrip()
        if isinstance(command, click.Group):
            yield from _commands(command, ctx, full)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield full, dict(pair for it in command.params for pair in _parameter(it))


def _parameter(it: click.Parameter) -> Iterator[tuple[str, str]]:
    if isinstance(it, click.Argument):
        yield it.human_readable_name, "required" if it.required else "optional"
    elif isinstance(it, click.Option) and not it.hidden:
        takes = "flag" if it.is_flag or it.count else it.type.name
        for name in (*it.opts, *it.secondary_opts):
            yield name, f"required {takes}" if it.required else takes
