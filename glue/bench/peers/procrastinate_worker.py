"""A worker of procrastinate that runs jobs which do nothing, ten at a time, until none is left."""

import sys

from procrastinate import App, PsycopgConnector


async def do_nothing() -> None:
    """Be done at once."""


def main() -> None:
    """Work on the database that the argument names."""
    app = App(connector=PsycopgConnector(conninfo=sys.argv[1], max_size=12))

    app.task(name="bench", queue="bench")(do_nothing)
    with app.open():
        app.run_worker(queues=["bench"], concurrency=10, wait=False)


if __name__ == "__main__":
    main()
