"""The RPCs of core, typed.

Written by `rowhouse docs` from the comments on the functions; edit these.
"""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from glue.clients.calls import AsyncCall, Call, given

Json: TypeAlias = Any


class GetOperation(TypedDict):
    id: "int"
    kind: "str"
    status: "Literal['queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled']"
    total: "int"
    done: "int"
    failed: "int"
    skipped: "int"
    progress: "float"
    cancel_requested: "bool"
    created_at: "str"
    started_at: "str | None"
    progressed_at: "str"
    finished_at: "str | None"


class ListSettingsItem(TypedDict):
    name: "str"
    default_value: "Json"
    value: "Json | None"
    description: "str"
    is_changeable: "bool"
    value_schema: "Json | None"


class ChangesSince(TypedDict):
    events: "list[ChangesSinceEvent]"
    next: "str"
    has_more: "bool"


class ChangesSinceEvent(TypedDict):
    id: "int"
    topic: "str"
    type: "str"
    entity_id: "str | None"
    payload: "dict[str, Json]"
    at: "str"


class CheckInvariant(TypedDict):
    name: "str"
    status: "Literal['holds', 'violated', 'unknown']"
    violations: "int | None"
    rows: "list[Json]"
    fault: "str | None"
    took_ms: "float"


class GetErasure(TypedDict):
    id: "int"
    person_kind: "str"
    person_sha256: "str"
    reason: "str"
    is_dry_run: "bool"
    status: "Literal['pending', 'done', 'refused']"
    erased: "dict[str, int] | None"
    detail: "str | None"
    requested_at: "str"
    requested_by: "str | None"
    finished_at: "str | None"


class GetJob(TypedDict):
    job: "dict[str, Json]"
    kind: "GetJobKind | None"
    why: "list[GetJobWhy]"


class GetJobKind(TypedDict):
    handler: "str"
    description: "str"
    provider: "str | None"


class GetJobWhy(TypedDict):
    rule: "str"
    detail: "str"


class Health(TypedDict):
    status: "Literal['ok', 'degraded', 'down']"
    checks: "list[HealthCheck]"


class HealthCheck(TypedDict):
    name: "str"
    status: "Literal['ok', 'warn', 'fail']"
    value: "float | None"
    unit: "str"
    detail: "str | None"


class HealthCache(TypedDict):
    status: "Literal['ok', 'degraded']"
    checks: "list[HealthCacheCheck]"


class HealthCacheCheck(TypedDict):
    name: "str"
    status: "Literal['ok', 'degraded']"
    value: "float | None"
    unit: "Literal['percent', 'seconds']"
    detail: "str"


class ListAlerts(TypedDict):
    items: "list[ListAlertsItem]"
    next: "str | None"


class ListAlertsItem(TypedDict):
    id: "int"
    check_name: "str"
    status: "Literal['warn', 'fail']"
    value: "float | None"
    unit: "str"
    detail: "str"
    opened_at: "str"
    seen_at: "str"
    cleared_at: "str | None"


class ListErasures(TypedDict):
    items: "list[GetErasure]"
    next: "str | None"


class ListEvents(TypedDict):
    items: "list[ListEventsItem]"
    next: "str | None"


class ListEventsItem(TypedDict):
    id: "int"
    xid: "str"
    at: "str"
    topic: "str"
    type: "str"
    entity_id: "str | None"
    actor_id: "str | None"
    payload: "Json | None"
    is_readable: "bool"


class ListFeatureFlags(TypedDict):
    items: "list[ListFeatureFlagsItem]"
    next: "str | None"


class ListFeatureFlagsItem(TypedDict):
    name: "str"
    description: "str"
    is_enabled: "bool"
    share_percent: "float"
    roles: "list[str]"
    version: "int"
    created_at: "str"
    updated_at: "str"
    user_ids: "list[str]"


class ListHistory(TypedDict):
    items: "list[ListHistoryItem]"
    next: "str | None"


class ListHistoryItem(TypedDict):
    id: "int"
    xid: "int"
    changed_at: "str"
    table_name: "str"
    row_id: "str"
    operation: "Literal['insert', 'update', 'delete']"
    old_values: "dict[str, Json] | None"
    actor_id: "str | None"
    role: "str"
    request_id: "str | None"
    reason: "str | None"
    erased: "dict[str, ListHistoryItemErased] | None"


class ListHistoryItemErased(TypedDict):
    sha256: "str"
    erasure_id: "int"


class ListInvariants(TypedDict):
    items: "list[ListInvariantsItem]"
    next: "None"


class ListInvariantsItem(TypedDict):
    name: "str"
    module: "str"
    severity: "Literal['error', 'warning']"
    repair: "str"


class ListJobQueues(TypedDict):
    items: "list[ListJobQueuesItem]"
    next: "None"
    most: "int"


class ListJobQueuesItem(TypedDict):
    name: "str"
    description: "str"
    paused_until: "str | None"
    paused_reason: "str | None"
    ready: "int | None"
    running: "int | None"
    waiting: "int | None"
    dead: "int | None"
    oldest_ready_at: "str | None"


class ListLockWaits(TypedDict):
    items: "list[ListLockWaitsItem]"
    next: "None"


class ListLockWaitsItem(TypedDict):
    pid: "int"
    role: "str | None"
    application: "str | None"
    mode: "str"
    locked: "str"
    seconds: "float"
    statement: "str | None"
    blocked_by: "list[ListLockWaitsItemBlockedBy]"


