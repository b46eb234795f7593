"""Real places of three countries side by side: Iowa, Brazil and the Philippines.

Their stores are found by the names that real files spell, and every list equals a count of the
files in Python, which knows nothing of the database.
"""

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import psycopg
import pytest
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue import db, paths
from glue.load.loading import load_file
from glue.load.request import Report, Request

DATA = paths.ROOT.parent / "shared" / "data" / "filters"
"""Real files. Their terms allow no copy in the repository: without them, nothing runs."""

pytestmark = [
    pytest.mark.needs("filters"),
    pytest.mark.skipif(not DATA.exists(), reason=f"there is no {DATA}"),
]

IOWA_LINES = 20_000
DIMENSIONS = ("region", "province", "city", "store_class", "category", "brand")
LINES = ("basket", "store", "product", "brand", "category", "city_code", "price", "quantity",
         "sold_at")  # fmt: skip

Connection: TypeAlias = psycopg.Connection[DictRow]
Row: TypeAlias = dict[str, str]


@dataclass(frozen=True)
class Store:
    """Where a store is, by the values of the filters."""

    region: str | None = None
    province: str | None = None
    city: str | None = None
    store_class: str | None = None


@dataclass
class World:
    """A loaded database, and what its files say."""

    url: str
    folder: Path
    stores: dict[str, Store] = field(default_factory=dict)
    lines: list[Row] = field(default_factory=list)
    reports: dict[str, Report] = field(default_factory=dict)

    def load(self, name: str, rows: Iterable[Row], table: str, **constants: str) -> Report:
        """Load rows as a file; a file called full_… retires what it lacks."""
        listed = list(rows)
        path = self.folder / f"{name}.csv"
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=[*listed[0]])
            writer.writeheader()
            writer.writerows(listed)
        is_full = name.startswith("full_")
        request = Request(table, path, constants=constants, retire=is_full, batch=5_000)
        self.reports[name] = load_file(self.url, request)
        return self.reports[name]

    def rejected(self, name: str) -> list[Row]:
        """Return the rejected rows of a file."""
        with (self.folder / f"{name}.csv.rejected.csv").open(newline="") as file:
            return list(csv.DictReader(file))

    def count(self, dimension: str, within: dict[str, list[str]]) -> dict[str, int]:
        """Count the lines of the files: what is narrowed in the dimension itself is left out."""
        others = {name: values for name, values in within.items() if name != dimension}
        found: Counter[str] = Counter()
        for line in self.lines:
            store = self.stores[line["store"]]
            values = {
                **{name: getattr(store, name) for name in DIMENSIONS[:4]},
                "category": key(line["category"]),
                "brand": key(line["brand"]),
            }
            if values[dimension] and all(values[name] in others[name] for name in others):
                found[values[dimension]] += 1
        return dict(found)

    def check(self, selections: Iterable[dict[str, list[str]]]) -> None:
        """Compare each list under each selection."""
        with db.connect(self.url) as conn:
            for within in selections:
                for dimension in DIMENSIONS:
                    answer = listed(conn, dimension, within)
                    assert answer == self.count(dimension, within), (dimension, within)
            assert broken(conn) == []


def key(name: str) -> str | None:
    """Return a name as a key of the filters."""
    return " ".join(name.split()).lower() or None


def read(name: str) -> Iterator[Row]:
    """Yield the rows of a file of the data."""
    path = DATA / name
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def listed(conn: Connection, dimension: str, within: dict[str, list[str]]) -> dict[str, int]:
    """Return all pages of a list."""
    counts: dict[str, int] = {}
    after = None
    while True:
        row = conn.execute(
            "select filters.filter_values(%s, %s, null, %s, 500) as page",
            (dimension, Jsonb(within), after),
        ).fetchone()
        assert row is not None
        counts |= {item["value"]: item["count"] for item in row["page"]["items"]}
        after = row["page"]["next"]
        if after is None:
            return counts


