"""The suites: what each measures, where, and which are run here."""

from collections.abc import Callable, Mapping

from glue.bench import (
    audit,
    commerce,
    concerts,
    dedup,
    filters,
    filters_burst,
    filters_growth,
    filters_live,
    filters_write,
    graphql,
    jobs,
    limits,
    pool,
    reading,
    relay,
    reservations,
    rpcs,
    suppliers,
    users,
    votes,
)
from glue.bench.figures import Figure, Watch
from glue.config import admin_url
from glue.db import database_of, with_database
from glue.errors import ConfigError
from glue.postgres.pooler import find_pgbouncer
from glue.schema.build import build_from_sources
from glue.schema.modules import read_modules, require_chosen
from glue.schema.scratch import scratch_database

Suite = Callable[[str, float, Watch], list[Figure]]

IN_PLACE: Mapping[str, Suite] = {
    "filters": filters.measure,
    "filters-burst": filters_burst.measure,
    "filters-live": filters_live.measure,
}
"""Suites that need the data that is there, and leave it as it was."""

IN_SCRATCH: Mapping[str, Suite] = {
    "audit": audit.measure,
    "commerce": commerce.measure,
    "concerts": concerts.measure,
    "dedup": dedup.measure,
    "filters-write": filters_write.measure,
    "graphql": graphql.measure,
    "jobs": jobs.measure,
    "limits": limits.measure,
    "pool": pool.measure,
    "reading": reading.measure,
    "relay": relay.measure,
    "reservations": reservations.measure,
    "rpcs": rpcs.measure,
    "suppliers": suppliers.measure,
    "users": users.measure,
    "votes": votes.measure,
}
"""Suites that write: into a database of their own, where no worker and no row is in the way."""


MODULES = {"dedup": "concerts", "graphql": "concerts", "votes": "concerts"}
"""The modules of suites whose names do not begin with them."""


def run(suite: str, url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure one suite, in a scratch database if it writes."""
    if suite == filters.SUITE and scale > 1:
        return _grow(url, scale, watch)
    if suite in IN_PLACE:
        return IN_PLACE[suite](url, scale, watch)
    with scratch_database(admin_url(), url, "bench") as own:
        build_from_sources(own)
        return IN_SCRATCH[suite](own, scale, watch)


def _grow(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure `filters` with a whole number of times the demo's baskets, in a scratch database."""
    if not scale.is_integer():
        raise ConfigError(f"--scale {scale:g}: filters grows by whole numbers", "Take 2, 5 or 10.")
    with scratch_database(admin_url(), url, "bench") as own:
        build_from_sources(own)
        admin = with_database(admin_url(), database_of(own))
        return filters_growth.measure_growth(own, admin, int(scale), watch)


SUITES = sorted([*IN_PLACE, *IN_SCRATCH])


def chosen_suites(asked: str | None) -> list[str]:
    """Return the suite that is asked for, or all; one of a module only where it is chosen."""
    modules = read_modules()
    if asked is not None:
        module = _module(asked)
        if module in modules.needs:
            require_chosen(module, f"the suite {asked}")
        return [asked]
    left_out = modules.needs.keys() - modules.chosen
    absent = set() if find_pgbouncer() else {pool.SUITE}
    return [one for one in SUITES if _module(one) not in left_out and one not in absent]


def _module(suite: str) -> str:
    return MODULES.get(suite, suite.split("-", maxsplit=1)[0])