class ListLockWaitsItemBlockedBy(TypedDict):
    pid: "int"
    role: "str | None"
    application: "str | None"
    state: "str | None"
    statement: "str | None"


class ListNotifications(TypedDict):
    items: "list[ListNotificationsItem]"
    next: "str | None"
    unread: "int"


class ListNotificationsItem(TypedDict):
    id: "int"
    kind: "str"
    payload: "Json"
    created_at: "str"
    read_at: "str | None"


class ListOperationErrors(TypedDict):
    items: "list[ListOperationErrorsItem]"
    next: "str | None"


class ListOperationErrorsItem(TypedDict):
    item_number: "int"
    item: "Json"
    code: "str"
    message: "str"
    detail: "str"
    hint: "str"


class ListOperations(TypedDict):
    items: "list[ListOperationsItem]"
    next: "str | None"


class ListOperationsItem(TypedDict):
    id: "int"
    kind: "str"
    status: "Literal['queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled']"
    total: "int"
    done: "int"
    failed: "int"
    skipped: "int"
    progress: "float"
    cancel_requested: "bool"
    created_at: "str"
    started_at: "str | None"
    progressed_at: "str"
    finished_at: "str | None"
    requested_by: "str | None"


class ListRateLimits(TypedDict):
    items: "list[ListRateLimitsItem]"
    next: "None"


class ListRateLimitsItem(TypedDict):
    key: "str"
    full_at: "str"
    seconds: "float"


class ListSettings(TypedDict):
    items: "list[ListSettingsItem]"
    next: "str | None"


class ListValidationRules(TypedDict):
    items: "list[ListValidationRulesItem]"
    next: "str | None"


class ListValidationRulesItem(TypedDict):
    entity: "str"
    name: "str"
    field: "str | None"
    kind: "str"
    argument: "dict[str, Json]"
    message: "str"
    severity: "Literal['error', 'warning']"
    position: "int"
    is_enabled: "bool"


class ListWebhookAttempts(TypedDict):
    items: "list[ListWebhookAttemptsItem]"
    next: "str | None"


class ListWebhookAttemptsItem(TypedDict):
    number: "int"
    started_at: "str"
    finished_at: "str | None"
    outcome: "str | None"
    status_code: "int | None"
    latency_ms: "int | None"
    error: "str | None"
    response: "str | None"


class ListWebhookDeliveries(TypedDict):
    items: "list[ListWebhookDeliveriesItem]"
    next: "str | None"


class ListWebhookDeliveriesItem(TypedDict):
    id: "int"
    message_id: "str"
    event_id: "int"
    type: "str"
    at: "str"
    status: "Literal['pending', 'delivered', 'failed']"
    outcome: "str | None"
    attempts: "int"
    next_attempt_at: "str | None"
    finished_at: "str | None"
    last_attempt: "ListWebhookDeliveriesItemLastAttempt | None"


class ListWebhookDeliveriesItemLastAttempt(TypedDict):
    number: "int"
    started_at: "str"
    outcome: "Literal['delivered', 'refused', 'gone', 'throttled', 'unavailable', 'failed', 'lost'] | None"
    status_code: "int | None"
    latency_ms: "int | None"
    error: "str | None"
    response: "str | None"


class ListWebhookEndpoints(TypedDict):
    items: "list[ListWebhookEndpointsItem]"
    next: "str | None"


class ListWebhookEndpointsItem(TypedDict):
    id: "str"
    owner_id: "str"
    url: "str"
    event_types: "list[str]"
    description: "str"
    status: "Literal['active', 'disabled']"
    status_reason: "str | None"
    max_concurrency: "int"
    max_per_second: "int"
    circuit: "Literal['closed', 'open', 'half_open']"
    resume_at: "str | None"
    failing_since: "str | None"
    succeeded_at: "str | None"
    created_at: "str"
    updated_at: "str"
    pending: "int"


class ListWebhooks(TypedDict):
    items: "list[ListWebhooksItem]"
    next: "None"


class ListWebhooksItem(TypedDict):
    id: "str"
    url: "str"
    event_types: "list[str]"
    description: "str"
    status: "Literal['active', 'disabled']"
    status_reason: "Literal['owner', 'gone', 'failing', 'owner_gone'] | None"
    max_concurrency: "int"
    max_per_second: "int"
    circuit: "Literal['closed', 'open', 'half_open']"
    resume_at: "str | None"
    failing_since: "str | None"
    succeeded_at: "str | None"
    created_at: "str"
    updated_at: "str"


class MarkNotificationsRead(TypedDict):
    marked: "int"
    unread: "int"


class ProveAuditEntry(TypedDict):
    entry_id: "int"
    entry: "ProveAuditEntryEntry"
    leaf: "str"
    path: "list[ProveAuditEntryPath]"
    root: "str"
    seal_id: "int"
    place: "int"
    entries: "int"
    chain: "str"
    is_included: "bool"


class ProveAuditEntryEntry(TypedDict):
    id: "int"
    xid: "int"
    changed_at: "str"
    table_name: "str"
    operation: "Literal['insert', 'update', 'delete', 'truncate']"
    role: "str"
    fields: "dict[str, ProveAuditEntryEntryField | ProveAuditEntryEntryField2]"


class ProveAuditEntryEntryField(TypedDict):
    value: "Json"
    salt: "str"


class ProveAuditEntryEntryField2(TypedDict):
    sha256: "str"
    erasure_id: "int"


