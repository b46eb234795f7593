"""Every answer of the filter RPCs equals the naive query over the transactions.

The data are random, small and awkward: stores without city or class, lines without brand or
category, amounts below zero, baskets that a later load makes bigger. They come in by several
loads, so that what follows a load step by step is proven, not only what is counted at once. Then
they are written to at random, and folded now and then, so that every question is asked of counts
to which changes have to be added.
"""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import psycopg
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue import db
from glue.load.demo_files import COLUMNS

pytestmark = pytest.mark.needs("filters")

SEEDS = (7, 2_017)
DIMENSIONS = ("region", "province", "city", "store_class", "category", "brand")
REGISTERED = {
    "product": {"column": "product_key"},
    "amount": {"column": "quantity"},
    "cost": {"column": "price_minor", "parent": "amount"},
}
"""Dimensions that are registered: a text, numbers, and numbers within numbers."""
LINES_READ = """(
    select v.*, t.product_key as product, trim_scale(t.quantity)::text as amount,
        t.price_minor::text as cost
    from filters.transaction_values as v
    inner join filters.transactions as t using (id)
)"""
LOADS = 4
LINES = 160
WRITES = 60
PROVEN = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

PLACES = [
    ("land", 1, None),
    ("town", 3, "land"),
    ("county", 2, None),
    ("village", 3, "county"),
    ("hamlet", 3, None),
]
"""Code, level and parent of places in a country that leaves levels out."""

Connection: TypeAlias = psycopg.Connection[DictRow]
Within: TypeAlias = dict[str, list[str]]


def release() -> dict[str, list[dict[str, Any]]]:
    """Return two regions of two provinces of two cities."""
    answer: dict[str, list[dict[str, Any]]] = {"regions": [], "provinces": [], "cities": []}
    for region in (1, 2):
        region_code = f"{region:02}00000000"
        answer["regions"].append({"psgc_code": region_code, "name": f"Land {region} (L{region})"})
        for province in (1, 2):
            code = f"{region:02}{province:03}00000"
            answer["provinces"].append(
                {"psgc_code": code, "name": f"Province {province}", "region_code": region_code}
            )
            answer["cities"] += [
                {
                    "psgc_code": f"{region:02}{province:03}{city:02}000",
                    "name": f"San José {city}",
                    "province_code": code,
                }
                for city in (1, 2)
            ]
    return answer


def add_places(conn: Connection) -> None:
    """Add a country with a city in no province, and a province in no region."""
    for code, level, parent in PLACES:
        conn.execute(
            """
            insert into master.places (
                country, scheme, code, level, place_key, name, parent_id, parent_level
            )
            select 'ZZ', 'own', n.code, n.level, n.code, 'San ' || n.code, p.id, p.level
            from (select %s as code, %s::smallint as level, %s as parent) as n
            left join master.places as p on p.place_key = n.parent
            """,
            (code, level, parent),
        )


