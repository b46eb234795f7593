"""Purchase orders with real workers, a vendor that misbehaves, and parallel callers."""

import functools
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow
from standardwebhooks.webhooks import Webhook

from glue import db
from glue.jobs.commerce import send_purchase as registered
from glue.purchases.sending import send_purchase
from glue.waiting import wait_until
from glue.worker.handlers import HANDLERS, Handler
from tests.glue.vendor_api import LATER, VendorApi, running_vendor
from tests.workers import working

pytestmark = pytest.mark.needs("commerce")

PATIENCE = 60
"""Seconds in which any step is over, also on a busy machine."""
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
GIVEN = """
select tests.small_purchases();
select core.register_webhook_source('fast', 'commerce.acknowledge_purchase', '{secret}');
update commerce.vendors set webhook_source = 'fast' where code = 'FAST';
update core.settings set value = '["127.0.0.1/32"]' where name = 'core.webhook_allowed_networks';
update core.settings set value = '0' where name = 'commerce.purchase_delay_seconds';
update core.job_kinds set backoff_seconds = 0, backoff_cap_seconds = 0, max_attempts = 4
where kind = 'commerce.send_purchase';
"""
APPROVE = "select api.approve_reorder({}, idempotency_key => {}) as it"
RECEIVE = "select api.receive_purchase({}, {}, idempotency_key => {}) as it"
FINISH = """select outcome from commerce.finish_purchase(
    p_purchase_order_id => %s, p_idempotency_key => %s, p_status_code => 201, p_error => null,
    p_retry_after => null, p_response => %s, p_is_last => false
)"""


@dataclass(frozen=True)
class Shop:
    """A database with a purchase order that is to be sent to a vendor."""

    url: str
    vendor: VendorApi

    def rows(self, query: str) -> list[DictRow]:
        """Return rows as the owner sees them."""
        with db.connect(self.url) as conn:
            return conn.execute(query.encode()).fetchall()

    def order(self) -> DictRow:
        """Return the purchase order."""
        (row,) = self.rows("select * from commerce.purchase_orders")
        return row

    def reach(self, vendor: VendorApi) -> None:
        """Let orders go to a vendor."""
        with db.connect(self.url) as conn:
            conn.execute(
                "update core.settings set value = %s where name = 'core.webhook_ports'",
                (f"[{vendor.port}]",),
            )
            conn.execute(
                "update commerce.vendors set api_url = %s where code = 'FAST'", (vendor.url,)
            )

    @contextmanager
    def sending(self, seconds: float = PATIENCE) -> Iterator[None]:
        """Let a worker send orders, each attempt within so many seconds."""
        handlers: dict[str, Handler] = {
            "commerce.send_purchase": functools.partial(send_purchase, timeout_seconds=seconds)
        }
        with working(self.url, handlers):
            yield

    def reaches(self, status: str) -> bool:
        """Wait until the order has a status, and no job is left to run."""
        idle = "select id from core.jobs where kind = 'commerce.send_purchase' and status <> 'dead'"
        return wait_until(
            lambda: self.order()["status"] == status and not self.rows(idle), PATIENCE
        )


@pytest.fixture
def vendor() -> Iterator[VendorApi]:
    with running_vendor() as api:
        yield api


@pytest.fixture
def shop(db_url: str, vendor: VendorApi) -> Shop:
    """An order to FAST, approved by the job, whose attempts follow each other at once."""
    made = Shop(db_url, vendor)
    with db.connect(db_url) as conn:
        conn.execute(GIVEN.format(secret=SECRET).encode())
        made.reach(vendor)
        conn.execute("select tests.propose('SHOP')")
    return made


def events(shop: Shop, verb: str) -> int:
    return len(shop.rows(f"select from core.events where type = 'commerce.purchase.{verb}'"))


def test_the_worker_has_the_handler() -> None:
    assert HANDLERS["commerce.send_purchase"] is registered


def test_an_order_is_sent_signed_and_acknowledged(shop: Shop) -> None:
    with shop.sending():
        assert shop.reaches("acknowledged")
    ((headers, body),) = shop.vendor.requests
    order = shop.order()
    assert headers["idempotency-key"] == str(order["idempotency_key"])
    assert Webhook(SECRET).verify(body, headers)["lines"][0]["sku"] == "MUG"
    assert order["vendor_reference"] == "V-1"
    (proposal,) = shop.rows("select status from commerce.reorder_proposals")
    assert proposal["status"] == "ordered"


