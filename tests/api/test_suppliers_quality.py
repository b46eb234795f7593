"""Real clients read what the quality rules have found."""

import pytest

from glue import db
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("suppliers")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)


@CLIENTS
def test_a_manager_reads_the_findings_of_own_projects(running: RunningApi, call: Call) -> None:
    with db.connect(running.database) as conn:
        conn.execute("select tests.small_project()")
        conn.execute("select core.check_quality('suppliers.dates_are_possible')")
    rule = {"rule": "suppliers.dates_are_possible"}
    admin = running.user("cleo", "admin")
    everything = call(running.api, admin, "list_quality_findings", rule).data["items"]
    assert {item["project_id"] for item in everything} >= {2001, 2002}
    mia = running.user("mia", "project_manager")
    own = call(running.api, mia, "list_quality_findings", rule).data["items"]
    assert {item["project_id"] for item in own} == {2001}
    (item, *_) = own
    assert item["severity"] == "error"
    assert item["detail"] == "The task is due in more than ten years."
    assert item["supplier_ids"][0] in {3001, 3002}
    page = call(running.api, mia, "list_quality_findings", {**rule, "page_size": 1}).data
    rest = call(running.api, mia, "list_quality_findings", {**rule, "after": page["next"]}).data
    assert page["items"] + rest["items"] == own
    sam = running.user("sam", "supplier")
    refused = call(running.api, sam, "list_quality_findings", {})
    assert (refused.status, refused.message) == (403, "core.not_permitted")
    unknown = call(running.api, mia, "list_quality_findings", {"severity": "grave"})
    assert (unknown.status, unknown.message) == (422, "core.invalid_argument")