class ProveAuditEntryPath(TypedDict):
    side: "Literal['left', 'right']"
    sha256: "str"


class ReceiveWebhook(TypedDict):
    receipt_id: "int"
    duplicate: "bool"


class RegisterWebhook(TypedDict):
    id: "str"
    secret: "str"


class ReplayWebhook(TypedDict):
    id: "int"
    status: "Literal['pending']"
    next_attempt_at: "str"


class ReplayWebhooksSince(TypedDict):
    id: "str"
    queued: "int"


class ReportCanary(TypedDict):
    is_used: "bool"
    arrived: "int"
    failed: "int"
    p50_ms: "float | None"
    p95_ms: "float | None"
    max_ms: "float | None"
    last_arrived_at: "str | None"
    last_fault: "str | None"
    window_seconds: "int"
    items: "list[ReportCanaryItem]"


class ReportCanaryItem(TypedDict):
    sent_at: "str"
    status: "Literal['sent', 'arrived', 'failed']"
    took_ms: "float | None"
    fault: "str | None"


class ReportRequests(TypedDict):
    since: "str"
    point_seconds: "int"
    items: "list[ReportRequestsItem]"
    points: "list[ReportRequestsPoint]"


class ReportRequestsItem(TypedDict):
    rpc: "str"
    requests: "int"
    succeeded: "int"
    refused: "int"
    failed: "int"
    error_share: "float"
    mean_ms: "float"
    statuses: "dict[str, int]"


class ReportRequestsPoint(TypedDict):
    started_at: "str"
    succeeded: "int"
    refused: "int"
    failed: "int"


class ReportSlowStatements(TypedDict):
    items: "list[ReportSlowStatementsItem]"


class ReportSlowStatementsItem(TypedDict):
    rpc: "str | None"
    statement: "str | None"
    calls: "int"
    total_ms: "float"
    mean_ms: "float | None"
    max_ms: "float"
    budget_ms: "float | None"
    is_over_budget: "bool"
    rows: "int"
    hit_ratio: "float | None"


class ReportVacuum(TypedDict):
    oldest_age: "int"
    holders: "list[ReportVacuumHolder]"
    freeze_age: "int"
    tables: "list[ReportVacuumTable]"


class ReportVacuumHolder(TypedDict):
    holder: "Literal['session', 'prepared', 'slot']"
    what: "str"
    age: "int"


class ReportVacuumTable(TypedDict):
    table: "str"
    live_rows: "int"
    dead_rows: "int"
    dead_ratio: "float | None"
    bytes: "int"
    vacuumed_at: "str | None"
    analyzed_at: "str | None"


class ResendWebhookDelivery(TypedDict):
    id: "int"
    status: "Literal['pending', 'delivered', 'failed']"
    next_attempt_at: "str"


class RotateWebhookSecret(TypedDict):
    id: "str"
    secret: "str"
    old_expires_at: "str"


class SearchJobs(TypedDict):
    items: "list[SearchJobsItem]"
    next: "str | None"


class SearchJobsItem(TypedDict):
    id: "int"
    kind: "str"
    queue: "str"
    state: "Literal['ready', 'running', 'waiting', 'dead', 'succeeded', 'cancelled']"
    wait_reason: "str | None"
    attempts: "int"
    max_attempts: "int | None"
    enqueued_at: "str"
    run_at: "str | None"
    finished_at: "str | None"
    error: "str | None"


class SearchWebhookDeliveries(TypedDict):
    items: "list[SearchWebhookDeliveriesItem]"
    next: "str | None"


class SearchWebhookDeliveriesItem(TypedDict):
    id: "int"
    webhook_id: "str"
    url: "str"
    event_id: "int"
    type: "str"
    topic: "str | None"
    status: "Literal['pending', 'delivered', 'failed']"
    outcome: "str | None"
    attempts: "int"
    created_at: "str"
    next_attempt_at: "str | None"
    finished_at: "str | None"


class SetFeatureFlagFlagInput(TypedDict):
    description: "NotRequired[str]"
    is_enabled: "NotRequired[bool]"
    share_percent: "NotRequired[float]"
    user_ids: "NotRequired[list[str]]"
    roles: "NotRequired[list[str]]"


class SetValidationRuleRuleInput(TypedDict):
    field: "NotRequired[str | None]"
    kind: "NotRequired[str]"
    argument: "NotRequired[dict[str, Json]]"
    message: "NotRequired[str]"
    severity: "NotRequired[Literal['error', 'warning']]"
    position: "NotRequired[int]"
    is_enabled: "NotRequired[bool]"