def batches(seed: int) -> Iterator[list[tuple[str | None, ...]]]:
    """Yield loads of random lines; later ones add to baskets of earlier ones."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    cities = [None, *(city["psgc_code"] for city in release()["cities"])]
    cities += [code for code, _level, _parent in PLACES]
    stores = {
        f"s{number}": (chance.choice(cities), chance.choice([None, "A", "B", "C"]))
        for number in range(14)
    }
    for load in range(LOADS):
        lines: list[tuple[str | None, ...]] = []
        for _ in range(LINES):
            store = chance.choice([*stores][: 10 + load])
            basket = chance.randint(0, 12 * (load + 1))
            category = chance.choice([None, "Tea", "50%_off", "Ünïcode/slash", "Rice"])
            lines.append(
                (
                    f"{store}-{basket}",
                    store,
                    f"p{chance.randint(1, 30)}",
                    chance.choice([None, "Ada's", 'B"b', "Çelik", "DELI", "b_b"]),
                    chance.choice([None, "Private", "National"]),
                    "Food" if category else chance.choice([None, "Food"]),
                    category,
                    *stores[store],
                    str(chance.choice([-12.5, 0, 0.99, 1, 1.5, 7, 20, 99.99, 1234.56])),
                    str(chance.choice([-1, 0, 1, 2.5])),
                    "2024-05-01 12:00:00+08",
                )
            )
        yield lines


def load(conn: Connection, lines: list[tuple[str | None, ...]]) -> None:
    """Load lines as a client does: a staging table of text, then one call."""
    columns = ", ".join(f"{column} text" for column in COLUMNS)
    conn.execute(f"create temporary table staged ({columns})")
    with conn.cursor().copy("copy pg_temp.staged from stdin") as copy:
        for line in lines:
            copy.write_row(line)
    conn.execute("select filters._load_transactions('pg_temp.staged')")
    conn.execute("drop table pg_temp.staged")


def add_lines(conn: Connection, chance: random.Random) -> None:
    """Insert a line in each of a few baskets."""
    conn.execute(
        """
        insert into filters.transactions (
            basket_id, store_id, product_key, brand_id, category_id,
            price_minor, quantity, sold_at
        )
        select
            b.id, b.store_id, 'thing',
            (select id from master.brands order by md5(concat(brand_key, %(salt)s::text)) limit 1),
            (select id from master.categories order by md5(concat(id, %(salt)s::text)) limit 1),
            %(price)s, 1, now()
        from filters.baskets as b
        order by md5(concat(b.basket_key, %(salt)s::text))
        limit %(baskets)s
        """,
        {
            "salt": chance.random(),
            "price": chance.choice([-5, 0, 1, 300, 99_999]),
            "baskets": chance.randint(1, 3),
        },
    )


def add_values(conn: Connection, chance: random.Random) -> None:
    """Sell a brand that is new in a basket that is new, which has no number yet."""
    key = f"new{chance.randrange(10**9)}"
    conn.execute(
        "insert into master.brands (brand_key, name) values (%s, %s)",
        (key, chance.choice(["A", "B", "Z", "a", "é"]) + key),
    )
    conn.execute(
        """
        with basket as (
            insert into filters.baskets (basket_key, store_id)
            select %(key)s, s.id
            from filters.stores as s
            order by md5(concat(s.store_key, %(key)s::text))
            limit 1
            returning id, store_id
        )

        insert into filters.transactions (
            basket_id, store_id, product_key, brand_id, price_minor, quantity, sold_at
        )
        select b.id, b.store_id, 'thing', d.id, 77, 1, now()
        from basket as b
        inner join master.brands as d on d.brand_key = %(key)s
        """,
        {"key": key},
    )


def change_lines(conn: Connection, chance: random.Random) -> None:
    """Give a few lines another price and another brand."""
    conn.execute(
        """
        update filters.transactions
        set
            price_minor = price_minor + %s,
            brand_id = (
                select id from master.brands order by md5(concat(brand_key, %s::text)) limit 1
            )
        where id = any(%s)
        """,
        (chance.choice([0, -100, 5_000]), chance.random(), pick(conn, chance, [1, 3, 12])),
    )


def change_products(conn: Connection, chance: random.Random) -> None:
    """Give a few lines what only registered dimensions count."""
    conn.execute(
        "update filters.transactions set product_key = %s, quantity = %s where id = any(%s)",
        (chance.choice(["p1", "kola"]), chance.choice([1, 7.25]), pick(conn, chance, [1, 5])),
    )


def move_lines(conn: Connection, chance: random.Random) -> None:
    """Move a few lines to a basket that may be in another store."""
    conn.execute(
        """
        update filters.transactions as t
        set basket_id = b.id, store_id = b.store_id
        from (
            select id, store_id from filters.baskets order by md5(concat(id, %s::text)) limit 1
        ) as b
        where t.id = any(%s)
        """,
        (chance.random(), pick(conn, chance, [1, 3])),
    )


def take_lines(conn: Connection, chance: random.Random) -> None:
    """Delete a few lines."""
    conn.execute(
        "delete from filters.transactions where id = any(%s)",
        (pick(conn, chance, [1, 1, 2, 30]),),
    )


def empty_baskets(conn: Connection, chance: random.Random) -> None:
    """Delete every line of the baskets of a few lines."""
    conn.execute(
        """
        delete from filters.transactions
        where basket_id in (select basket_id from filters.transactions where id = any(%s))
        """,
        (pick(conn, chance, [1, 2]),),
    )


def pick(conn: Connection, chance: random.Random, sizes: list[int]) -> list[int]:
    """Return the ids of some lines."""
    rows = conn.execute("select id from filters.transactions order by id").fetchall()
    return chance.sample([row["id"] for row in rows], min(len(rows), chance.choice(sizes)))


def write(conn: Connection, seed: int) -> None:
    """Write at random, and fold the first half of it, a few baskets at a time."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    ways = [
        add_lines, add_values, change_lines, change_products, move_lines, take_lines,
        empty_baskets,
    ]  # fmt: skip
    for number in range(WRITES):
        chance.choice(ways)(conn, chance)
        if number < WRITES / 2:
            conn.execute("select filters.fold_lines(%s)", (chance.choice([1, 5]),))
            conn.execute("select filters._fold_counters(%s)", (chance.choice([1, 5]),))


