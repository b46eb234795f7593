"""Real clients keep projects, suppliers, capabilities and calendars."""

from typing import Any

import pytest

from glue import db
from glue.http.tokens import user_id
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("suppliers")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)


class Office:
    """A project manager and codes of their own for each client."""

    def __init__(self, running: RunningApi, call: Call) -> None:
        self.running, self.call = running, call
        self.code = f"API-{call.__name__.rpartition('_')[2].upper()}"

    def ask(
        self, rpc: str, /, *, user: str = "mia", role: str = "project_manager", **body: Any
    ) -> Any:
        """Call as a user with an app role; return the answer."""
        answer = self.call(self.running.api, self.running.user(user, role), rpc, body)
        assert answer.code is None, answer.message
        return answer.data

    def refusal(self, rpc: str, /, *, user: str, role: str, **body: Any) -> tuple[Any, Any]:
        """Call as a user with an app role; return why it was refused."""
        answer = self.call(self.running.api, self.running.user(user, role), rpc, body)
        return answer.code, answer.message


@CLIENTS
def test_a_calendar_is_made_and_filled(running: RunningApi, call: Call) -> None:
    office = Office(running, call)
    made = office.ask("set_calendar", code=office.code, name="Of a client", workdays=[1, 2, 3])
    assert (made["code"], made["workdays"]) == (office.code, [1, 2, 3])
    day = {"holiday_on": "2030-01-01", "name": "New Year"}
    done = office.ask("set_holidays", code=office.code, year=2030, holidays=[day])
    assert (done["holidays"], done["removed"]) == (1, 0)
    assert done["version"] > made["version"]
    listed = office.ask("list_calendars", user="sam", role="supplier", page_size=500)["items"]
    assert {"code": office.code, "holidays": 1}.items() <= listed[0].items()
    found = office.ask("list_holidays", user="sam", role="supplier", code=office.code)
    assert found == {"items": [day], "next": None}


@CLIENTS
def test_a_project_is_created_changed_and_closed(running: RunningApi, call: Call) -> None:
    office = Office(running, call)
    body = {
        "code": office.code,
        "name": "A pen",
        "starts_on": "2030-01-07",
        "timezone": "Asia/Manila",
        "idempotency_key": office.code,
    }
    made = office.ask("create_project", **body)
    assert office.ask("create_project", **body) == made
    assert made["managers"] == [str(user_id("mia"))]
    number = made["id"]
    changed = office.ask(
        "update_project",
        project_id=number,
        patch={"metadata": {"colour": "blue"}},
        expected_version=made["version"],
    )
    assert changed["metadata"] == {"colour": "blue"}
    seen = office.ask("get_project", project_id=number)
    assert seen == changed
    managers = sorted([str(user_id("mia")), str(user_id("noa"))])
    set_to = office.ask("set_project_managers", project_id=number, user_ids=managers)
    assert (set_to["managers"], set_to["released_tasks"]) == (managers, 0)
    assert set_to["version"] == changed["version"] + 1

    listed = office.ask("list_projects", user="noa", search=office.code)["items"]
    assert [item["id"] for item in listed] == [number]
    closed = office.ask("update_project", project_id=number, patch={"status": "closed"})
    assert closed["status"] == "closed"
    refused = office.refusal("get_project", user="zed", role="project_manager", project_id=number)
    assert refused == ("PT404", "suppliers.unknown_project")


@CLIENTS
def test_a_supplier_is_made_and_sees_itself_alone(running: RunningApi, call: Call) -> None:
    office = Office(running, call)
    sam = {"user": f"sam-{office.code}", "role": "supplier"}
    made = office.ask("set_supplier", code=office.code, supplier={"name": f"Acme {office.code}"})
    number = made["id"]
    users = office.ask(
        "set_supplier_users",
        supplier_id=number,
        user_ids=[str(user_id(sam["user"]))],
        expected_version=made["version"],
    )
    assert users["version"] == made["version"] + 1

    kept = office.ask(
        "set_contacts", **sam, supplier_id=number, contacts=[{"name": "Pat", "duty": "Sales"}]
    )
    assert [contact["name"] for contact in kept["contacts"]] == ["Pat"]
    assert office.ask("get_supplier", **sam, supplier_id=number) == kept
    own = office.ask("list_suppliers", **sam)["items"]
    assert [item["id"] for item in own] == [number]
    every = office.ask("list_suppliers", page_size=500)["items"]
    assert number in {item["id"] for item in every}
    other = office.ask("set_supplier", code=f"{office.code}-2", supplier={"name": "Other"})
    refused = office.refusal("get_supplier", **sam, supplier_id=other["id"])
    assert refused == ("PT404", "suppliers.unknown_supplier")
    refused = office.refusal("set_supplier", **sam, code=office.code, supplier={"name": "Mine"})
    assert refused == ("PT403", "core.not_permitted")
    with db.connect(running.database) as conn:
        logged = conn.execute(
            "select a.thing from core.access_log as a where a.actor_id = %s order by a.id",
            (str(user_id(sam["user"])),),
        ).fetchall()
    assert [row["thing"] for row in logged] == ["suppliers.supplier", "suppliers.suppliers"]


