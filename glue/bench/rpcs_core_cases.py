"""RPCs of the platform and of reading, with what to call them with."""

from datetime import UTC, datetime, timedelta

from glue.bench import calls
from glue.bench.calls import by, claims, made, of, user_id
from glue.bench.rpcs_house import Platform

Case = calls.Case[Platform]

HOOK = "(core.register_webhook('https://example.com/h', '{core.alert.opened}') ->> 'id')"
RULE = {"field": "title", "kind": "length", "argument": {"max": 80}, "message": "Too long."}
SERVICE = '{"role": "service_role"}'


def owner(house: Platform) -> str:
    """Return the claims of a caller that no other call has."""
    return claims(20_000 + house.next("owner"), "admin")


def tomorrow() -> datetime:
    """Return a time that is to come."""
    return datetime.now(UTC) + timedelta(days=1)


CORE = (
    Case(
        "cancel_operation", lambda _: {"operation_id": made("bigint")},
        before="bench_rpcs.operation()",
    ),
    Case("get_operation", of("operation_id", "operation")),
    Case("list_operation_errors", of("operation_id", "operation")),
    Case(
        "changes_since",
        lambda p: {"topics": [(t := p.one("topic"))["key"]], "after": t["place"]},
    ),
    Case(
        "register_webhook",
        lambda _: {"url": "https://example.com/hook", "event_types": ["core.alert.opened"]},
        claims=owner,
    ),
    Case("delete_webhook", lambda _: {"id": made("uuid")}, claims=owner, before=HOOK),
    Case(
        "update_webhook", lambda _: {"id": made("uuid"), "enabled": False}, claims=owner,
        before=HOOK,
    ),
    Case("rotate_webhook_secret", lambda _: {"id": made("uuid")}, claims=owner, before=HOOK),
    Case("list_webhooks", lambda _: {}),
    Case(
        "list_webhook_deliveries",
        lambda p: {"webhook_id": calls.Sql(f"'{p.things['webhook'][0]['key']}'::uuid")},
    ),
    Case("replay_webhook", by("delivery_id", "delivery")),
    Case(
        "replay_webhooks_since",
        lambda _: {"webhook_id": made("uuid"), "since": datetime.now(UTC) - timedelta(hours=1)},
        claims=owner, before=HOOK,
    ),
    Case(
        "receive_webhook",
        lambda _: {"source": "bench", "headers": made("jsonb"), "body": "{}"},
        claims=SERVICE, role="service_role", before="bench_rpcs.headers('{}')",
    ),
    Case(
        "erase_person",
        lambda p: {
            "person_kind": "user", "person_key": user_id(80_000 + p.next("person")),
            "reason": "Request of the person",
        },
    ),
    Case("get_erasure", of("erasure_id", "erasure")),
    Case("list_erasures", lambda _: {}),
    Case(
        "change_setting",
        lambda _: {
            "name": "core.operations_at_once", "value": calls.Sql("'3'::jsonb"),
            "reason": "Measured",
        },
        is_kept=False,
    ),
    Case(
        "delete_feature_flag", lambda _: {"name": "bench.flag", "reason": "Measured"},
        before="core.set_feature_flag('bench.flag', '{}')", is_kept=False,
    ),
    Case("health", lambda _: {}),
    Case("health_cache", lambda _: {}),
    Case("metrics", lambda _: {}),
    Case("report_slow_statements", lambda _: {}),
    Case(
        "list_history",
        lambda p: {"table_name": (e := p.one("entry"))["key"], "row_id": e["place"]},
    ),
    Case(
        "record_as_of",
        lambda p: {
            "table_name": (e := p.one("entry"))["key"], "row_id": e["place"],
            "at": calls.Sql("now()"),
        },
    ),
    Case("prove_audit_entry", of("entry_id", "entry")),
    Case("list_notifications", lambda _: {}),
    Case("mark_notifications_read", lambda p: {"ids": [p.thing("notification")]}),
    Case("list_validation_rules", lambda _: {}),
    Case(
        "revoke_token", lambda p: {"jti": f"bench-{p.next('jti')}", "expires_at": tomorrow()}
    ),
    Case("revoke_user_tokens", lambda p: {"user_id": user_id(70_000 + p.next("revoked"))}),
)  # fmt: skip
COMMERCE = (
    # A rule more would be asked of every product that other calls write.
    Case(
        "set_validation_rule",
        lambda _: {"entity": "commerce.product", "name": "local_bench", "rule": RULE},
        is_kept=False,
    ),
    Case("rebuild_orders", lambda _: {}, claims=owner),
)
MASTER = (
    Case(
        "revert_change", lambda _: {"entry_id": made("bigint")},
        before="bench_rpcs.renamed()",
    ),
)  # fmt: skip
READING = (
    Case("list_conflicts", lambda _: {}),
    Case("progress_since", lambda _: {}),
    Case(
        "push_progress",
        lambda p: {
            "items": [
                {
                    "series_id": p.any("series"), "chapter": p.rng.randint(1, 90),
                    "device_id": "phone", "updated_at": datetime.now(UTC).isoformat(),
                }
            ]
        },
        claims=owner,
    ),
    Case("set_progress_policy", of("series_id", "series", policy="furthest")),
)  # fmt: skip