def register(conn: Connection) -> None:
    """Register the dimensions, and count them."""
    for name, config in REGISTERED.items():
        whole = {"name": name, "source": "filters.transactions", **config}
        conn.execute(
            "select core.run_operation_chunks("
            "(filters.register_dimension(%s) -> 'operation_id')::bigint)",
            (Jsonb(whole),),
        )


@pytest.fixture(scope="module", params=SEEDS)
def shop(request: pytest.FixtureRequest, make_database: Callable[..., str]) -> Iterator[Connection]:
    """A database with the loads and writes of one seed; the answers are asked in a transaction."""
    print(f"seed {request.param}")  # noqa: T201 - shown when a test fails
    with db.connect(make_database(), autocommit=False) as conn:
        conn.execute("select master.load_psgc(%s)", (Jsonb(release()),))
        add_places(conn)
        for lines in batches(request.param):
            load(conn, lines)
        register(conn)
        write(conn, request.param)
        conn.commit()
        yield conn
        conn.rollback()


def ask(conn: Connection, statement: str, *parameters: object) -> Any:
    """Return the answer of one RPC to a signed-in caller."""
    conn.execute("select tests.login_as(tests.user('ada'))")
    row = conn.execute(f"select {statement} as answer", parameters).fetchone()
    conn.execute("reset role")
    assert row is not None
    return row["answer"]


def condition(within: Within) -> tuple[str, list[object]]:
    """Return the naive condition of a selection and its parameters."""
    parts = ["true", *(f"{name} = any(%s)" for name in within)]
    return " and ".join(parts), [*within.values()]


def naive_list(conn: Connection, dimension: str, within: Within) -> list[dict[str, Any]]:
    """Return the values of a dimension by label, then value, counted from the lines."""
    others = {name: values for name, values in within.items() if name != dimension}
    where, parameters = condition(others)
    return conn.execute(
        f"""
        select v.value, v.label, n.count
        from (
            select {dimension} as value, count(*) as count
            from filters.transaction_values
            where {dimension} is not null and {where}
            group by {dimension}
        ) as n
        inner join filters.master_values as v on v.dimension = %s and v.value = n.value
        order by v.label collate "C", v.value collate "C"
        """,
        [*parameters, dimension],
    ).fetchall()


VALUES = {
    "region": ["L1", "L2", "land"],
    "province": [*(province["psgc_code"] for province in release()["provinces"]), "county"],
    "city": [*(c["psgc_code"] for c in release()["cities"]), "town", "village", "hamlet"],
    "store_class": ["A", "B", "C"],
    "category": ["food", "food/tea", "food/50%_off", "food/ünïcode/slash", "food/rice"],
    "brand": ["ada's", 'b"b', "çelik", "deli", "b_b"],
}
selections = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(
            st.sampled_from([*values, "no such value"]), min_size=1, max_size=3, unique=True
        )
        for name, values in VALUES.items()
    },
)


