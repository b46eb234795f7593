"""Many subscribers of one dimension in one process: for the suite `filters-live`.

Usage: python -m glue.bench.filters_live_clients PORT KEY TOKEN COUNT

Opens COUNT sockets, joins each to `filters:brand`, says `ready`. Values that are added are named
`probe <time>` by their writer, so each event says how long ago its lines were written.
Then reads from stdin how many to wait for, and prints how many were heard at how many tenths of
a millisecond.
"""

import json
import re
import sys
import time

from glue.bench.relay_clients import Tally, listen, open_files, say, subscribe

_ADDED = re.compile(rb'"added": ?\[([^\]]*)\]')
_PROBE = re.compile(rb'"probe ([0-9.]+)"')


class ProbeTally(Tally):
    """Counts the probes that an event adds."""

    def hear(self, payload: bytes) -> None:
        """Count each probe by how long ago its transaction began."""
        added = _ADDED.search(payload)
        if added is None:
            return
        now = time.time()
        for probe in _PROBE.finditer(added[1]):
            self.heard[round((now - float(probe[1])) * 10_000)] += 1
            self.number += 1


def main() -> None:
    """Subscribe as the arguments say."""
    port, key, token, count = sys.argv[1:]
    open_files()
    joined = {"config": {"private": True}, "access_token": token}
    subscribers = [subscribe(int(port), key, "filters:brand", joined) for _ in range(int(count))]
    say("ready")
    say(json.dumps(listen(subscribers, ProbeTally()).heard))


if __name__ == "__main__":
    main()
