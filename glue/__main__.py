"""Where `rowhouse` and `python -m glue` begin."""

from glue.errors import INTERRUPTED


def run() -> None:
    """Run the command line; Ctrl-C ends it without a traceback, also while it is loaded."""
    try:
        from glue.cli import main  # noqa: PLC0415 - what takes long to load is loaded in here

        main()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    run()