SEARCHES = (None, "", "san", "%", "_", "E", "é", "É", "no such", "food/", "'", "new")


@PROVEN
@given(
    dimension=st.sampled_from(DIMENSIONS),
    within=selections,
    search=st.sampled_from(
        [None, "", "san", "%", "_", "E", "é", "É", "no such", "food/", "'", "new"]
    ),
    page_size=st.integers(1, 7),
)
def test_pages_of_values_are_the_naive_list(
    shop: Connection, dimension: str, within: Within, search: str | None, page_size: int
) -> None:
    expected = [
        row
        for row in naive_list(shop, dimension, within)
        if not search
        or search.lower() in row["label"].lower()
        or search.lower() in row["value"].lower()
    ]
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = ask(
            shop,
            "api.filter_values(%s::text, %s, %s, %s, %s)",
            dimension, Jsonb(within), search, after, page_size,
        )  # fmt: skip
        assert page["total"] == len(expected)
        assert len(page["items"]) <= page_size
        found += page["items"]
        after = page["next"]
        if after is None:
            break
        note(after)
    assert found == expected


@PROVEN
@given(within=selections, top=st.integers(1, 4))
def test_options_are_the_naive_lists_and_measures(
    shop: Connection, within: Within, top: int
) -> None:
    answer = ask(shop, "api.filter_options(%s, %s)", Jsonb(within), top)
    for dimension in DIMENSIONS:
        expected = naive_list(shop, dimension, within)
        by_count = sorted(expected, key=lambda row: -row["count"])
        assert answer["dimensions"][dimension] == {
            "items": by_count[:top],
            "total": len(expected),
            "truncated": len(expected) > top,
        }
    where, parameters = condition(within)
    naive = shop.execute(
        f"""
        select
            min(price_minor) as price_min, max(price_minor) as price_max,
            min(basket_size) as size_min, max(basket_size) as size_max,
            count(*) as lines, count(distinct basket_id) as baskets
        from filters.transaction_values
        where {where}
        """,
        parameters,
    ).fetchone()
    assert naive is not None
    assert answer["price"] == {"min": naive["price_min"], "max": naive["price_max"]}
    assert answer["basket_size"] == {"min": naive["size_min"], "max": naive["size_max"]}
    assert answer["transactions"] == naive["lines"]
    assert answer["baskets"] == naive["baskets"]


@PROVEN
@given(measure=st.sampled_from(["price", "basket_size"]), within=selections)
def test_ranges_are_the_naive_histogram(shop: Connection, measure: str, within: Within) -> None:
    check_range(shop, "filters.transaction_values", measure, within)


def check_range(conn: Connection, lines: str, measure: str, within: Within) -> None:
    """Compare a range and its histogram with what the lines say."""
    answer = ask(conn, "api.filter_range(%s::text, %s)", measure, Jsonb(within))
    column, counted = {
        "price": ("price_minor", "count(*)"),
        "basket_size": ("basket_size", "count(distinct basket_id)"),
    }[measure]
    where, parameters = condition(within)
    naive = conn.execute(
        f"select {column} as x, {counted} as count from {lines} as v where {where} group by 1",
        parameters,
    ).fetchall()
    assert answer["min"] == min((row["x"] for row in naive), default=None)
    assert answer["max"] == max((row["x"] for row in naive), default=None)
    assert answer["count"] == sum(row["count"] for row in naive)
    for bucket in answer["buckets"]:
        assert bucket["count"] == sum(
            row["count"]
            for row in naive
            if (bucket["from"] is None or row["x"] >= bucket["from"])
            and (bucket["to"] is None or row["x"] < bucket["to"])
        )
    assert answer["count"] == sum(bucket["count"] for bucket in answer["buckets"])


def naive_registered(conn: Connection, dimension: str, within: Within) -> list[dict[str, Any]]:
    """Return the values of a registered dimension in order, counted from the lines."""
    others = {name: values for name, values in within.items() if name != dimension}
    where, parameters = condition(others)
    rows = conn.execute(
        f"select {dimension} as value, {dimension} as label, count(*) as count"
        f" from {LINES_READ} as v where {where} group by {dimension}",
        parameters,
    ).fetchall()
    if dimension == "product":
        return sorted(rows, key=lambda row: row["value"].encode())
    return sorted(rows, key=lambda row: float(row["value"]))