@pytest.mark.parametrize(
    "script",
    [[500, 503], [429], ["drop"], ["page", 409], ["drop", 500, "drop"]],
    ids=["fails", "is busy", "goes away before it answers", "is not itself", "all of it"],
)
def test_a_vendor_that_fails_takes_the_order_once(shop: Shop, script: list[int | str]) -> None:
    shop.vendor.script = list(script)
    with shop.sending():
        assert shop.reaches("acknowledged")
    assert len(shop.vendor.requests) == len(script) + 1
    assert len({body for _, body in shop.vendor.requests}) == 1
    assert list(shop.vendor.taken) == [str(shop.order()["idempotency_key"])]
    assert shop.order()["vendor_reference"] == "V-1"
    assert (events(shop, "sent"), events(shop, "acknowledged")) == (1, 1)


def test_a_vendor_that_answers_late_takes_the_order_once(shop: Shop) -> None:
    shop.vendor.script = ["hold"]
    with shop.sending(seconds=1):
        assert shop.reaches("acknowledged")
    assert len(shop.vendor.requests) == 2
    assert len(shop.vendor.taken) == 1
    assert shop.order()["vendor_reference"] == "V-1"


def test_two_answers_converge_on_the_first(shop: Shop) -> None:
    with shop.sending():
        assert shop.reaches("acknowledged")
    order = shop.order()

    def finish(number: int) -> str:
        with db.connect(shop.url) as conn:
            answer = json.dumps({"reference": f"X-{number}"})
            row = conn.execute(FINISH, (order["id"], order["idempotency_key"], answer)).fetchone()
        return str((row or {})["outcome"])

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(finish, range(8))) == {"done"}
    assert shop.order() == order
    assert events(shop, "acknowledged") == 1


def test_a_vendor_may_acknowledge_by_a_webhook_twice(shop: Shop) -> None:
    shop.vendor.script = [LATER]
    with shop.sending():
        assert wait_until(lambda: bool(shop.vendor.taken), PATIENCE)
        assert shop.reaches("sent")
        key = str(shop.order()["idempotency_key"])
        body = json.dumps({"idempotency_key": key, "reference": "W-1"})
        for number in ("m1", "m2", "m2"):
            shop.rows(
                "select core.receive_webhook('fast', "
                f"core.sign_message('fast', '{number}', '{body}'), '{body}')"
            )
        assert shop.reaches("acknowledged")
        assert wait_until(
            lambda: not shop.rows("select from core.jobs where kind like 'commerce.ack%'"), PATIENCE
        )
    assert shop.order()["vendor_reference"] == "W-1"
    assert events(shop, "acknowledged") == 1


def test_a_refused_order_fails_and_is_sent_again_as_another(shop: Shop) -> None:
    shop.vendor.script = [422]
    with shop.sending():
        assert shop.reaches("failed")
        assert "HTTP 422" in shop.order()["fault"]
        assert len(shop.vendor.requests) == 1
        call(shop.url, "select api.retry_purchase({}) as it", shop.order()["id"])
        assert shop.reaches("acknowledged")
    first, second = shop.vendor.keys()
    assert first != second
    assert list(shop.vendor.taken) == [second]


def test_an_order_without_an_answer_fails_and_keeps_its_key(shop: Shop) -> None:
    shop.vendor.script = ["drop", 500, 500, 500]
    with shop.sending():
        assert shop.reaches("failed")
        assert "HTTP 500" in shop.order()["fault"]
        call(shop.url, "select api.retry_purchase({}) as it", shop.order()["id"])
        assert shop.reaches("acknowledged")
    assert len(shop.vendor.requests) == 5
    assert len(set(shop.vendor.keys())) == 1
    assert shop.order()["vendor_reference"] == "V-1"


def test_a_vendor_that_went_away_gets_the_order_when_it_is_back(shop: Shop) -> None:
    with running_vendor() as gone:
        pass
    shop.reach(gone)
    with shop.sending():
        assert shop.reaches("failed")
        assert "ConnectError" in shop.order()["fault"]
        shop.reach(shop.vendor)
        call(shop.url, "select api.retry_purchase({}) as it", shop.order()["id"])
        assert shop.reaches("acknowledged")


def test_a_private_address_is_refused(shop: Shop) -> None:
    shop.rows(
        "update core.settings set value = null"
        " where name = 'core.webhook_allowed_networks' returning 1"
    )
    with shop.sending():
        assert shop.reaches("failed")
    assert "refused" in shop.order()["fault"]
    assert shop.vendor.requests == []


