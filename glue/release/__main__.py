"""python -m glue.release: check, build and judge a release; `make release` calls it."""

from pathlib import Path

import click

from glue import paths
from glue.errors import RowhouseError
from glue.release.files import make_files
from glue.release.ready import find_faults
from glue.release.versions import read_version


@click.command(epilog="Example: python -m glue.release --draft --folder dist")
@click.option(
    "--folder", type=click.Path(path_type=Path), default=paths.ROOT / "dist", help="For the files."
)
@click.option("--draft", is_flag=True, help="Build also where a check finds something.")
def release(folder: Path, *, draft: bool) -> None:
    """Make the files of a release from the commit that is checked out.

    Sdist and wheel, a bill of materials, checksums. Before, it checks that the version is the
    same everywhere, that the changelog has a date, that migrations are frozen, that
    everything is committed, and that no other commit has the tag.
    """
    faults = find_faults(paths.ROOT)
    if faults and not draft:
        raise click.ClickException("\n".join(["not ready for a release", *faults]))
    for fault in faults:
        click.echo(f"warning: {fault}", err=True)
    for file in make_files(paths.ROOT, folder.absolute()):
        click.echo(file)
    if not faults:
        click.echo(f"next: git tag v{read_version(paths.ROOT)}", err=True)


if __name__ == "__main__":
    try:
        release()
    except RowhouseError as exc:
        click.echo(f"Error: {exc} {exc.remedy}", err=True)
        raise SystemExit(1) from exc