def broken(conn: Connection) -> list[DictRow]:
    """Return the invariants that do not hold."""
    return conn.execute(
        "select name from core.invariants"
        " where module in ('filters', 'master') and (core.run_invariant(name)).violations > 0"
    ).fetchall()


def place(code: str, level: int, name: str, parent: str = "", others: str = "") -> Row:
    """Return a row of a file of places."""
    return {
        "code": code, "level": str(level), "name": name, "parent": parent, "other_names": others,
    }  # fmt: skip


def iowa_code(row: Row) -> str:
    """Return the code of a store's city: cities without a county are directly in the state."""
    return "/".join(["US-IA", *filter(None, [row["county"]]), row["city"].replace(" ", "")])


def iowa_places() -> list[Row]:
    """Return the state, its counties, and its cities, each once however it is spelled."""
    cities: dict[str, Row] = {}
    counties: dict[str, Row] = {}
    for row in read("iowa_stores.csv"):
        county = f"US-IA/{row['county']}" if row["county"] else "US-IA"
        if row["county"]:
            counties[county] = place(county, 2, row["county"].title(), "US-IA")
        folded = re.sub(r"[^A-Z/-]", "", iowa_code(row))
        cities.setdefault(folded, place(iowa_code(row), 3, row["city"].title(), county))
    return [place("US-IA", 1, "Iowa", others="IA"), *counties.values(), *cities.values()]


def load_iowa(world: World) -> None:
    """Load places, then stores, then their lines."""
    places = iowa_places()
    world.load("us_places", places, "master.places", country="US", scheme="own")
    codes = {re.sub(r"[^A-Z/-]", "", row["code"]): row["code"] for row in places}
    stores = list(read("iowa_stores.csv"))
    world.load(
        "us_stores",
        [
            {
                "store": row["store_number"], "name": row["store_name"],
                "store_class": row["status"], "region": row["state"],
                "province": row["county"], "city": row["city"],
            }
            for row in stores
        ],
        "filters.stores",
        country="US",
    )  # fmt: skip
    world.stores |= {
        row["store_number"]: Store(
            "US-IA",
            f"US-IA/{row['county']}" if row["county"] else None,
            codes[re.sub(r"[^A-Z/-]", "", iowa_code(row))],
            row["status"],
        )
        for row in stores
    }
    products = {row["item_number"]: row for row in read("iowa_products.csv.gz")}
    lines = [
        {
            "basket": row["invoice_line_id"][:-5], "store": row["store_number"],
            "product": row["item_number"],
            "brand": products[row["item_number"]]["vendor_name"],
            "category": products[row["item_number"]]["category_name"],
            "city_code": "", "price": row["sale_dollars"], "quantity": row["bottles_sold"],
            "sold_at": row["sale_date"],
        }
        for row in islice(read("iowa_sales_2022_05_06.csv.gz"), IOWA_LINES)
    ]  # fmt: skip
    world.load("us_lines", lines, "filters.transactions")
    world.lines += lines


