"""What others have built, beside ours in the same run: queues, audit triggers, lists.

What a peer needs is installed before (`--install`, extra `peers`) or given as a file. A peer that
is not there, or that this server can not run, is named and left out.
"""

from glue.bench.figures import Figure, Watch
from glue.bench.peers.audits import Files, measure_audits
from glue.bench.peers.jobs import measure_jobs
from glue.bench.peers.lists import measure_lists
from glue.config import admin_url
from glue.schema.build import build_from_sources
from glue.schema.modules import read_modules
from glue.schema.scratch import scratch_database


def measure_peers(
    url: str, scale: float, files: Files, watch: Watch
) -> tuple[list[Figure], dict[str, str]]:
    """Measure in scratch databases; return also which peers were left out, and why."""
    with scratch_database(admin_url(), url, "bench") as own:
        build_from_sources(own)
        figures, left_out = measure_jobs(own, scale, files.pgmq, watch)
    with scratch_database(admin_url(), url, "bench") as own:
        build_from_sources(own)
        more, missing = measure_audits(own, scale, files, watch)
        figures += more
        left_out |= missing
        if "filters" in read_modules().chosen:
            figures += measure_lists(own, scale, watch)
    return figures, left_out