@CLIENTS
def test_capabilities_and_certificates_come_and_go(running: RunningApi, call: Call) -> None:
    office = Office(running, call)
    capability = office.code.lower().replace("-", "_")
    supplier = office.ask("set_supplier", code=f"{office.code}-W", supplier={"name": "Welder"})
    kept = office.ask("set_capability", code=capability, name="Welding", is_certified=True)
    assert kept["is_certified"] is True
    assert kept in office.ask("list_capabilities", page_size=500)["items"]
    period = {"capability": capability, "valid_from_on": "2026-01-01", "valid_until_on": None}
    able = office.ask(
        "set_supplier_capabilities",
        supplier_id=supplier["id"],
        capabilities=[period],
        expected_version=supplier["version"],
    )
    assert able["capabilities"] == [period]
    certificate = office.ask(
        "add_certificate",
        supplier_id=supplier["id"],
        capability=capability,
        number="W-17",
        valid_from_on="2026-01-01",
        valid_until_on="2028-12-31",
    )
    assert certificate["revoked_at"] is None
    until = {"supplier_id": supplier["id"], "expires_until": "2028-12-31"}
    assert office.ask("list_certificates", **until)["items"] == [certificate]
    gone = office.ask("revoke_certificate", certificate_id=certificate["id"], reason="Forged.")
    assert gone["revoked_at"] is not None
    assert office.ask("list_certificates", **until)["items"] == []


BODIES: dict[str, dict[str, Any]] = {
    "create_project": {"code": "A", "name": "A", "starts_on": "2030-01-01"},
    "set_supplier": {"code": "A", "supplier": {"name": "A"}},
    "list_suppliers": {},
    "set_supplier_users": {"supplier_id": 1, "user_ids": []},
    "set_capability": {"code": "a", "name": "A"},
    "set_supplier_capabilities": {"supplier_id": 1, "capabilities": []},
    "add_certificate": {
        "supplier_id": 1,
        "capability": "a",
        "number": "A",
        "valid_from_on": "2030-01-01",
        "valid_until_on": "2030-01-01",
    },
    "revoke_certificate": {"certificate_id": 1},
    "set_calendar": {"code": "A", "name": "A"},
    "set_holidays": {"code": "STANDARD", "year": 2030, "holidays": []},
}
UNKNOWN: dict[str, dict[str, Any]] = {
    "update_project": {"project_id": 1, "patch": {}},
    "get_project": {"project_id": 1},
    "set_project_managers": {"project_id": 1, "user_ids": []},
    "get_supplier": {"supplier_id": 1},
    "set_contacts": {"supplier_id": 1, "contacts": []},
    "list_certificates": {"supplier_id": 1},
}


@pytest.mark.parametrize("name", BODIES)
def test_only_managers_may_call(running: RunningApi, name: str) -> None:
    buyer = call_with_python(running.api, running.user("ada", "buyer"), name, BODIES[name])
    assert (buyer.code, buyer.message) == ("PT403", "core.not_permitted")
    assert call_with_python(running.api, running.anon, name, BODIES[name]).code == "42501"


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_theirs_is_unknown(running: RunningApi, name: str) -> None:
    buyer = call_with_python(running.api, running.user("ada", "buyer"), name, UNKNOWN[name])
    assert buyer.code == "PT404"
    assert buyer.message in ("suppliers.unknown_project", "suppliers.unknown_supplier")
    assert call_with_python(running.api, running.anon, name, UNKNOWN[name]).code == "42501"