class Core:
    """The RPCs of core."""

    _call: Call

    def cancel_job(
        self, *, id: int, reason: str | None = None
    ) -> Literal["cancelled", "asked", "running"]:
        """Cancel a job: cancelled, asked (its worker gets a request), or running (an SQL job); for app
        role admin.
        """
        return self._call("cancel_job", given({"id": id}, reason=reason))

    def cancel_operation(self, *, operation_id: int) -> GetOperation:
        """Cancel an operation: finished items stay, the rest is skipped."""
        return self._call("cancel_operation", given({"operation_id": operation_id}))

    def change_setting(self, *, name: str, value: Json | None, reason: str) -> ListSettingsItem:
        """Set a setting whose is_changeable is true; returns it. For app role admin. It counts at once
        and is audited with the reason.
        """
        return self._call("change_setting", given({"name": name, "value": value, "reason": reason}))

    def changes_since(
        self, *, topics: list[str], after: str | None = None, page_size: int | None = None
    ) -> ChangesSince:
        """Events of these topics after a cursor, in commit order."""
        return self._call(
            "changes_since", given({"topics": topics}, after=after, page_size=page_size)
        )

    def check_invariant(self, *, name: str) -> CheckInvariant:
        """Run one invariant: whether it holds, and the first ten rows that violate it; for app role
        admin.
        """
        return self._call("check_invariant", given({"name": name}))

    def delete_feature_flag(
        self, *, name: str, reason: str | None = None, expected_version: int | None = None
    ) -> None:
        """Delete a feature flag: it is off for all from then on. For app role admin."""
        return self._call(
            "delete_feature_flag",
            given({"name": name}, reason=reason, expected_version=expected_version),
        )

    def delete_webhook(self, *, id: str) -> None:
        """Delete a webhook with its secrets and the record of its deliveries."""
        return self._call("delete_webhook", given({"id": id}))

    def erase_person(
        self, *, person_kind: str, person_key: str, reason: str, is_dry_run: bool | None = None
    ) -> GetErasure:
        """Erase the data of a person from every table and from the audit trail."""
        return self._call(
            "erase_person",
            given(
                {"person_kind": person_kind, "person_key": person_key, "reason": reason},
                is_dry_run=is_dry_run,
            ),
        )

    def get_erasure(self, *, erasure_id: int) -> GetErasure:
        """An erasure; for app role admin."""
        return self._call("get_erasure", given({"erasure_id": erasure_id}))

    def get_job(self, *, id: int) -> GetJob:
        """One job, finished or not, its kind, and every reason why it does not run; for app role
        admin.
        """
        return self._call("get_job", given({"id": id}))

    def get_operation(self, *, operation_id: int) -> GetOperation:
        """Status and progress of an operation of the caller; an admin sees any."""
        return self._call("get_operation", given({"operation_id": operation_id}))

    def health(
        self,
    ) -> Health:
        """Whether the installation is healthy: every check with its value."""
        return self._call("health", given({}))

    def health_cache(
        self,
    ) -> HealthCache:
        """Hit ratio and age of every cache."""
        return self._call("health_cache", given({}))

    def list_alerts(self, *, after: str | None = None, page_size: int | None = None) -> ListAlerts:
        """Alerts, newest first; for app role admin."""
        return self._call("list_alerts", given({}, after=after, page_size=page_size))

    def list_erasures(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListErasures:
        """Erasures, newest first; for app role admin."""
        return self._call("list_erasures", given({}, after=after, page_size=page_size))

    def list_events(
        self, *, topic: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListEvents:
        """Events, newest first, of one topic or of all; for app role admin."""
        return self._call("list_events", given({}, topic=topic, after=after, page_size=page_size))

    def list_feature_flags(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListFeatureFlags:
        """All feature flags by name, each with whom it is on for; for app role admin."""
        return self._call("list_feature_flags", given({}, after=after, page_size=page_size))

    def list_history(
        self,
        *,
        table_name: str,
        row_id: str,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListHistory:
        """The audit entries of one row, newest first."""
        return self._call(
            "list_history",
            given({"table_name": table_name, "row_id": row_id}, after=after, page_size=page_size),
        )

    def list_invariants(
        self,
    ) -> ListInvariants:
        """Invariants by name, each with its repair; for app role admin."""
        return self._call("list_invariants", given({}))

    def list_job_queues(
        self,
    ) -> ListJobQueues:
        """Queues of jobs with their counts and pauses; for app role admin."""
        return self._call("list_job_queues", given({}))

    def list_lock_waits(
        self,
    ) -> ListLockWaits:
        """Sessions that wait for a lock, longest first, and the sessions that hold it; for app role
        admin.
        """
        return self._call("list_lock_waits", given({}))

    def list_notifications(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListNotifications:
        """The caller's notifications, newest first."""
        return self._call("list_notifications", given({}, after=after, page_size=page_size))

    def list_operation_errors(
        self, *, operation_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListOperationErrors:
        """The failed items of an operation, in the order of the call."""
        return self._call(
            "list_operation_errors",
            given({"operation_id": operation_id}, after=after, page_size=page_size),
        )

    def list_operations(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListOperations:
        """Operations of all callers, newest first; for app role admin."""
        return self._call("list_operations", given({}, after=after, page_size=page_size))

    def list_rate_limits(self, *, page_size: int | None = None) -> ListRateLimits:
        """Callers that have used a part of a limit, the most used first; for app role admin."""
        return self._call("list_rate_limits", given({}, page_size=page_size))

    def list_settings(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListSettings:
        """The settings of all modules by name; for app role admin."""
        return self._call("list_settings", given({}, after=after, page_size=page_size))

    def list_validation_rules(
        self, *, entity: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListValidationRules:
        """The validation rules of an entity, or of all, by entity and name; for app role admin."""
        return self._call(
            "list_validation_rules", given({}, entity=entity, after=after, page_size=page_size)
        )

    def list_webhook_attempts(
        self, *, delivery_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListWebhookAttempts:
        """The attempts of one delivery, newest first; for app role admin."""
        return self._call(
            "list_webhook_attempts",
            given({"delivery_id": delivery_id}, after=after, page_size=page_size),
        )

    def list_webhook_deliveries(
        self,
        *,
        webhook_id: str,
        status: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListWebhookDeliveries:
        """Deliveries of one of your webhooks, newest first, with the latest attempt of each."""
        return self._call(
            "list_webhook_deliveries",
            given({"webhook_id": webhook_id}, status=status, after=after, page_size=page_size),
        )

    def list_webhook_endpoints(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListWebhookEndpoints:
        """Webhooks of all users, without secrets; for app role admin."""
        return self._call("list_webhook_endpoints", given({}, after=after, page_size=page_size))

    def list_webhooks(
        self,
    ) -> ListWebhooks:
        """Your webhooks in the order of their creation, each with its state."""
        return self._call("list_webhooks", given({}))

    def mark_notifications_read(self, *, ids: list[int]) -> MarkNotificationsRead:
        """Mark notifications of the caller as read."""
        return self._call("mark_notifications_read", given({"ids": ids}))

    def metrics(
        self,
    ) -> str:
        """All metrics in Prometheus's text exposition format, version 0.0.4."""
        return self._call("metrics", given({}))

    def my_feature_flags(
        self,
    ) -> list[str]:
        """The names of the feature flags that are on for the caller."""
        return self._call("my_feature_flags", given({}))

    def pause_queue(
        self, *, queue: str, until: str | None = None, reason: str | None = None
    ) -> None:
        """Pause a queue until a time (default: until resume_queue); for app role admin."""
        return self._call("pause_queue", given({"queue": queue}, until=until, reason=reason))

    def prove_audit_entry(self, *, entry_id: int) -> ProveAuditEntry:
        """The inclusion proof of one audit entry: its leaf hash and the path to a sealed root."""
        return self._call("prove_audit_entry", given({"entry_id": entry_id}))

    def receive_webhook(self, *, source: str, headers: dict[str, str], body: str) -> ReceiveWebhook:
        """Accept a signed message of a known source; body is the raw text that was signed."""
        return self._call(
            "receive_webhook", given({"source": source, "headers": headers, "body": body})
        )

    def record_as_of(self, *, table_name: str, row_id: str, at: str) -> dict[str, Json] | None:
        """One row of an audited table as it was at a time; null if it did not exist."""
        return self._call(
            "record_as_of", given({"table_name": table_name, "row_id": row_id, "at": at})
        )

    def register_webhook(
        self, *, url: str, event_types: list[str], description: str | None = None
    ) -> RegisterWebhook:
        """Send events to a URL, signed as in Standard Webhooks 1.0."""
        return self._call(
            "register_webhook",
            given({"url": url, "event_types": event_types}, description=description),
        )

    def replay_webhook(self, *, delivery_id: int) -> ReplayWebhook:
        """Send a delivery again, delivered or not, with the same `webhook-id` and body."""
        return self._call("replay_webhook", given({"delivery_id": delivery_id}))

    def replay_webhooks_since(self, *, webhook_id: str, since: str) -> ReplayWebhooksSince:
        """Send every matching event since a time, whether or not it was sent before."""
        return self._call(
            "replay_webhooks_since", given({"webhook_id": webhook_id, "since": since})
        )

    def report_canary(
        self,
    ) -> ReportCanary:
        """How long broadcasts take from their commit to a subscriber, as the worker's canary measures
        it; for app role admin.
        """
        return self._call("report_canary", given({}))

    def report_requests(
        self, *, minutes: int | None = None, page_size: int | None = None
    ) -> ReportRequests:
        """Requests to the API since some minutes ago, by RPC and by time; for app role admin."""
        return self._call("report_requests", given({}, minutes=minutes, page_size=page_size))

    def report_slow_statements(self, *, page_size: int | None = None) -> ReportSlowStatements:
        """Statements by their total time, summed by the RPC that they call."""
        return self._call("report_slow_statements", given({}, page_size=page_size))

    def report_vacuum(self, *, page_size: int | None = None) -> ReportVacuum:
        """Who holds the oldest snapshot, and the tables with most dead rows; for app role admin."""
        return self._call("report_vacuum", given({}, page_size=page_size))

    def resend_webhook_delivery(self, *, delivery_id: int) -> ResendWebhookDelivery:
        """Send a delivery of any user's webhook again, with the same `webhook-id` and body; for app
        role admin.
        """
        return self._call("resend_webhook_delivery", given({"delivery_id": delivery_id}))

    def resume_queue(self, *, queue: str) -> None:
        """End the pause of a queue; for app role admin."""
        return self._call("resume_queue", given({"queue": queue}))

    def retry_job(self, *, id: int) -> Literal["ready", "waiting", "dead"]:
        """Make a waiting or dead job ready now; returns its status before; for app role admin."""
        return self._call("retry_job", given({"id": id}))

    def revert_change(self, *, entry_id: int) -> dict[str, Json] | None:
        """Undo one audited change; for app role admin."""
        return self._call("revert_change", given({"entry_id": entry_id}))

    def revoke_token(self, *, jti: str, expires_at: str) -> None:
        """Refuse one token from now on: the token of the request, or any token for an admin."""
        return self._call("revoke_token", given({"jti": jti, "expires_at": expires_at}))

    def revoke_user_tokens(self, *, user_id: str) -> None:
        """Refuse every token issued to a user until now: the caller, or any user for an admin."""
        return self._call("revoke_user_tokens", given({"user_id": user_id}))

    def rotate_webhook_secret(self, *, id: str) -> RotateWebhookSecret:
        """Create a new secret for a webhook, which is returned only here."""
        return self._call("rotate_webhook_secret", given({"id": id}))

    def search_jobs(
        self,
        *,
        state: str | None = None,
        queue: str | None = None,
        kind: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> SearchJobs:
        """Jobs of a state, a queue and a kind, newest first; for app role admin."""
        return self._call(
            "search_jobs",
            given({}, state=state, queue=queue, kind=kind, after=after, page_size=page_size),
        )

    def search_webhook_deliveries(
        self,
        *,
        webhook_id: str | None = None,
        status: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> SearchWebhookDeliveries:
        """Deliveries of one webhook or of all, newest first; for app role admin."""
        return self._call(
            "search_webhook_deliveries",
            given({}, webhook_id=webhook_id, status=status, after=after, page_size=page_size),
        )

    def set_feature_flag(
        self,
        *,
        name: str,
        flag: SetFeatureFlagFlagInput,
        reason: str | None = None,
        expected_version: int | None = None,
    ) -> ListFeatureFlagsItem:
        """Make or change a feature flag; returns it. For app role admin. It counts at once."""
        return self._call(
            "set_feature_flag",
            given({"name": name, "flag": flag}, reason=reason, expected_version=expected_version),
        )

    def set_validation_rule(
        self, *, entity: str, name: str, rule: SetValidationRuleRuleInput | None
    ) -> ListValidationRulesItem | None:
        """Add, change or delete a validation rule of an entity; for app role admin."""
        return self._call(
            "set_validation_rule", given({"entity": entity, "name": name, "rule": rule})
        )

    def update_webhook(
        self,
        *,
        id: str,
        url: str | None = None,
        event_types: list[str] | None = None,
        description: str | None = None,
        enabled: bool | None = None,
        max_concurrency: int | None = None,
        max_per_second: int | None = None,
    ) -> ListWebhooksItem:
        """Change a webhook; a null argument changes nothing."""
        return self._call(
            "update_webhook",
            given(
                {"id": id},
                url=url,
                event_types=event_types,
                description=description,
                enabled=enabled,
                max_concurrency=max_concurrency,
                max_per_second=max_per_second,
            ),
        )


class AsyncCore:
    """The RPCs of core."""

    _call: AsyncCall

    async def cancel_job(
        self, *, id: int, reason: str | None = None
    ) -> Literal["cancelled", "asked", "running"]:
        """Cancel a job: cancelled, asked (its worker gets a request), or running (an SQL job); for app
        role admin.
        """
        return await self._call("cancel_job", given({"id": id}, reason=reason))

    async def cancel_operation(self, *, operation_id: int) -> GetOperation:
        """Cancel an operation: finished items stay, the rest is skipped."""
        return await self._call("cancel_operation", given({"operation_id": operation_id}))

    async def change_setting(
        self, *, name: str, value: Json | None, reason: str
    ) -> ListSettingsItem:
        """Set a setting whose is_changeable is true; returns it. For app role admin. It counts at once
        and is audited with the reason.
        """
        return await self._call(
            "change_setting", given({"name": name, "value": value, "reason": reason})
        )

    async def changes_since(
        self, *, topics: list[str], after: str | None = None, page_size: int | None = None
    ) -> ChangesSince:
        """Events of these topics after a cursor, in commit order."""
        return await self._call(
            "changes_since", given({"topics": topics}, after=after, page_size=page_size)
        )

    async def check_invariant(self, *, name: str) -> CheckInvariant:
        """Run one invariant: whether it holds, and the first ten rows that violate it; for app role
        admin.
        """
        return await self._call("check_invariant", given({"name": name}))

    async def delete_feature_flag(
        self, *, name: str, reason: str | None = None, expected_version: int | None = None
    ) -> None:
        """Delete a feature flag: it is off for all from then on. For app role admin."""
        return await self._call(
            "delete_feature_flag",
            given({"name": name}, reason=reason, expected_version=expected_version),
        )

    async def delete_webhook(self, *, id: str) -> None:
        """Delete a webhook with its secrets and the record of its deliveries."""
        return await self._call("delete_webhook", given({"id": id}))

    async def erase_person(
        self, *, person_kind: str, person_key: str, reason: str, is_dry_run: bool | None = None
    ) -> GetErasure:
        """Erase the data of a person from every table and from the audit trail."""
        return await self._call(
            "erase_person",
            given(
                {"person_kind": person_kind, "person_key": person_key, "reason": reason},
                is_dry_run=is_dry_run,
            ),
        )

    async def get_erasure(self, *, erasure_id: int) -> GetErasure:
        """An erasure; for app role admin."""
        return await self._call("get_erasure", given({"erasure_id": erasure_id}))

    async def get_job(self, *, id: int) -> GetJob:
        """One job, finished or not, its kind, and every reason why it does not run; for app role
        admin.
        """
        return await self._call("get_job", given({"id": id}))

    async def get_operation(self, *, operation_id: int) -> GetOperation:
        """Status and progress of an operation of the caller; an admin sees any."""
        return await self._call("get_operation", given({"operation_id": operation_id}))

    async def health(
        self,
    ) -> Health:
        """Whether the installation is healthy: every check with its value."""
        return await self._call("health", given({}))

    async def health_cache(
        self,
    ) -> HealthCache:
        """Hit ratio and age of every cache."""
        return await self._call("health_cache", given({}))

    async def list_alerts(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListAlerts:
        """Alerts, newest first; for app role admin."""
        return await self._call("list_alerts", given({}, after=after, page_size=page_size))

    async def list_erasures(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListErasures:
        """Erasures, newest first; for app role admin."""
        return await self._call("list_erasures", given({}, after=after, page_size=page_size))

    async def list_events(
        self, *, topic: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListEvents:
        """Events, newest first, of one topic or of all; for app role admin."""
        return await self._call(
            "list_events", given({}, topic=topic, after=after, page_size=page_size)
        )

    async def list_feature_flags(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListFeatureFlags:
        """All feature flags by name, each with whom it is on for; for app role admin."""
        return await self._call("list_feature_flags", given({}, after=after, page_size=page_size))

    async def list_history(
        self,
        *,
        table_name: str,
        row_id: str,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListHistory:
        """The audit entries of one row, newest first."""
        return await self._call(
            "list_history",
            given({"table_name": table_name, "row_id": row_id}, after=after, page_size=page_size),
        )

    async def list_invariants(
        self,
    ) -> ListInvariants:
        """Invariants by name, each with its repair; for app role admin."""
        return await self._call("list_invariants", given({}))

    async def list_job_queues(
        self,
    ) -> ListJobQueues:
        """Queues of jobs with their counts and pauses; for app role admin."""
        return await self._call("list_job_queues", given({}))

    async def list_lock_waits(
        self,
    ) -> ListLockWaits:
        """Sessions that wait for a lock, longest first, and the sessions that hold it; for app role
        admin.
        """
        return await self._call("list_lock_waits", given({}))

    async def list_notifications(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListNotifications:
        """The caller's notifications, newest first."""
        return await self._call("list_notifications", given({}, after=after, page_size=page_size))

    async def list_operation_errors(
        self, *, operation_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListOperationErrors:
        """The failed items of an operation, in the order of the call."""
        return await self._call(
            "list_operation_errors",
            given({"operation_id": operation_id}, after=after, page_size=page_size),
        )

    async def list_operations(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListOperations:
        """Operations of all callers, newest first; for app role admin."""
        return await self._call("list_operations", given({}, after=after, page_size=page_size))

    async def list_rate_limits(self, *, page_size: int | None = None) -> ListRateLimits:
        """Callers that have used a part of a limit, the most used first; for app role admin."""
        return await self._call("list_rate_limits", given({}, page_size=page_size))

    async def list_settings(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListSettings:
        """The settings of all modules by name; for app role admin."""
        return await self._call("list_settings", given({}, after=after, page_size=page_size))

    async def list_validation_rules(
        self, *, entity: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListValidationRules:
        """The validation rules of an entity, or of all, by entity and name; for app role admin."""
        return await self._call(
            "list_validation_rules", given({}, entity=entity, after=after, page_size=page_size)
        )

    async def list_webhook_attempts(
        self, *, delivery_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListWebhookAttempts:
        """The attempts of one delivery, newest first; for app role admin."""
        return await self._call(
            "list_webhook_attempts",
            given({"delivery_id": delivery_id}, after=after, page_size=page_size),
        )

    async def list_webhook_deliveries(
        self,
        *,
        webhook_id: str,
        status: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListWebhookDeliveries:
        """Deliveries of one of your webhooks, newest first, with the latest attempt of each."""
        return await self._call(
            "list_webhook_deliveries",
            given({"webhook_id": webhook_id}, status=status, after=after, page_size=page_size),
        )

    async def list_webhook_endpoints(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListWebhookEndpoints:
        """Webhooks of all users, without secrets; for app role admin."""
        return await self._call(
            "list_webhook_endpoints", given({}, after=after, page_size=page_size)
        )

    async def list_webhooks(
        self,
    ) -> ListWebhooks:
        """Your webhooks in the order of their creation, each with its state."""
        return await self._call("list_webhooks", given({}))

    async def mark_notifications_read(self, *, ids: list[int]) -> MarkNotificationsRead:
        """Mark notifications of the caller as read."""
        return await self._call("mark_notifications_read", given({"ids": ids}))

    async def metrics(
        self,
    ) -> str:
        """All metrics in Prometheus's text exposition format, version 0.0.4."""
        return await self._call("metrics", given({}))

    async def my_feature_flags(
        self,
    ) -> list[str]:
        """The names of the feature flags that are on for the caller."""
        return await self._call("my_feature_flags", given({}))

    async def pause_queue(
        self, *, queue: str, until: str | None = None, reason: str | None = None
    ) -> None:
        """Pause a queue until a time (default: until resume_queue); for app role admin."""
        return await self._call("pause_queue", given({"queue": queue}, until=until, reason=reason))

    async def prove_audit_entry(self, *, entry_id: int) -> ProveAuditEntry:
        """The inclusion proof of one audit entry: its leaf hash and the path to a sealed root."""
        return await self._call("prove_audit_entry", given({"entry_id": entry_id}))

    async def receive_webhook(
        self, *, source: str, headers: dict[str, str], body: str
    ) -> ReceiveWebhook:
        """Accept a signed message of a known source; body is the raw text that was signed."""
        return await self._call(
            "receive_webhook", given({"source": source, "headers": headers, "body": body})
        )

    async def record_as_of(
        self, *, table_name: str, row_id: str, at: str
    ) -> dict[str, Json] | None:
        """One row of an audited table as it was at a time; null if it did not exist."""
        return await self._call(
            "record_as_of", given({"table_name": table_name, "row_id": row_id, "at": at})
        )

    async def register_webhook(
        self, *, url: str, event_types: list[str], description: str | None = None
    ) -> RegisterWebhook:
        """Send events to a URL, signed as in Standard Webhooks 1.0."""
        return await self._call(
            "register_webhook",
            given({"url": url, "event_types": event_types}, description=description),
        )

    async def replay_webhook(self, *, delivery_id: int) -> ReplayWebhook:
        """Send a delivery again, delivered or not, with the same `webhook-id` and body."""
        return await self._call("replay_webhook", given({"delivery_id": delivery_id}))

    async def replay_webhooks_since(self, *, webhook_id: str, since: str) -> ReplayWebhooksSince:
        """Send every matching event since a time, whether or not it was sent before."""
        return await self._call(
            "replay_webhooks_since", given({"webhook_id": webhook_id, "since": since})
        )

    async def report_canary(
        self,
    ) -> ReportCanary:
        """How long broadcasts take from their commit to a subscriber, as the worker's canary measures
        it; for app role admin.
        """
        return await self._call("report_canary", given({}))

    async def report_requests(
        self, *, minutes: int | None = None, page_size: int | None = None
    ) -> ReportRequests:
        """Requests to the API since some minutes ago, by RPC and by time; for app role admin."""
        return await self._call("report_requests", given({}, minutes=minutes, page_size=page_size))

    async def report_slow_statements(self, *, page_size: int | None = None) -> ReportSlowStatements:
        """Statements by their total time, summed by the RPC that they call."""
        return await self._call("report_slow_statements", given({}, page_size=page_size))

    async def report_vacuum(self, *, page_size: int | None = None) -> ReportVacuum:
        """Who holds the oldest snapshot, and the tables with most dead rows; for app role admin."""
        return await self._call("report_vacuum", given({}, page_size=page_size))

    async def resend_webhook_delivery(self, *, delivery_id: int) -> ResendWebhookDelivery:
        """Send a delivery of any user's webhook again, with the same `webhook-id` and body; for app
        role admin.
        """
        return await self._call("resend_webhook_delivery", given({"delivery_id": delivery_id}))

    async def resume_queue(self, *, queue: str) -> None:
        """End the pause of a queue; for app role admin."""
        return await self._call("resume_queue", given({"queue": queue}))

    async def retry_job(self, *, id: int) -> Literal["ready", "waiting", "dead"]:
        """Make a waiting or dead job ready now; returns its status before; for app role admin."""
        return await self._call("retry_job", given({"id": id}))

    async def revert_change(self, *, entry_id: int) -> dict[str, Json] | None:
        """Undo one audited change; for app role admin."""
        return await self._call("revert_change", given({"entry_id": entry_id}))

    async def revoke_token(self, *, jti: str, expires_at: str) -> None:
        """Refuse one token from now on: the token of the request, or any token for an admin."""
        return await self._call("revoke_token", given({"jti": jti, "expires_at": expires_at}))

    async def revoke_user_tokens(self, *, user_id: str) -> None:
        """Refuse every token issued to a user until now: the caller, or any user for an admin."""
        return await self._call("revoke_user_tokens", given({"user_id": user_id}))

    async def rotate_webhook_secret(self, *, id: str) -> RotateWebhookSecret:
        """Create a new secret for a webhook, which is returned only here."""
        return await self._call("rotate_webhook_secret", given({"id": id}))

    async def search_jobs(
        self,
        *,
        state: str | None = None,
        queue: str | None = None,
        kind: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> SearchJobs:
        """Jobs of a state, a queue and a kind, newest first; for app role admin."""
        return await self._call(
            "search_jobs",
            given({}, state=state, queue=queue, kind=kind, after=after, page_size=page_size),
        )

    async def search_webhook_deliveries(
        self,
        *,
        webhook_id: str | None = None,
        status: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> SearchWebhookDeliveries:
        """Deliveries of one webhook or of all, newest first; for app role admin."""
        return await self._call(
            "search_webhook_deliveries",
            given({}, webhook_id=webhook_id, status=status, after=after, page_size=page_size),
        )

    async def set_feature_flag(
        self,
        *,
        name: str,
        flag: SetFeatureFlagFlagInput,
        reason: str | None = None,
        expected_version: int | None = None,
    ) -> ListFeatureFlagsItem:
        """Make or change a feature flag; returns it. For app role admin. It counts at once."""
        return await self._call(
            "set_feature_flag",
            given({"name": name, "flag": flag}, reason=reason, expected_version=expected_version),
        )

    async def set_validation_rule(
        self, *, entity: str, name: str, rule: SetValidationRuleRuleInput | None
    ) -> ListValidationRulesItem | None:
        """Add, change or delete a validation rule of an entity; for app role admin."""
        return await self._call(
            "set_validation_rule", given({"entity": entity, "name": name, "rule": rule})
        )

    async def update_webhook(
        self,
        *,
        id: str,
        url: str | None = None,
        event_types: list[str] | None = None,
        description: str | None = None,
        enabled: bool | None = None,
        max_concurrency: int | None = None,
        max_per_second: int | None = None,
    ) -> ListWebhooksItem:
        """Change a webhook; a null argument changes nothing."""
        return await self._call(
            "update_webhook",
            given(
                {"id": id},
                url=url,
                event_types=event_types,
                description=description,
                enabled=enabled,
                max_concurrency=max_concurrency,
                max_per_second=max_per_second,
            ),
        )
