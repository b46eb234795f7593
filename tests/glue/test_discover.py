"""rowhouse discover: it proposes columns with reasons, and guesses no dates."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from glue import paths
from glue.cli import main

pytestmark = pytest.mark.needs("filters")

DATA = paths.ROOT.parent / "shared" / "data" / "filters"
"""Real files. Their terms allow no copy in the repository: without them, nothing runs."""

needs_data = pytest.mark.skipif(not DATA.exists(), reason=f"there is no {DATA}")


@pytest.fixture
def discover(db_url: str) -> Callable[..., Result]:
    """Run the command on a database."""

    def run(path: Path, *options: str) -> Result:
        return CliRunner().invoke(main, ["discover", str(path), "--url", db_url, *options])

    return run


def sources(proposal: dict[str, Any]) -> dict[str, str | None]:
    return {column["column"]: column["source"] for column in proposal["columns"]}


def test_the_command_that_it_prints_loads_the_file(
    discover: Callable[..., Result], db_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "july.csv"
    path.write_text(
        "Receipt No;Shop;SKU;Maker;Kind;Qty;Amount;Sold on\n"
        "r1;north;a;Fizz;x;1;1.50;31/07/2026 8:26\n"
        "r1;north;b;Fizz;x;2;3.00;01/07/2026 8:26\n"
    )
    done = discover(path, "--delimiter", ";")
    assert done.exit_code == 0, done.output
    command = shlex.split(done.stdout.splitlines()[-1])
    assert command[-2:] == ["--date-order", "dmy"]
    loaded = CliRunner().invoke(main, [*command[1:], "--url", db_url, "--json"])
    assert loaded.exit_code == 0, loaded.output
    assert json.loads(loaded.stdout)[0]["inserted"] == 2


def test_dates_that_can_be_read_both_ways_are_not_guessed(
    discover: Callable[..., Result], tmp_path: Path
) -> None:
    path = tmp_path / "dates.csv"
    path.write_text("basket,sold_at\n" + "b,04/05/2022\n" * 3)
    done = discover(path)
    assert done.exit_code == 1
    assert "04/05/2022; ask who made the file, then say --date-order dmy or mdy" in done.stderr
    assert "rowhouse load" not in done.stdout


def test_a_date_far_down_decides(discover: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text("basket,sold_at\n" + "b,04/05/2022\n" * 1_500 + "b,04/13/2022\n" * 300)
    assert json.loads(discover(path, "--json").stdout)["date_order"] == "mdy"


@needs_data
def test_real_files(discover: Callable[..., Result]) -> None:
    iowa = json.loads(discover(DATA / "iowa_sales_2022_07_08.csv.gz", "--json").stdout)
    assert sources(iowa) == {
        "basket": None, "store": "store_number", "product": "item_number", "brand": None,
        "category": None, "price": "sale_dollars", "quantity": "bottles_sold",
        "sold_at": "sale_date",
    }  # fmt: skip
    uci = json.loads(
        discover(DATA / "uci_online_retail_2010_12_to_2011_04.csv.gz", "--json").stdout
    )
    assert sources(uci) == {
        "basket": "invoice_no", "store": None, "product": "stock_code", "brand": None,
        "category": None, "price": "unit_price_gbp", "quantity": "quantity",
        "sold_at": "invoice_ts",
    }  # fmt: skip
    reasons = {column["column"]: column["reason"] for column in uci["columns"]}
    assert "that of a piece" in reasons["price"]
    products = json.loads(discover(DATA / "iowa_products.csv.gz", "--json").stdout)
    assert sources(products)["brand"] == "vendor_name"
    assert sources(products)["category"] == "category_name"
