"""The files of the demo: which packages hold them, and how they become lines of sales."""

import hashlib
import importlib.metadata
import importlib.util
import io
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeAlias

from glue.errors import ConfigError

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv
    import pyarrow.parquet as pq
except ImportError as exc:
    raise ConfigError(
        "the demo's packages are not installed", "Install them: `pip install -e '.[demo]'`."
    ) from exc

COLUMNS = (
    "basket", "store", "product", "brand", "brand_mark", "department", "category",
    "city_code", "store_class", "price", "quantity", "sold_at",
)  # fmt: skip
CATALOG_COLUMNS = ("brand", "brand_mark", "department", "category")
PRODUCT_COLUMNS = ("product", "product_type", "package_size", *CATALOG_COLUMNS)
CLASSES = "DCBA"
_CHUNK_ROWS = 65_536

Release: TypeAlias = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo as text columns: the products, and the lines."""

    products: pa.Table
    lines: pa.Table


def read_release() -> Release:
    """Return the geography of the installed psgc package, as master.load_psgc takes it."""
    try:
        import psgc  # noqa: PLC0415 - of the extra `demo`
    except ImportError as exc:
        raise _missing("psgc") from exc
    return {
        "regions": [
            {
                "psgc_code": region.psgc_code,
                "name": region.name,
                "island_group": region.island_group and region.island_group.value,
                "population": region.population,
            }
            for region in psgc.regions
        ],
        "provinces": [
            {
                "psgc_code": province.psgc_code,
                "name": province.name,
                "region_code": province.region_code,
                "class": province.geographic_level,
                "is_pseudo": province.is_pseudo,
                "income_class": province.income_classification,
                "population": province.population,
            }
            for province in psgc.provinces
        ],
        "cities": [
            {
                "psgc_code": city.psgc_code,
                "name": city.name,
                "province_code": city.province_code,
                "class": city.geographic_level,
                "city_class": city.city_class,
                "income_class": city.income_classification,
                "population": city.population,
            }
            for city in psgc.cities
        ],
    }


def count_lines(folder: Path) -> int:
    """Return how many lines of sales the package has."""
    return int(pq.read_metadata(folder / "transactions.parquet").num_rows)


def read_demo(folder: Path, release: Release, rows: int) -> Demo:
    """Read products and the first `rows` lines, and place each store on the map."""
    products = _read_products(folder / "products.parquet")
    sold = pq.read_table(
        folder / "transactions.parquet",
        columns=[
            "store_id", "basket_id", "product_id", "quantity", "sales_value",
            "transaction_timestamp",
        ],
    )  # fmt: skip
    stores = _place_stores(sold, release)
    joined = sold.slice(0, rows).join(products, "product_id").join(stores, "store_id")
    lines = pa.table(
        {
            "basket": joined["basket_id"].cast(pa.string()),
            "store": joined["store_id"].cast(pa.string()),
            "product": joined["product_id"].cast(pa.string()),
            "brand": joined["brand"],
            "brand_mark": joined["brand_mark"],
            "department": joined["department"],
            "category": joined["category"],
            "city_code": joined["city_code"],
            "store_class": joined["store_class"],
            "price": joined["sales_value"].cast(pa.string()),
            "quantity": joined["quantity"].cast(pa.string()),
            "sold_at": pc.strftime(
                joined["transaction_timestamp"].cast(pa.timestamp("s")), "%Y-%m-%d %H:%M:%S+08"
            ),
        }
    )
    return Demo(_list_catalog(folder / "products.parquet", products), lines)


def csv_chunks(table: pa.Table) -> Iterator[tuple[int, bytes]]:
    """Yield a table as CSV without header, with the number of rows in each chunk."""
    options = pa.csv.WriteOptions(include_header=False)
    for start in range(0, table.num_rows, _CHUNK_ROWS):
        part = table.slice(start, _CHUNK_ROWS)
        buffer = io.BytesIO()
        pa.csv.write_csv(part, buffer, options)
        yield part.num_rows, buffer.getvalue()


def choose_city(store: str, codes: list[str], bounds: list[int]) -> str:
    """Return the city of a store: a fixed hash of its key, over cumulated populations."""
    digest = hashlib.sha256(f"store:{store}".encode()).digest()
    return codes[bisect_right(bounds, int.from_bytes(digest[:8]) % bounds[-1])]


def _read_products(path: Path) -> pa.Table:
    """Return products with one department per category, the one of most products."""
    table = pq.read_table(
        path,
        columns=[
            "product_id", "manufacturer_id", "department", "brand", "product_category",
            "product_type", "package_size",
        ],
    )  # fmt: skip
    pairs = (
        table.group_by(["product_category", "department"])
        .aggregate([([], "count_all")])
        .sort_by(
            [
                ("product_category", "ascending"),
                ("count_all", "descending"),
                ("department", "ascending"),
            ]
        )
    )
    main: dict[str, str] = {}
    for pair in pairs.to_pylist():
        main.setdefault(pair["product_category"], pair["department"])
    departments = [
        main[category] if category is not None else department
        for category, department in zip(
            table["product_category"].to_pylist(), table["department"].to_pylist(), strict=True
        )
    ]
    return pa.table(
        {
            "product_id": table["product_id"],
            "brand": pc.binary_join_element_wise(
                "Manufacturer", table["manufacturer_id"].cast(pa.string()), " "
            ),
            "brand_mark": table["brand"],
            "department": pa.array(departments, pa.string()),
            "category": table["product_category"],
            "product_type": table["product_type"],
            "package_size": table["package_size"],
        }
    )


def _list_catalog(path: Path, products: pa.Table) -> pa.Table:
    """Return the products, and every department, even one that keeps no category."""
    departments = pc.unique(pq.read_table(path, columns=["department"])["department"])
    empty = pa.nulls(len(departments), pa.string())
    keyed = products.append_column("product", products["product_id"].cast(pa.string()))
    return pa.concat_tables(
        [
            keyed.select(PRODUCT_COLUMNS),
            pa.table(
                [departments if name == "department" else empty for name in PRODUCT_COLUMNS],
                names=PRODUCT_COLUMNS,
            ),
        ]
    )


def _place_stores(sold: pa.Table, release: Release) -> pa.Table:
    """Return each store's city, by hash and population, and its class, by sales quartile."""
    cities = sorted(
        (city["psgc_code"], city["population"])
        for city in release["cities"]
        if city["class"] != "SubMun" and city["population"]
    )
    codes = [code for code, _ in cities]
    bounds = list(accumulate(population for _, population in cities))
    sales = (
        sold.group_by("store_id")
        .aggregate([("sales_value", "sum")])
        .sort_by([("sales_value_sum", "ascending"), ("store_id", "ascending")])
    )
    stores = sales["store_id"].to_pylist()
    return pa.table(
        {
            "store_id": sales["store_id"],
            "city_code": [choose_city(str(store), codes, bounds) for store in stores],
            "store_class": [
                CLASSES[place * len(CLASSES) // len(stores)] for place in range(len(stores))
            ],
        }
    )


def folder_of(package: str) -> Path:
    """Return the folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise _missing(package)
    return Path(spec.origin).parent


def version_of(distribution: str) -> str:
    """Return the version of an installed package."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError as exc:
        raise _missing(distribution) from exc


def _missing(package: str) -> ConfigError:
    return ConfigError(
        f"the package {package} is not installed", "Install the demo: `pip install -e '.[demo]'`."
    )