def load_brazil(world: World) -> None:
    """Load lines before their stores, and the states and cities that are spelled cleanly."""
    orders = {row["order_id"]: row for row in read("olist_orders_2017_01_09.csv.gz")}
    products = {row["product_id"]: row for row in read("olist_products.csv.gz")}
    lines = [
        {
            "basket": f"{row['order_id']}-{row['seller_id']}", "store": row["seller_id"],
            "product": row["product_id"], "brand": "",
            "category": products.get(row["product_id"], {}).get("product_category_name", ""),
            "city_code": "", "price": row["price"], "quantity": "1",
            "sold_at": orders[row["order_id"]]["order_purchase_timestamp"],
        }
        for row in read("olist_order_items_2017_01_09.csv.gz")
        if row["order_id"] in orders
    ]  # fmt: skip
    world.load("br_lines", lines, "filters.transactions")
    world.lines += lines

    sellers = list(read("olist_sellers.csv"))
    clean = {
        (row["seller_state"], re.sub("[ '-]", "", row["seller_city"])): row["seller_city"]
        for row in sellers
        if re.fullmatch("[a-z' -]+", row["seller_city"])
    }
    states = sorted({row["seller_state"] for row in sellers})
    world.load(
        "br_states",
        [place(f"BR-{state}", 1, state, others=state) for state in states],
        "master.places",
        country="BR",
        scheme="iso-3166-2",
    )
    world.load(
        "br_cities",
        [
            place(f"BR-{state}/{folded}", 3, city.title(), f"iso-3166-2:BR-{state}")
            for (state, folded), city in clean.items()
        ],
        "master.places",
        country="BR",
        scheme="own",
    )
    world.load(
        "br_stores",
        [
            {
                "store": row["seller_id"], "region": row["seller_state"],
                "city": row["seller_city"],
            }
            for row in sellers
        ],
        "filters.stores",
        country="BR",
    )  # fmt: skip
    refused = {row["store"] for row in world.rejected("br_stores")}
    plain = str.maketrans({"ã": "a", "\u00b4": ""})
    for row in sellers:
        city = re.sub(r"\(.*\)|[ '-]", "", row["seller_city"].translate(plain))
        code = f"BR-{row['seller_state']}"
        if row["seller_id"] in refused:
            world.stores[row["seller_id"]] = Store()
        elif city:
            world.stores[row["seller_id"]] = Store(code, None, f"{code}/{city}")
        else:
            world.stores[row["seller_id"]] = Store(code)


def load_philippines(world: World) -> None:
    """Load the PSGC by its own loader, and a line in each seventh city."""
    regions, provinces, cities = (
        list(read(f"ph_{name}.csv")) for name in ("regions", "provinces", "cities")
    )
    with db.connect(world.url) as conn:
        row = conn.execute(
            "select master.load_psgc(%s) as done",
            (
                Jsonb(
                    {
                        "regions": regions,
                        "provinces": [
                            {**row, "is_pseudo": row["is_pseudo"] == "1"} for row in provinces
                        ],
                        "cities": [{**row, "class": row["level"]} for row in cities],
                    }
                ),
            ),
        ).fetchone()
        assert row is not None
        assert {name: done["added"] for name, done in row["done"].items()} == {
            "regions": 18, "provinces": 102, "cities": 1656,
        }  # fmt: skip
        short = {
            row["code"]: row["place_key"]
            for row in conn.execute(
                "select code, place_key from master.places where scheme = 'psgc' and level = 1"
            )
        }
    lines = [
        {
            "basket": f"ph{row['psgc_code']}", "store": f"ph{row['psgc_code']}", "product": "p",
            "brand": "", "category": "", "city_code": row["psgc_code"], "price": "1",
            "quantity": "1", "sold_at": "2026-01-01",
        }
        for row in cities[::7]
    ]  # fmt: skip
    world.load("ph_lines", lines, "filters.transactions")
    world.lines += lines
    world.stores |= {
        f"ph{row['psgc_code']}": Store(
            short[row["region_code"]], row["province_code"], row["psgc_code"]
        )
        for row in cities[::7]
    }


