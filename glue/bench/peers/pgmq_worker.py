"""A reader of pgmq: reads messages by the hundred and deletes them, until none is left."""

import sys

from glue.bench.peers.queues import BATCH
from glue.db import connect


def main() -> None:
    """Read the queue of the database that the argument names."""
    with connect(sys.argv[1]) as conn:
        while rows := conn.execute(
            "select msg_id from pgmq.read('bench', 30, %s)", (BATCH,)
        ).fetchall():
            ids = [row["msg_id"] for row in rows]
            conn.execute("select pgmq.delete('bench', %s::bigint[])", (ids,))


if __name__ == "__main__":
    main()