def naive_all(conn: Connection, dimension: str, within: Within) -> list[dict[str, Any]]:
    """Return the values of any dimension in order, narrowed by any others."""
    if dimension in REGISTERED:
        return naive_registered(conn, dimension, within)
    others = {name: values for name, values in within.items() if name != dimension}
    where, parameters = condition(others)
    return conn.execute(
        f"""
        select m.value, m.label, n.count
        from (
            select {dimension} as value, count(*) as count
            from {LINES_READ} as v
            where {dimension} is not null and {where}
            group by {dimension}
        ) as n
        inner join filters.master_values as m on m.dimension = %s and m.value = n.value
        order by m.label collate "C", m.value collate "C"
        """,
        [*parameters, dimension],
    ).fetchall()


REGISTERED_VALUES = {
    "product": ["p1", "p2", "p3", "kola", "thing", "new"],
    "amount": ["-1", "0", "1", "2.5", "7.25"],
    "cost": ["-1250", "0", "99", "100", "150", "700", "2000", "9999", "123456", "77", "-5"],
}
narrowed = st.builds(
    lambda cube, registered: cube | registered,
    selections,
    st.fixed_dictionaries(
        {},
        optional={
            name: st.lists(
                st.sampled_from([*values, "no such value"]), min_size=1, max_size=4, unique=True
            )
            for name, values in REGISTERED_VALUES.items()
        },
    ).filter(bool),
)


@PROVEN
@given(
    dimension=st.sampled_from([*DIMENSIONS, *REGISTERED]),
    within=narrowed,
    search=st.sampled_from([None, "", "san", "e", "1", "no such"]),
    page_size=st.integers(1, 7),
)
def test_pages_that_registered_dimensions_narrow_are_the_naive_list(
    shop: Connection, dimension: str, within: Within, search: str | None, page_size: int
) -> None:
    expected = [
        row
        for row in naive_all(shop, dimension, within)
        if not search or search in row["label"].lower() or search in row["value"].lower()
    ]
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = ask(
            shop,
            "api.filter_values(%s::text, %s, %s, %s, %s)",
            dimension, Jsonb(within), search, after, page_size,
        )  # fmt: skip
        assert page["total"] == len(expected)
        found += page["items"]
        after = page["next"]
        if after is None:
            break
    assert found == expected


@PROVEN
@given(within=st.one_of(narrowed, st.just({})), top=st.integers(1, 4))
def test_options_that_registered_dimensions_narrow_are_the_naive_ones(
    shop: Connection, within: Within, top: int
) -> None:
    answer = ask(shop, "api.filter_options(%s, %s)", Jsonb(within), top)
    for dimension in (*DIMENSIONS, *REGISTERED):
        expected = naive_all(shop, dimension, within)
        by_count = sorted(expected, key=lambda row: -row["count"])
        assert answer["dimensions"][dimension] == {
            "items": by_count[:top],
            "total": len(expected),
            "truncated": len(expected) > top,
        }, dimension
    where, parameters = condition(within)
    naive = shop.execute(
        f"""
        select
            jsonb_build_object('min', min(price_minor), 'max', max(price_minor)) as price,
            jsonb_build_object('min', min(basket_size), 'max', max(basket_size)) as basket_size,
            count(*) as transactions, count(distinct basket_id) as baskets
        from {LINES_READ} as v
        where {where}
        """,
        parameters,
    ).fetchone()
    assert naive is not None
    assert {name: answer[name] for name in naive} == naive


@PROVEN
@given(measure=st.sampled_from(["price", "basket_size"]), within=narrowed)
def test_ranges_that_registered_dimensions_narrow_are_the_naive_histogram(
    shop: Connection, measure: str, within: Within
) -> None:
    check_range(shop, LINES_READ, measure, within)