@pytest.fixture(scope="module")
def world(make_database: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> World:
    """A database with all three countries."""
    made = World(make_database(), tmp_path_factory.mktemp("places"))
    load_iowa(made)
    load_brazil(made)
    load_philippines(made)
    made.load(
        "labels",
        [
            {"country": "US", "level": "1", "label": "State"},
            {"country": "US", "level": "2", "label": "County"},
            {"country": "US", "level": "3", "label": "City"},
            {"country": "BR", "level": "1", "label": "Estado"},
            {"country": "BR", "level": "3", "label": "Cidade"},
        ],
        "master.place_levels",
    )
    return made


SELECTIONS: list[dict[str, list[str]]] = [
    {},
    {"region": ["US-IA"]},
    {"region": ["BR-SP"]},
    {"region": ["BR-SP", "US-IA", "NCR"]},
    {"province": ["US-IA/POLK", "US-IA/LINN"]},
    {"province": ["US-IA/POLK"], "store_class": ["A"]},
    {"province": ["US-IA/POLK"], "region": ["BR-SP"]},
    {"city": ["BR-SP/saopaulo", "BR-SP/campinas", "0102801000"]},
    {"store_class": ["I"]},
    {"region": ["US-IA"], "category": ["american vodkas", "cream liqueurs"]},
    {"region": ["US-IA"], "category": ["american vodkas"], "brand": ["diageo americas"]},
    {"brand": ["diageo americas"]},
]


def test_every_store_of_iowa_is_where_its_file_says(world: World) -> None:
    assert world.reports["us_places"].rejected == 0
    report = world.reports["us_stores"]
    assert (report.inserted, report.rejected) == (2296, 0)
    with db.connect(world.url) as conn:
        found = conn.execute(
            "select count(n.province_id) as counties, count(n.city_id) as cities,"
            " count(distinct n.province_id) as county, count(distinct n.city_id) as city"
            " from filters.stores as s"
            " inner join master.place_paths as n on s.place_id = n.place_id"
            " where n.region_key = 'US-IA'"
        ).fetchone()
    assert found == {"counties": 2200, "cities": 2296, "county": 98, "city": 455}


def test_what_no_place_is_called_is_rejected_with_its_reason(world: World) -> None:
    refused = world.rejected("br_stores")
    assert world.reports["br_stores"].inserted + len(refused) == 3095
    assert len(refused) == world.reports["br_stores"].rejected > 10
    reasons = {row["city"]: row["reason"] for row in refused}
    assert reasons["04482255"] == "there is no place 04482255 in RJ, BR"
    assert reasons["auriflama/sp"] == "there is no place auriflama/sp in SP, BR"
    assert "são paulo" not in reasons


def test_lists_equal_the_files(world: World) -> None:
    world.check(SELECTIONS)


def test_levels_are_called_what_each_country_calls_them(world: World) -> None:
    with db.connect(world.url) as conn:
        row = conn.execute("select filters.list_dimensions() as listed").fetchone()
    assert row is not None
    labels = {item["name"]: item["labels"] for item in row["listed"]}
    assert labels["region"] == {"PH": "Region", "US": "State", "BR": "Estado"}
    assert labels["province"] == {"PH": "Province", "US": "County"}
    assert labels["brand"] == {}


def test_a_file_moves_a_county_renames_a_city_and_retires_another(world: World) -> None:
    places = [row for row in iowa_places() if row["code"] != "US-IA/ADAIR/ADAIR"]
    assert len(places) == len(iowa_places()) - 1
    for row in places:
        if row["code"] == "US-IA/POLK":
            row["parent"] = "US-NE"
        if row["code"] == "US-IA/POLK/DESMOINES":
            row["name"] = "La Moine"
    places.insert(0, place("US-NE", 1, "Nebraska", others="NE"))
    report = world.load("full_us_places", places, "master.places", country="US", scheme="own")
    assert report.rejected == 0
    world.stores = {
        number: replace(store, region="US-NE") if store.province == "US-IA/POLK" else store
        for number, store in world.stores.items()
    }
    world.check([*SELECTIONS, {"region": ["US-NE"]}, {"region": ["US-NE"], "store_class": ["A"]}])
    with db.connect(world.url) as conn:
        retired = conn.execute(
            "select code from master.places where is_retired order by code"
        ).fetchall()
        found = conn.execute(
            "select filters.filter_values('city', %s, 'la moine') as page",
            (json.dumps({"region": ["US-NE"]}),),
        ).fetchone()
    assert retired == [{"code": "US-IA/ADAIR/ADAIR"}]
    assert found is not None
    assert [item["label"] for item in found["page"]["items"]] == ["La Moine, Polk"]
