"""Suite `dedup`: how many duplicates the matcher of concerts finds, and how many it invents.

Files with known answers are loaded into tables of a scratch database. Each is configured as any
other entity: a view, fields with weights, a threshold. A pair is right if both records have the
same cluster. Where the files are not there, the suite is skipped and says so.
"""

import csv
import gzip
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from glue.bench.figures import Figure, Watch
from glue.db import connect, script

SUITE = "dedup"
FOLDER = "ROWHOUSE_DEDUP_DATA"
RANGE = 2_000
_FIELDS = """
    insert into concerts.match_fields (
        entity, field, kind, weight, tolerance, unknown_similarity, contradiction_factor, is_key
    )
    select '{name}', f.a, f.b, f.c, f.d, f.e::double precision, f.f, f.g
    from (values {fields}) as f (a, b, c, d, e, f, g)
"""

Conn = psycopg.Connection[DictRow]


@dataclass(frozen=True, slots=True)
class Case:
    """A file with its view, its fields and the bars that it must reach."""

    name: str
    file: str
    view: str
    fields: str
    threshold: float
    least_f1: float
    least_precision: float | None = None


CASES = (
    Case(
        "musicbrainz",
        "musicbrainz20k_dev.csv.gz",
        r"""
        select
            row_number as record_id,
            replace(concat_ws(
                ' ', regexp_replace(title, '^\d+\w*-', ''), artist, album
            ), 'unknown', '') as entry,
            ltrim(regexp_replace(track_number, '\D', '', 'g'), '0') as place,
            case
                when track_length ~ '^\d+m \d+sec$' then
                    substring(track_length from '^\d+')::integer * 60
                    + substring(track_length from ' (\d+)sec')::integer
                when track_length ~ '^\d+:\d+$' then
                    split_part(track_length, ':', 1)::integer * 60
                    + split_part(track_length, ':', 2)::integer
                when track_length ~ '^\d+\.\d+$' then round(track_length::numeric * 60)
                when track_length ~ '^\d{5,}$' then round(track_length::numeric / 1000)
                when track_length ~ '^\d+$' then track_length::numeric
            end::text as seconds,
            right(regexp_replace(year, '\D', '', 'g'), 2) as year
        from bench_dedup.musicbrainz
        """,
        """
        ('entry', 'text', 75, 0, null, 1, true),
        ('seconds', 'number', 12, 3, null, 1, false),
        ('place', 'codes', 6, 0, null, 1, false),
        ('year', 'codes', 7, 0, null, 1, false)
        """,
        0.5,
        0.80,
        0.95,
    ),
    Case(
        "restaurants",
        "restaurants_dev.csv",
        r"""
        select
            row_number as record_id, name, source,
            regexp_replace(phone, '\D', '', 'g') as phone
        from bench_dedup.restaurants
        """,
        """
        ('name', 'text', 5, 0, null, 1, true), ('phone', 'text', 5, 0, 0, 1, true),
        ('source', 'apart', 0.5, 0, null, 0.5, false)
        """,
        0.57,
        0.90,
    ),
)


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Find the duplicates of each file, compare them with the known ones."""
    del scale
    if FOLDER not in os.environ:
        click.echo(f"dedup is skipped: {FOLDER} does not name the folder of the files", err=True)
        return []
    folder = Path(os.environ[FOLDER])
    figures: list[Figure] = []
    with connect(url) as conn:
        conn.execute("create schema bench_dedup")
        for case in CASES:
            if not (folder / case.file).exists():
                click.echo(f"{case.name} is skipped: {folder / case.file} is not there", err=True)
                continue
            watch(f"dedup: {case.name}")
            figures += _judge(conn, case, folder / case.file)
    return figures


def _judge(conn: Conn, case: Case, path: Path) -> Iterator[Figure]:
    clusters = _load(conn, case, path)
    start = time.perf_counter()
    found = _find(conn, case)
    seconds = time.perf_counter() - start
    right = sum(clusters[left] == clusters[record] for left, record in found)
    known = sum(n * (n - 1) // 2 for n in Counter(clusters.values()).values())
    precision, recall = right / max(1, len(found)), right / known
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    for name, value, bar in (
        ("precision", precision, case.least_precision),
        ("recall", recall, None),
        ("F1", f1, case.least_f1),
    ):
        yield Figure(
            SUITE, f"{case.name} {name}", "share", value, None, None, None, bar,
            bar is None or value >= bar,
        )  # fmt: skip
    yield Figure(SUITE, f"{case.name}, all pairs", "s", seconds, None, None, None, None, ok=True)


def _load(conn: Conn, case: Case, path: Path) -> dict[int, str]:
    """Load a file and configure its entity; return the cluster of each record."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        rows = list(csv.DictReader(file))
    columns = sql.SQL(", ").join(sql.Identifier(name) for name in rows[0])
    table = sql.Identifier("bench_dedup", case.name)
    texts = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(c)) for c in rows[0])
    conn.execute(sql.SQL("create table {} (row_number bigint, {})").format(table, texts))
    copy = sql.SQL("copy {} (row_number, {}) from stdin").format(table, columns)
    with conn.cursor().copy(copy) as target:
        for number, row in enumerate(rows):
            target.write_row([number, *row.values()])
    view = f"bench_dedup.{case.name}_facts"
    conn.execute(script(f"create view {view} as {case.view}"))
    conn.execute(
        "insert into concerts.match_sources (entity, view_name, queue_threshold)"
        " values (%s, %s, %s)",
        (case.name, view, case.threshold),
    )
    conn.execute(script(_FIELDS.format(name=case.name, fields=case.fields)))
    return {number: row["cluster_id"] for number, row in enumerate(rows)}


def _find(conn: Conn, case: Case) -> list[tuple[int, int]]:
    """Return the pairs that the matcher takes for duplicates."""
    conn.execute("select concerts._refresh_matches(%s)", (case.name,))
    conn.execute("analyze concerts.match_values, concerts.match_keys")
    greatest = conn.execute(
        "select max(record_id) as id from concerts.match_values where entity = %s", (case.name,)
    ).fetchone()
    assert greatest is not None  # noqa: S101 - an aggregate has one row
    pairs: list[tuple[int, int]] = []
    for least in range(0, greatest["id"] + 1, RANGE):
        pairs += [
            (row["left_id"], row["right_id"])
            for row in conn.execute(
                "select left_id, right_id from concerts._score_pairs(%s, %s, %s, %s)",
                (case.name, least, least + RANGE - 1, case.threshold),
            )
        ]
    return pairs