def test_a_wait_that_the_vendor_asks_for_is_kept(shop: Shop) -> None:
    shop.vendor.script = [503]
    shop.vendor.retry_after = "900"
    waiting = (
        "select run_at - started_at > '890 s' as it from core.jobs"
        " where kind = 'commerce.send_purchase' and wait_reason = 'retry'"
    )
    with shop.sending():
        assert wait_until(lambda: bool(shop.rows(waiting)), PATIENCE)
    assert shop.rows(waiting) == [{"it": True}]
    assert len(shop.vendor.requests) == 1


def call(url: str, query: str, *values: Any, role: str = "admin") -> Any:
    """Call as a user with an app role; return the answer, or the key of the error."""
    try:
        with db.connect(url, autocommit=False) as conn:
            conn.execute("select tests.login_as(tests.user('ada'), %s)", (role,))
            text = psycopg.sql.SQL(query).format(*map(psycopg.sql.Literal, values))
            row = conn.execute(text).fetchone()
    except psycopg.Error as exc:
        return exc.diag.message_primary
    assert row is not None
    return row["it"]


def test_one_proposal_that_many_approve_is_bought_once(shop: Shop) -> None:
    shop.rows("select tests.propose('MAIN')")
    (proposal,) = shop.rows("select id from commerce.reorder_proposals where status = 'open'")
    with ThreadPoolExecutor(8) as pool:
        keys = [None, None, "one", "one", "one", "two", "two", None]
        answers = list(pool.map(lambda key: call(shop.url, APPROVE, proposal["id"], key), keys))
    approved = [answer for answer in answers if isinstance(answer, dict)]
    assert {answer["quantity"] for answer in approved} == {48}
    refused = {answer for answer in answers if isinstance(answer, str)}
    assert refused <= {"commerce.transition_refused", "core.idempotency_key_in_use"}
    (line,) = shop.rows("select quantity from commerce.purchase_order_lines where quantity > 7")
    assert line["quantity"] == 48


def test_a_delivery_that_is_sent_twice_at_once_is_received_once(shop: Shop) -> None:
    (order,) = shop.rows("select tests.purchase() as id")
    lines = json.dumps([{"sku": "SHIRT-L", "quantity": 5}])
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: call(shop.url, RECEIVE, order["id"], lines, "d1"), range(8))
        )
    received = [answer for answer in answers if isinstance(answer, dict)]
    assert received
    assert all(answer == received[0] for answer in received)
    assert {answer for answer in answers if isinstance(answer, str)} <= {
        "core.idempotency_key_in_use"
    }
    (sums,) = shop.rows(
        "select sum(quantity)::integer as n from commerce.stock_movements"
        " where reference like 'purchase:%'"
    )
    assert sums["n"] == 5


def test_deliveries_at_once_never_exceed_what_may_come(shop: Shop) -> None:
    (order,) = shop.rows("select tests.purchase() as id")
    lines = json.dumps([{"sku": "SHIRT-L", "quantity": 4}])
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: call(shop.url, RECEIVE, order["id"], lines, None), range(8))
        )
    assert sum(isinstance(answer, dict) for answer in answers) == 5
    assert answers.count("commerce.over_delivery") == 3
    faults = shop.rows(
        "select i.name from core.invariants as i"
        " where i.module = 'commerce' and (core.run_invariant(i.name)).violations > 0"
    )
    assert faults == []


def test_the_job_and_a_person_do_not_buy_the_same_twice(shop: Shop) -> None:
    shop.rows("select tests.propose('MAIN')")
    (proposal,) = shop.rows("select id from commerce.reorder_proposals where status = 'open'")
    waits = (
        "select from pg_stat_activity where datname = current_database()"
        " and cardinality(pg_blocking_pids(pid)) > 0"
    )
    with ThreadPoolExecutor(1) as pool, db.connect(shop.url, autocommit=False) as person:
        person.execute("select tests.login_as(tests.user('ada'), 'buyer')")
        person.execute("select api.approve_reorder(%s)", (proposal["id"],))
        run = pool.submit(shop.rows, "select tests.propose('MAIN')")
        assert wait_until(lambda: bool(shop.rows(waits)), PATIENCE)
        person.commit()
        run.result(PATIENCE)
    assert shop.rows("select from commerce.reorder_proposals where status = 'open'") == []
