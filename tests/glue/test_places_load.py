"""rowhouse load of places and stores: bad rows, corrections, full files, several batches."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from glue import db
from glue.errors import ConfigError
from glue.load.loading import load_file
from glue.load.request import Request

pytestmark = pytest.mark.needs("filters")

OWN = {"country": "ZZ", "scheme": "own"}
HEADER = "code,level,name,parent\n"


@pytest.fixture
def load(db_url: str, tmp_path: Path) -> Callable[..., tuple[int, int, list[str]]]:
    """Load a text; return how many rows came in and how many were rejected, and what was said."""

    def run(text: str, table: str = "master.places", **options: Any) -> tuple[int, int, list[str]]:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.csv"
        path.write_text(text)
        said: list[str] = []
        constants = OWN if table == "master.places" else {"country": "ZZ"}
        request = Request(table, path, constants=constants, **options)
        report = load_file(db_url, request, say=said.append)
        return report.inserted, report.rejected, said

    return run


def places(url: str) -> dict[str, tuple[str, str | None, bool]]:
    """Return name, parent and whether it is retired, by code."""
    with db.connect(url) as conn:
        rows = conn.execute(
            "select p.code, p.name, u.code as parent, p.is_retired from master.places as p"
            " left join master.places as u on p.parent_id = u.id where p.country = 'ZZ'"
        ).fetchall()
    return {row["code"]: (row["name"], row["parent"], row["is_retired"]) for row in rows}


def test_bad_rows_are_set_aside_and_go_in_once_corrected(
    load: Callable[..., Any], db_url: str, tmp_path: Path
) -> None:
    text = HEADER + "r,1,R,\np,2,P,nowhere\nq,2,Q,r\nx,four,X,\ny,2,,r\nc,3,C,p\n"
    assert load(text)[:2] == (2, 4)
    assert places(db_url) == {"r": ("R", None, False), "q": ("Q", "r", False)}
    rejected = tmp_path / "0.csv.rejected.csv"
    lines = rejected.read_text().splitlines()
    assert [line.split(",", 4)[-1] for line in lines[1:]] == [
        "3,there is no place nowhere above level 2 in ZZ",
        "5,level: four is not a number",
        "6,name is missing",
        "7,there is no place p above level 3 in ZZ",
    ]
    corrected = rejected.read_text().replace("nowhere", "r").replace("four", "1")
    assert load(corrected.replace("y,2,,", "y,2,Y,"))[:2] == (4, 0)
    assert places(db_url)["c"] == ("C", "p", False)


def test_many_bad_rows_are_found_at_once(load: Callable[..., Any]) -> None:
    rows = [f"c{n},3,C{n},{'r' if n % 3 else 'nowhere'}\n" for n in range(3_000)]
    assert load(HEADER + "r,1,R,\n" + "".join(rows))[:2] == (2_001, 1_000)


def test_the_last_row_of_a_place_counts_in_batches_of_any_size(
    load: Callable[..., Any], db_url: str
) -> None:
    for batch in (1, 2, 10):
        text = HEADER + f"r,1,Old {batch},\ns,1,S,\nr,1,New {batch},\n"
        assert load(text, batch=batch)[:2] == (3, 0)
        assert places(db_url)["r"][0] == f"New {batch}"


def test_a_full_file_retires_what_it_lacks(load: Callable[..., Any], db_url: str) -> None:
    load(HEADER + "r,1,R,\ns,1,S,\nc,3,C,r\nd,3,D,r\n")
    assert load(HEADER + "r,1,R,\nc,3,C,\n", retire=True)[2] == ["retired: 2 rows"]
    assert {code for code, found in places(db_url).items() if found[2]} == {"s", "d"}
    assert load(HEADER + "s,1,S,\n")[:2] == (1, 0)
    assert not places(db_url)["s"][2], "it is back"


def test_a_file_with_a_bad_row_retires_nothing(load: Callable[..., Any], db_url: str) -> None:
    load(HEADER + "r,1,R,\ns,1,S,\n")
    said = load(HEADER + "r,1,R,\nx,1,,\n", retire=True)[2]
    assert said == ["rows were rejected: nothing is retired"]
    assert not places(db_url)["s"][2]


def test_only_a_table_that_can_retire_takes_the_option(load: Callable[..., Any]) -> None:
    with pytest.raises(ConfigError, match=r"rows of filters\.stores are not retired"):
        load("store\ns\n", "filters.stores", retire=True)


def test_stores_before_and_after_their_lines(load: Callable[..., Any], db_url: str) -> None:
    load(HEADER + "r,1,R,\nc,3,C,r\n")
    assert load("store,city\nbefore,c\n", "filters.stores")[:2] == (1, 0)
    rows = [
        {
            "basket": store, "store": store, "product": "p", "price": 1, "quantity": 1,
            "sold_at": "2026-01-01T00:00:00Z",
        }
        for store in ("before", "after")
    ]  # fmt: skip
    with db.connect(db_url) as conn:
        conn.execute("select filters.ingest_transactions(%s)", (Jsonb(rows),))
    assert load("store,city,region\nafter,C,r\nnew,C,s\n", "filters.stores")[:2] == (1, 1)
    with db.connect(db_url) as conn:
        row = conn.execute("select filters.filter_values('city') -> 'items' as items").fetchone()
    assert row == {"items": [{"value": "c", "label": "C, R", "count": 2}]}
