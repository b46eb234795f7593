"""RPCs of projects, suppliers, calendars, archives and notices, with what to call them with."""

from datetime import UTC, datetime
from uuid import UUID

from glue.bench.calls import by, claims, of, user_id
from glue.bench.suppliers_calls import SUPPLIER, Case, soon

SINCE = datetime(2026, 1, 1, tzinfo=UTC)

RECORD_WRITES = (
    Case(
        "create_project",
        lambda w: {"code": f"NEW-{w.next('project')}", "name": "New", "starts_on": soon(10)},
    ),
    Case("update_project", of("project_id", "spare_project", patch={"name": "Spare, renamed"})),
    Case("set_project_managers", of("project_id", "spare_project", user_ids=[UUID(user_id(2))])),
    Case(
        "set_supplier",
        lambda w: {"code": f"NEW-{w.next('supplier')}", "supplier": {"name": "New"}},
    ),
    Case(
        "set_supplier_users",
        lambda w: {
            "supplier_id": w.any("IDLE"),
            "user_ids": [UUID(user_id(w.rng.randint(5_000, 6_000)))],
        },
    ),
    Case("set_contacts", of("supplier_id", "IDLE", contacts=[{"name": "Pat"}])),
    Case("set_capability", lambda w: {"code": f"new_{w.next('capability')}", "name": "New"}),
    Case(
        "set_supplier_capabilities",
        of(
            "supplier_id", "IDLE",
            capabilities=[{"capability": "bench", "valid_from_on": "2026-01-01"}],
        ),
    ),
    Case(
        "add_certificate",
        lambda w: {
            "supplier_id": w.any("IDLE"), "capability": "bench",
            "number": f"N-{w.next('certificate')}", "valid_from_on": soon(-9),
            "valid_until_on": soon(900),
        },
    ),
    Case("revoke_certificate", by("certificate_id", "certificate", reason="Not valid.")),
    Case("set_calendar", lambda w: {"code": f"NEW-{w.next('calendar')}", "name": "New"}),
    Case(
        "set_holidays",
        lambda w: {
            "code": f"BENCH-{w.rng.randint(1, 10)}", "year": 2027,
            "holidays": [{"holiday_on": f"2027-{n:02}-01", "name": "Off"} for n in range(1, 13)],
        },
    ),
    # Each by another admin: a caller may ask 20 times an hour.
    Case(
        "export_compliance", of("project_id", "project", since=SINCE),
        claims=lambda w: claims(7_000 + w.next("auditor"), "admin"),
    ),
    Case("set_digest_preferences", lambda w: {"hour": w.rng.randint(0, 23)}),
    Case(
        "create_calendar_token", lambda _: {},
        claims=lambda w: claims(5_000 + w.next("owner"), "supplier"),
    ),
    Case("revoke_calendar_token", by("token_id", "token"), claims=SUPPLIER),
)  # fmt: skip
RECORD_READS = (
    Case("get_project", of("project_id", "project")),
    Case("list_projects", lambda _: {}),
    Case("list_projects", lambda w: {"search": f"project {w.rng.randint(1, 99)}"}, "by words"),
    Case("get_supplier", of("supplier_id", "BENC")),
    Case("list_suppliers", lambda _: {}),
    Case("list_suppliers", lambda w: {"search": f"supplier {w.rng.randint(1, 99)}"}, "by words"),
    Case("list_capabilities", lambda _: {}),
    Case("list_certificates", lambda _: {"expires_until": soon(30_000)}),
    Case("list_calendars", lambda _: {}),
    Case("list_holidays", lambda _: {"code": "BENCH-1", "year": 2027}),
    Case("list_quality_findings", lambda _: {}),
    Case("get_compliance_export", of("export_id", "export")),
    Case("list_compliance_exports", of("project_id", "project")),
    Case("list_access_log", lambda _: {"supplier_id": 1, "since": SINCE}),
    Case("list_digests", lambda _: {}),
    Case("get_digest", of("digest_id", "digest")),
    Case("get_digest_preferences", lambda _: {}),
    Case("list_calendar_tokens", lambda _: {}, claims=SUPPLIER),
    Case("calendar_feed", lambda w: {"token": w.take("feed")["key"]}),
)