def test_counting_anew_changes_no_answer(shop: Connection) -> None:
    questions = [
        *(f"api.filter_values('{name}', page_size => 500) - 'version'" for name in DIMENSIONS),
        "api.filter_options(top => 500) - 'version'",
        'api.filter_range(\'basket_size\', \'{"brand": ["deli", "b_b"]}\')',
    ]
    before = [ask(shop, question) for question in questions]
    shop.execute("select filters.rebuild_values()")
    assert [ask(shop, question) for question in questions] == before
    shop.rollback()


def test_folding_changes_no_answer(shop: Connection) -> None:
    questions = [
        *(f"api.filter_values('{name}', page_size => 500)" for name in DIMENSIONS),
        "api.filter_options(top => 500)",
        'api.filter_options(\'{"brand": ["deli", "b_b"], "region": ["L1"]}\')',
        "api.filter_range('price', '{\"store_class\": \"A\"}')",
        'api.filter_range(\'basket_size\', \'{"brand": ["deli", "b_b"]}\')',
    ]
    before = [ask(shop, question) for question in questions]
    folds = 0
    while ask(shop, "exists (select from filters.line_changes)"):
        shop.execute("select filters.fold_lines(20)")
        assert [ask(shop, question) for question in questions] == before
        folds += 1
    assert folds > 1
    test_no_invariant_is_broken(shop)
    shop.rollback()


def test_no_invariant_is_broken(shop: Connection) -> None:
    for row in shop.execute("select name, query from core.invariants").fetchall():
        assert shop.execute(row["query"]).fetchall() == [], row["name"]


def refuse(conn: Connection, statement: str, *parameters: object) -> str | None:
    """Return the SQLSTATE with which an RPC refuses, or None."""
    try:
        ask(conn, statement, *parameters)
    except psycopg.Error as exc:
        conn.rollback()
        return exc.sqlstate
    return None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
any_within = json_values | st.dictionaries(st.sampled_from(DIMENSIONS), json_values, max_size=3)
sendable = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


requests = st.tuples(
    st.none() | st.sampled_from(DIMENSIONS) | sendable,
    any_within,
    st.none() | sendable,
    st.none() | sendable,
    st.none() | st.integers(-(2**31), 2**31 - 1),
)


@PROVEN
@given(asked=requests)
def test_bad_input_is_refused_as_the_callers_mistake(
    shop: Connection, asked: tuple[str | None, Any, str | None, str | None, int | None]
) -> None:
    name, within, search, after, number = asked
    # As JSON text: escapes of NUL and of half a surrogate pair arrive as they were sent.
    text = json.dumps(within)
    for code in (
        refuse(
            shop,
            "api.filter_values(%s::text, %s::jsonb, %s, %s, %s::integer)",
            name, text, search, after, number,
        ),
        refuse(shop, "api.filter_options(%s::jsonb, %s::integer)", text, number),
        refuse(shop, "api.filter_range(%s::text, %s::jsonb)", name, text),
    ):  # fmt: skip
        assert code is None or code.startswith(("PT4", "22")), code


@pytest.mark.parametrize(
    ("within", "code"),
    [
        ('{"brand": ["' + '", "'.join(["x"] * 2_000_000) + '"]}', "PT422"),
        ('{"brand": "' + "x" * 10_000_000 + '"}', "PT422"),
        ('{"' + "x" * 10_000_000 + '": "x"}', "PT422"),
        ("[" * 5_000 + "]" * 5_000, "PT422"),
        ('{"brand": "\\u0000"}', "22P05"),
        ('{"brand": "\\ud800"}', "22P02"),
        ('{"brand": "\'; drop table filters.cells; --"}', None),
        ('{"brand": []}', "PT422"),
        ('{"brand": {"a": "b"}}', "PT422"),
        ('{"brand": [["deli"]]}', "PT422"),
        ("null", None),
    ],
)
def test_huge_and_hostile_selections(shop: Connection, within: str, code: str | None) -> None:
    assert refuse(shop, "api.filter_values('region', %s::jsonb)", within) == code
    assert refuse(shop, "api.filter_options(%s::jsonb)", within) == code
