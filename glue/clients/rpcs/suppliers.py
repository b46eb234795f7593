"""The RPCs of suppliers, typed.

Written by `rowhouse docs` from the comments on the functions; edit these.
"""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from glue.clients.calls import AsyncCall, Call, given

Json: TypeAlias = Any


class AddCertificate(TypedDict):
    id: "int"
    supplier_id: "int"
    capability: "str"
    number: "str"
    valid_from_on: "str"
    valid_until_on: "str"
    revoked_at: "str | None"


class AddSupplierToProject(TypedDict):
    supplier_project_id: "int"
    tasks: "int"
    due_on: "str | None"


class ListTasksItem(TypedDict):
    task_id: "int"
    project_id: "int"
    supplier_id: "int"
    supplier_project_id: "int"
    code: "str"
    title: "str"
    phase: "str | None"
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    start_on: "str"
    planned_due_on: "str"
    due_on: "str"
    owner_id: "str | None"
    started_at: "str | None"
    finished_at: "str | None"
    paused_at: "str | None"
    paused_days: "int"
    version: "int"
    changed_at: "str"


class BulkUpdateDueDatesFilterInput(TypedDict):
    supplier_id: "NotRequired[int | None]"
    status: "NotRequired[Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled'] | None]"
    phase: "NotRequired[str | None]"
    due_from: "NotRequired[str | None]"
    due_until: "NotRequired[str | None]"
    task_ids: "NotRequired[list[int] | None]"


class BulkUpdateDueDates(TypedDict):
    items: "list[BulkUpdateDueDatesItem]"
    next: "str | None"
    dry_run: "bool"
    total: "int"
    operation_id: "int | None"


class BulkUpdateDueDatesItem(TypedDict):
    task_id: "int"
    code: "str | None"
    supplier_id: "int | None"
    before: "BulkUpdateDueDatesItemBefore | None"
    after: "BulkUpdateDueDatesItemAfter | None"
    errors: "list[ValidateTaskChange]"


class BulkUpdateDueDatesItemBefore(TypedDict):
    start_on: "str"
    due_on: "str"
    version: "int"


class BulkUpdateDueDatesItemAfter(TypedDict):
    start_on: "str"
    due_on: "str"
    version: "int"


class ValidateTaskChange(TypedDict):
    field: "str"
    code: "str"
    message: "str"
    severity: "Literal['error']"


class BulkUpdateStatus(TypedDict):
    items: "list[BulkUpdateStatusItem]"
    next: "str | None"
    dry_run: "bool"
    total: "int"
    operation_id: "int | None"


class BulkUpdateStatusItem(TypedDict):
    task_id: "int"
    code: "str | None"
    supplier_id: "int | None"
    before: "BulkUpdateStatusItemBefore | None"
    after: "BulkUpdateStatusItemAfter | None"
    errors: "list[ValidateTaskChange]"


class BulkUpdateStatusItemBefore(TypedDict):
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    started_at: "str | None"
    finished_at: "str | None"
    paused_at: "str | None"
    paused_days: "int"
    version: "int"


class BulkUpdateStatusItemAfter(TypedDict):
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    started_at: "str | None"
    finished_at: "str | None"
    paused_at: "str | None"
    paused_days: "int"
    version: "int"


class CreateCalendarToken(TypedDict):
    token_id: "int"
    name: "str"
    token: "str"
    path: "str"
    created_at: "str"


class CreateProject(TypedDict):
    id: "int"
    code: "str"
    name: "str"
    status: "Literal['active', 'closed']"
    calendar: "str"
    timezone: "str"
    starts_on: "str"
    metadata: "dict[str, Json]"
    version: "int"
    created_at: "str"
    updated_at: "str"
    managers: "list[str]"


class CriticalPath(TypedDict):
    project_id: "int"
    today: "str"
    suppliers: "list[CriticalPathSupplier]"
    tasks: "NotRequired[list[CriticalPathTask]]"


class CriticalPathSupplier(TypedDict):
    supplier_project_id: "int"
    supplier_id: "int"
    open_tasks: "int"
    promised_end_on: "str"
    due_end_on: "str"
    forecast_end_on: "str"
    slack_days: "int"
    delay_days: "int"
    length_days: "int"
    path: "list[CriticalPathSupplierPath]"


class CriticalPathSupplierPath(TypedDict):
    task_id: "int"
    code: "str"
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    start_on: "str"
    end_on: "str"
    planned_due_on: "str"
    due_on: "str"
    slack_days: "int | None"
    added_days: "int"
    why: "Literal['ended_late', 'blocked', 'waiting', 'submitted', 'overdue', 'moved', 'not_started', 'pauses'] | None"


class CriticalPathTask(TypedDict):
    task_id: "int"
    code: "str"
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    start_on: "str"
    end_on: "str"
    slack_days: "int | None"


class GetComplianceExport(TypedDict):
    id: "int"
    project_id: "int"
    since: "str"
    until: "str"
    status: "Literal['pending', 'ready', 'expired']"
    bytes: "int | None"
    sha256: "str | None"
    manifest: "GetComplianceExportManifest | None"
    download: "GetComplianceExportDownload | None"
    requested_at: "str"
    requested_by: "str | None"
    finished_at: "str | None"
    expires_at: "str | None"


class GetComplianceExportManifest(TypedDict):
    format: "str"
    v: "int"
    project: "GetComplianceExportManifestProject"
    since: "str"
    until: "str"
    requested_at: "str"
    entries: "int"
    head: "GetComplianceExportManifestHead | None"
    files: "list[GetComplianceExportManifestFile]"


class GetComplianceExportManifestProject(TypedDict):
    id: "int"
    code: "str"
    name: "str"


class GetComplianceExportManifestHead(TypedDict):
    seal_id: "int"
    chain: "str"


class GetComplianceExportManifestFile(TypedDict):
    name: "str"
    rows: "int"
    bytes: "int"
    sha256: "str"


class GetComplianceExportDownload(TypedDict):
    url: "str"
    expires_at: "str"


class GetDigest(TypedDict):
    digest_id: "int"
    digest_on: "str"
    timezone: "str"
    counts: "ListDigestsItemCounts"
    tasks: "GetDigestTasks"
    made_at: "str"


class ListDigestsItemCounts(TypedDict):
    due_soon: "int"
    overdue: "int"
    blocked: "int"
    assigned: "int"


class GetDigestTasks(TypedDict):
    due_soon: "list[GetDigestTasksDueSoon]"
    overdue: "list[GetDigestTasksDueSoon]"
    blocked: "list[GetDigestTasksDueSoon]"
    assigned: "list[GetDigestTasksDueSoon]"


class GetDigestTasksDueSoon(TypedDict):
    task_id: "int"
    project_id: "int"
    code: "str"
    title: "str"
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    due_on: "str"


class GetDigestPreferences(TypedDict):
    is_enabled: "bool"
    hour: "int"
    timezone: "str"
    is_default: "bool"


class GetProject(TypedDict):
    id: "int"
    code: "str"
    name: "str"
    status: "Literal['active', 'closed']"
    calendar: "str"
    timezone: "str"
    starts_on: "str"
    metadata: "dict[str, Json]"
    version: "int"
    created_at: "str"
    updated_at: "str"
    managers: "NotRequired[list[str]]"


class GetSupplier(TypedDict):
    id: "int"
    code: "str"
    name: "str"
    country: "str | None"
    calendar: "str | None"
    is_active: "bool"
    metadata: "dict[str, Json]"
    version: "int"
    created_at: "str"
    updated_at: "str"
    users: "list[str]"
    contacts: "list[GetSupplierContact]"
    capabilities: "list[GetSupplierCapability]"


class GetSupplierContact(TypedDict):
    name: "str"
    email: "str | None"
    phone: "str | None"
    duty: "str | None"


class GetSupplierCapability(TypedDict):
    capability: "str"
    valid_from_on: "str"
    valid_until_on: "str | None"


class GetTask(TypedDict):
    task_id: "int"
    project_id: "int"
    supplier_id: "int"
    supplier_project_id: "int"
    code: "str"
    title: "str"
    phase: "str | None"
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    start_on: "str"
    planned_due_on: "str"
    due_on: "str"
    owner_id: "str | None"
    started_at: "str | None"
    finished_at: "str | None"
    paused_at: "str | None"
    paused_days: "int"
    version: "int"
    changed_at: "str"
    after: "list[GetTaskAfter]"


class GetTaskAfter(TypedDict):
    task_id: "int"
    code: "str"
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    lag_days: "int"
    free_on: "str | None"


class ListAccessLog(TypedDict):
    items: "list[ListAccessLogItem]"
    next: "str | None"


class ListAccessLogItem(TypedDict):
    id: "int"
    logged_at: "str"
    actor_id: "str | None"
    role: "str"
    address: "str | None"
    request_id: "str | None"
    thing: "str"
    thing_id: "str"
    reason: "str | None"


class ListCalendarTokens(TypedDict):
    items: "list[ListCalendarTokensItem]"
    next: "str | None"


class ListCalendarTokensItem(TypedDict):
    token_id: "int"
    name: "str"
    created_at: "str"
    revoked_at: "str | None"


class ListCalendars(TypedDict):
    items: "list[ListCalendarsItem]"
    next: "str | None"


class ListCalendarsItem(TypedDict):
    code: "str"
    name: "str"
    workdays: "list[int]"
    holidays: "int"
    version: "int"
    updated_at: "str"


class ListCapabilities(TypedDict):
    items: "list[ListCapabilitiesItem]"
    next: "str | None"


class ListCapabilitiesItem(TypedDict):
    code: "str"
    name: "str"
    is_certified: "bool"


class ListCertificates(TypedDict):
    items: "list[AddCertificate]"
    next: "str | None"


class ListComplianceExports(TypedDict):
    items: "list[ListComplianceExportsItem]"
    next: "str | None"


class ListComplianceExportsItem(TypedDict):
    id: "int"
    project_id: "int"
    since: "str"
    until: "str"
    status: "Literal['pending', 'ready', 'expired']"
    bytes: "int | None"
    sha256: "str | None"
    download: "GetComplianceExportDownload | None"
    requested_at: "str"
    requested_by: "str | None"
    finished_at: "str | None"
    expires_at: "str | None"


class ListDigests(TypedDict):
    items: "list[ListDigestsItem]"
    next: "str | None"


class ListDigestsItem(TypedDict):
    digest_id: "int"
    digest_on: "str"
    timezone: "str"
    counts: "ListDigestsItemCounts"
    made_at: "str"


class ListHolidays(TypedDict):
    items: "list[ListHolidaysItem]"
    next: "str | None"


class ListHolidaysItem(TypedDict):
    holiday_on: "str"
    name: "str"


class ListProjects(TypedDict):
    items: "list[ListProjectsItem]"
    next: "str | None"


class ListProjectsItem(TypedDict):
    id: "int"
    code: "str"
    name: "str"
    status: "Literal['active', 'closed']"
    calendar: "str"
    timezone: "str"
    starts_on: "str"
    version: "int"
    updated_at: "str"


class ListQualityFindings(TypedDict):
    items: "list[ListQualityFindingsItem]"
    next: "str | None"


class ListQualityFindingsItem(TypedDict):
    id: "int"
    rule: "str"
    severity: "Literal['error', 'warning']"
    project_id: "int | None"
    supplier_ids: "list[int]"
    task_id: "int | None"
    detail: "str | None"
    remedy: "str"
    opened_at: "str"
    seen_at: "str"


class ListReadyTasks(TypedDict):
    items: "list[ListTasksItem]"
    next: "str | None"


class ListSuppliers(TypedDict):
    items: "list[ListSuppliersItem]"
    next: "str | None"


class ListSuppliersItem(TypedDict):
    id: "int"
    code: "str"
    name: "str"
    country: "str | None"
    calendar: "str | None"
    is_active: "bool"
    version: "int"
    updated_at: "str"


class ListTaskHistory(TypedDict):
    items: "list[ListTaskHistoryItem]"
    next: "str | None"


class ListTaskHistoryItem(TypedDict):
    id: "int"
    changed_at: "str"
    version: "int"
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    start_on: "str"
    due_on: "str"
    owner_id: "str | None"
    previous_status: "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled'] | None"
    previous_due_on: "str | None"
    previous_owner_id: "str | None"
    actor_id: "str | None"
    reason: "str | None"
    cause: "Literal['supplier', 'material', 'design', 'customer', 'logistics', 'force_majeure', 'planning', 'predecessor'] | None"
    operation_id: "int | None"


class ListTaskTemplates(TypedDict):
    items: "list[ListTaskTemplatesItem]"
    next: "str | None"


class ListTaskTemplatesItem(TypedDict):
    place: "int"
    id: "int"
    code: "str"
    title: "str"
    phase: "str | None"
    capability: "str | None"
    canonical_due: "str"
    duration_days: "int"
    after: "list[ListTaskTemplatesItemAfter]"


class ListTaskTemplatesItemAfter(TypedDict):
    code: "str"
    lag_days: "int"
    is_implied: "bool"


class ListTaskTransitions(TypedDict):
    statuses: "list[ListTaskTransitionsStatuse]"
    transitions: "list[ListTaskTransitionsTransition]"


class ListTaskTransitionsStatuse(TypedDict):
    code: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    place: "int"
    is_started: "bool"
    is_final: "bool"
    is_paused: "bool"


class ListTaskTransitionsTransition(TypedDict):
    from_status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    to_status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    roles: "list[Literal['supplier', 'project_manager', 'admin']]"
    guard: "Literal['none', 'may_start']"
    required_fields: "list[Literal['note']]"


class ListTasks(TypedDict):
    items: "list[ListTasksItem]"
    next: "str | None"


class PreviewDateChange(TypedDict):
    task_id: "int"
    moves: "list[PreviewDateChangeMove]"
    errors: "list[ValidateTaskChange]"


class PreviewDateChangeMove(TypedDict):
    task_id: "int"
    code: "str"
    start_on: "str"
    due_on: "str"
    previous_due_on: "str"
    shift_days: "int"


class ProjectAsOf(TypedDict):
    items: "list[ProjectAsOfItem]"
    next: "str | None"


class ProjectAsOfItem(TypedDict):
    task_id: "int"
    supplier_id: "int"
    code: "str"
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    start_on: "str"
    due_on: "str"
    owner_id: "str | None"
    version: "int"
    changed_at: "str"


class RemoveSupplierFromProject(TypedDict):
    supplier_project_id: "int"
    removed_at: "str"


class ReportOpenWork(TypedDict):
    supplier: "str"
    supplier_name: "str"
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    open: "int"
    late: "int"
    not_begun: "int"
    days_0_7: "int"
    days_8_30: "int"
    days_31_90: "int"
    days_over_90: "int"
    oldest_days: "int"
    as_of: "str"


class ReportProjectFigure(TypedDict):
    section: "Literal['status', 'open_work', 'forecast', 'reason', 'burn_up']"
    key: "str"
    tasks: "int | None"
    done: "int | None"
    days: "int | None"
    end_on: "str | None"
    note: "str | None"


class ReportProjectStatus(TypedDict):
    project_id: "int"
    code: "str"
    status: "Literal['active', 'closed']"
    as_of: "str"
    today: "str"
    tasks: "ReportProjectStatusTasks"
    open_work: "ReportProjectStatusOpenWork"
    forecast: "ReportProjectStatusForecast | None"
    burn_up: "list[ReportProjectStatusBurnUp]"


class ReportProjectStatusTasks(TypedDict):
    planned: "int"
    in_progress: "int"
    waiting: "int"
    blocked: "int"
    submitted: "int"
    done: "int"
    cancelled: "int"


class ReportProjectStatusOpenWork(TypedDict):
    open: "int"
    late: "int"
    not_begun: "int"
    days_0_7: "int"
    days_8_30: "int"
    days_31_90: "int"
    days_over_90: "int"
    oldest_days: "int | None"


class ReportProjectStatusForecast(TypedDict):
    supplier_project_id: "int"
    supplier_id: "int"
    open_tasks: "int"
    promised_end_on: "str"
    due_end_on: "str"
    forecast_end_on: "str"
    slack_days: "int"
    delay_days: "int"
    length_days: "int"
    path: "list[CriticalPathSupplierPath]"
    reasons: "list[CriticalPathSupplierPath]"


class ReportProjectStatusBurnUp(TypedDict):
    week_on: "str"
    tasks: "int"
    done: "int"


class ReportSupplierPerformance(TypedDict):
    key: "str"
    name: "str"
    finished: "int | None"
    on_time_first: "int | None"
    on_time_first_rate: "float | None"
    on_time_last: "int | None"
    on_time_last_rate: "float | None"
    lead_days_median: "int | None"
    lead_days_p90: "int | None"
    slips: "int"
    slip_days: "int"
    as_of: "str"


class RevokeCalendarToken(TypedDict):
    token_id: "int"
    revoked_at: "str"


class SetContactsContactInput(TypedDict):
    name: "str"
    email: "NotRequired[str | None]"
    phone: "NotRequired[str | None]"
    duty: "NotRequired[str | None]"


class SetHolidaysHolidayInput(TypedDict):
    holiday_on: "str"
    name: "str"


class SetHolidays(TypedDict):
    code: "str"
    year: "int"
    holidays: "int"
    added: "int"
    renamed: "int"
    removed: "int"
    version: "int"


class SetProjectManagers(TypedDict):
    project_id: "int"
    managers: "list[str]"
    version: "int"
    released_tasks: "int"


class SetSupplierSupplierInput(TypedDict):
    name: "str"
    country: "NotRequired[str | None]"
    calendar: "NotRequired[str | None]"
    is_active: "NotRequired[bool | None]"
    metadata: "NotRequired[dict[str, Json] | None]"


class SetSupplierCapabilitiesCapabilityInput(TypedDict):
    capability: "str"
    valid_from_on: "str"
    valid_until_on: "NotRequired[str | None]"


class SetSupplierUsers(TypedDict):
    id: "int"
    code: "str"
    name: "str"
    country: "str | None"
    calendar: "str | None"
    is_active: "bool"
    metadata: "dict[str, Json]"
    version: "int"
    created_at: "str"
    updated_at: "str"
    users: "list[str]"
    contacts: "list[GetSupplierContact]"
    capabilities: "list[GetSupplierCapability]"
    released_tasks: "int"


class SetTaskTemplatesTemplateInput(TypedDict):
    code: "str"
    title: "str"
    canonical_due: "str"
    duration_days: "NotRequired[int | None]"
    phase: "NotRequired[str | None]"
    capability: "NotRequired[str | None]"


class SetTaskTemplatesDependencyInput(TypedDict):
    template: "str"
    after: "str"
    lag_days: "NotRequired[int | None]"


class SetTaskTemplates(TypedDict):
    project_id: "int"
    version: "int"
    templates: "int"
    dependencies: "int"


class UpdateProjectPatchInput(TypedDict):
    name: "NotRequired[str | None]"
    status: "NotRequired[Literal['active', 'closed'] | None]"
    calendar: "NotRequired[str | None]"
    timezone: "NotRequired[str | None]"
    starts_on: "NotRequired[str | None]"
    metadata: "NotRequired[dict[str, Json] | None]"


class UpdateTaskDue(TypedDict):
    task_id: "int"
    project_id: "int"
    supplier_id: "int"
    supplier_project_id: "int"
    code: "str"
    title: "str"
    phase: "str | None"
    status: (
        "Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled']"
    )
    start_on: "str"
    planned_due_on: "str"
    due_on: "str"
    owner_id: "str | None"
    started_at: "str | None"
    finished_at: "str | None"
    paused_at: "str | None"
    paused_days: "int"
    version: "int"
    changed_at: "str"
    moves: "list[PreviewDateChangeMove]"
    has_moved_successors: "bool"


class ValidateTaskChangeChangeInput(TypedDict):
    status: "NotRequired[Literal['planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done', 'cancelled'] | None]"
    note: "NotRequired[str | None]"
    force: "NotRequired[bool]"
    due_on: "NotRequired[str | None]"
    reason: "NotRequired[str | None]"


class Suppliers:
    """The RPCs of suppliers."""

    _call: Call

    def add_certificate(
        self,
        *,
        supplier_id: int,
        capability: str,
        number: str,
        valid_from_on: str,
        valid_until_on: str,
    ) -> AddCertificate:
        """Record a certificate of a supplier for a capability; for app roles admin and
        project_manager.
        """
        return self._call(
            "add_certificate",
            given(
                {
                    "supplier_id": supplier_id,
                    "capability": capability,
                    "number": number,
                    "valid_from_on": valid_from_on,
                    "valid_until_on": valid_until_on,
                }
            ),
        )

    def add_supplier_to_project(
        self, *, project_id: int, supplier_id: int, starts_on: str | None = None
    ) -> AddSupplierToProject:
        """Add a supplier to a project, with a task of each template; for managers and admins."""
        return self._call(
            "add_supplier_to_project",
            given({"project_id": project_id, "supplier_id": supplier_id}, starts_on=starts_on),
        )

    def assign_task(
        self,
        *,
        task_id: int,
        owner_id: str,
        note: str | None = None,
        expected_version: int | None = None,
    ) -> ListTasksItem:
        """Give an open task to a person of its supplier, or to a manager of its project."""
        return self._call(
            "assign_task",
            given(
                {"task_id": task_id, "owner_id": owner_id},
                note=note,
                expected_version=expected_version,
            ),
        )

    def bulk_update_due_dates(
        self,
        *,
        project_id: int,
        shift_days: int,
        filter: BulkUpdateDueDatesFilterInput,
        reason: str,
        cause: str | None = None,
        dry_run: bool | None = None,
        idempotency_key: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> BulkUpdateDueDates:
        """Move the dates of the open tasks of a project that a filter selects."""
        return self._call(
            "bulk_update_due_dates",
            given(
                {
                    "project_id": project_id,
                    "shift_days": shift_days,
                    "filter": filter,
                    "reason": reason,
                },
                cause=cause,
                dry_run=dry_run,
                idempotency_key=idempotency_key,
                after=after,
                page_size=page_size,
            ),
        )

    def bulk_update_status(
        self,
        *,
        task_ids: list[int],
        status: str,
        note: str | None = None,
        dry_run: bool | None = None,
        idempotency_key: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> BulkUpdateStatus:
        """Change the status of up to 100,000 tasks, by the rules of update_task_status."""
        return self._call(
            "bulk_update_status",
            given(
                {"task_ids": task_ids, "status": status},
                note=note,
                dry_run=dry_run,
                idempotency_key=idempotency_key,
                after=after,
                page_size=page_size,
            ),
        )

    def calendar_feed(self, *, token: str) -> str:
        """The own due dates of the user of a token, as iCalendar (RFC 5545), to a GET too."""
        return self._call("calendar_feed", given({"token": token}))

    def create_calendar_token(self, *, name: str | None = None) -> CreateCalendarToken:
        """Make a token for a calendar of the caller's due dates; it is returned this once."""
        return self._call("create_calendar_token", given({}, name=name))

    def create_project(
        self,
        *,
        code: str,
        name: str,
        starts_on: str,
        calendar: str | None = None,
        timezone: str | None = None,
        metadata: dict[str, Json] | None = None,
        idempotency_key: str | None = None,
    ) -> CreateProject:
        """Create a project; for app roles admin and project_manager."""
        return self._call(
            "create_project",
            given(
                {"code": code, "name": name, "starts_on": starts_on},
                calendar=calendar,
                timezone=timezone,
                metadata=metadata,
                idempotency_key=idempotency_key,
            ),
        )

    def critical_path(self, *, project_id: int, supplier_id: int | None = None) -> CriticalPath:
        """The critical path of each supplier of a project, its forecast end and its slack."""
        return self._call(
            "critical_path", given({"project_id": project_id}, supplier_id=supplier_id)
        )

    def export_compliance(
        self, *, project_id: int, since: str, until: str | None = None
    ) -> GetComplianceExport:
        """Make an archive of all records of a project; for its managers and admins."""
        return self._call(
            "export_compliance", given({"project_id": project_id, "since": since}, until=until)
        )

    def get_compliance_export(self, *, export_id: int) -> GetComplianceExport:
        """An export of a project; for its managers and admins."""
        return self._call("get_compliance_export", given({"export_id": export_id}))

    def get_digest(self, *, digest_id: int) -> GetDigest:
        """A digest of the caller, as it was sent."""
        return self._call("get_digest", given({"digest_id": digest_id}))

    def get_digest_preferences(
        self,
    ) -> GetDigestPreferences:
        """The caller's preferences of digests."""
        return self._call("get_digest_preferences", given({}))

    def get_project(self, *, project_id: int) -> GetProject:
        """A project; for admins, its managers and the people of its suppliers."""
        return self._call("get_project", given({"project_id": project_id}))

    def get_supplier(self, *, supplier_id: int) -> GetSupplier:
        """A supplier; for its people, project managers and admins."""
        return self._call("get_supplier", given({"supplier_id": supplier_id}))

    def get_task(self, *, task_id: int) -> GetTask:
        """A task; for its supplier, its project managers and admins."""
        return self._call("get_task", given({"task_id": task_id}))

    def list_access_log(
        self,
        *,
        supplier_id: int,
        since: str | None = None,
        until: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListAccessLog:
        """What the people of a supplier have read, newest first."""
        return self._call(
            "list_access_log",
            given(
                {"supplier_id": supplier_id},
                since=since,
                until=until,
                after=after,
                page_size=page_size,
            ),
        )

    def list_calendar_tokens(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListCalendarTokens:
        """The caller's tokens of calendars, newest first, without the tokens themselves."""
        return self._call("list_calendar_tokens", given({}, after=after, page_size=page_size))

    def list_calendars(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListCalendars:
        """Calendars by code, for every signed-in user."""
        return self._call("list_calendars", given({}, after=after, page_size=page_size))

    def list_capabilities(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListCapabilities:
        """Capabilities by code, for every signed-in user."""
        return self._call("list_capabilities", given({}, after=after, page_size=page_size))

    def list_certificates(
        self,
        *,
        supplier_id: int | None = None,
        expires_until: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListCertificates:
        """Certificates of one supplier, or of all that the caller sees; the first to end first."""
        return self._call(
            "list_certificates",
            given(
                {},
                supplier_id=supplier_id,
                expires_until=expires_until,
                after=after,
                page_size=page_size,
            ),
        )

    def list_compliance_exports(
        self, *, project_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListComplianceExports:
        """Exports of a project, newest first; for its managers and admins."""
        return self._call(
            "list_compliance_exports",
            given({"project_id": project_id}, after=after, page_size=page_size),
        )

    def list_digests(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListDigests:
        """The caller's digests, newest first."""
        return self._call("list_digests", given({}, after=after, page_size=page_size))

    def list_holidays(
        self,
        *,
        code: str,
        year: int | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListHolidays:
        """Holidays of a calendar by day, of one year or of all; for every signed-in user."""
        return self._call(
            "list_holidays", given({"code": code}, year=year, after=after, page_size=page_size)
        )

    def list_projects(
        self,
        *,
        status: str | None = None,
        search: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListProjects:
        """Projects, oldest first: those that the caller manages or works for; all for an admin."""
        return self._call(
            "list_projects",
            given({}, status=status, search=search, after=after, page_size=page_size),
        )

    def list_quality_findings(
        self,
        *,
        after: str | None = None,
        page_size: int | None = None,
        rule: str | None = None,
        severity: str | None = None,
    ) -> ListQualityFindings:
        """Open findings of the quality rules, newest first; for admins and project managers."""
        return self._call(
            "list_quality_findings",
            given({}, after=after, page_size=page_size, rule=rule, severity=severity),
        )

    def list_ready_tasks(
        self, *, project_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListReadyTasks:
        """Planned tasks that may start: predecessors are done, lags have passed, and the supplier has
        the capability.
        """
        return self._call(
            "list_ready_tasks", given({"project_id": project_id}, after=after, page_size=page_size)
        )

    def list_suppliers(
        self, *, search: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListSuppliers:
        """Suppliers by name: all for admins and project managers, for a supplier's people their own."""
        return self._call(
            "list_suppliers", given({}, search=search, after=after, page_size=page_size)
        )

    def list_task_history(
        self, *, task_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListTaskHistory:
        """Every state that a task has had, newest first; for those who see the task."""
        return self._call(
            "list_task_history", given({"task_id": task_id}, after=after, page_size=page_size)
        )

    def list_task_templates(
        self, *, project_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListTaskTemplates:
        """Templates of a project, each after its predecessors; for those who work on it."""
        return self._call(
            "list_task_templates",
            given({"project_id": project_id}, after=after, page_size=page_size),
        )

    def list_task_transitions(
        self,
    ) -> ListTaskTransitions:
        """The statuses of tasks and the transitions between them."""
        return self._call("list_task_transitions", given({}))

    def list_tasks(
        self,
        *,
        project_id: int | None = None,
        supplier_id: int | None = None,
        status: str | None = None,
        due_until: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListTasks:
        """Tasks, oldest first: those of the caller's suppliers and projects; all for an admin."""
        return self._call(
            "list_tasks",
            given(
                {},
                project_id=project_id,
                supplier_id=supplier_id,
                status=status,
                due_until=due_until,
                after=after,
                page_size=page_size,
            ),
        )

    def preview_date_change(self, *, task_id: int, due_on: str) -> PreviewDateChange:
        """The moves that update_task_due would make with move_successors, and its faults."""
        return self._call("preview_date_change", given({"task_id": task_id, "due_on": due_on}))

    def project_as_of(
        self, *, project_id: int, at: str, after: str | None = None, page_size: int | None = None
    ) -> ProjectAsOf:
        """The states that the tasks of a project had at a time; without tasks made later."""
        return self._call(
            "project_as_of",
            given({"project_id": project_id, "at": at}, after=after, page_size=page_size),
        )

    def remove_supplier_from_project(
        self, *, project_id: int, supplier_id: int
    ) -> RemoveSupplierFromProject:
        """Remove a supplier without open tasks from a project; for its managers and admins."""
        return self._call(
            "remove_supplier_from_project",
            given({"project_id": project_id, "supplier_id": supplier_id}),
        )

    def report_open_work(self, *, project_id: int) -> list[ReportOpenWork]:
        """The open tasks of a project, by supplier and status, and by age."""
        return self._call("report_open_work", given({"project_id": project_id}))

    def report_project_figures(self, *, project_id: int) -> list[ReportProjectFigure]:
        """What report_project_status returns, as rows."""
        return self._call("report_project_figures", given({"project_id": project_id}))

    def report_project_status(self, *, project_id: int) -> ReportProjectStatus:
        """How a project stands: tasks by status, open work by age, forecast and burn-up."""
        return self._call("report_project_status", given({"project_id": project_id}))

    def report_supplier_performance(
        self, *, since: str, until: str, supplier_id: int | None = None, by: str | None = None
    ) -> list[ReportSupplierPerformance]:
        """How suppliers kept their dates from since to until, both included."""
        return self._call(
            "report_supplier_performance",
            given({"since": since, "until": until}, supplier_id=supplier_id, by=by),
        )

    def revoke_calendar_token(self, *, token_id: int) -> RevokeCalendarToken:
        """Revoke a token of the caller; its calendar is empty from then on (404)."""
        return self._call("revoke_calendar_token", given({"token_id": token_id}))

    def revoke_certificate(
        self, *, certificate_id: int, reason: str | None = None
    ) -> AddCertificate:
        """Revoke a certificate; for app roles admin and project_manager."""
        return self._call(
            "revoke_certificate", given({"certificate_id": certificate_id}, reason=reason)
        )

    def set_calendar(
        self,
        *,
        code: str,
        name: str,
        workdays: list[int] | None = None,
        expected_version: int | None = None,
    ) -> ListCalendarsItem:
        """Make a calendar, or change its name and weekdays; for app roles admin and project_manager."""
        return self._call(
            "set_calendar",
            given(
                {"code": code, "name": name}, workdays=workdays, expected_version=expected_version
            ),
        )

    def set_capability(
        self, *, code: str, name: str, is_certified: bool | None = None
    ) -> ListCapabilitiesItem:
        """Make or change a capability; for app roles admin and project_manager."""
        return self._call(
            "set_capability", given({"code": code, "name": name}, is_certified=is_certified)
        )

    def set_contacts(
        self,
        *,
        supplier_id: int,
        contacts: list[SetContactsContactInput],
        expected_version: int | None = None,
    ) -> GetSupplier:
        """Set all contacts of a supplier; for its people, project managers and admins."""
        return self._call(
            "set_contacts",
            given(
                {"supplier_id": supplier_id, "contacts": contacts},
                expected_version=expected_version,
            ),
        )

    def set_digest_preferences(
        self,
        *,
        is_enabled: bool | None = None,
        hour: int | None = None,
        timezone: str | None = None,
    ) -> GetDigestPreferences:
        """Set whether, when and where the caller gets a digest; null keeps what is."""
        return self._call(
            "set_digest_preferences", given({}, is_enabled=is_enabled, hour=hour, timezone=timezone)
        )

    def set_holidays(
        self,
        *,
        code: str,
        year: int,
        holidays: list[SetHolidaysHolidayInput],
        expected_version: int | None = None,
    ) -> SetHolidays:
        """Set all holidays of a calendar in one year; for app roles admin and project_manager."""
        return self._call(
            "set_holidays",
            given(
                {"code": code, "year": year, "holidays": holidays},
                expected_version=expected_version,
            ),
        )

    def set_project_managers(
        self, *, project_id: int, user_ids: list[str], expected_version: int | None = None
    ) -> SetProjectManagers:
        """Set all managers of a project; for its managers and admins."""
        return self._call(
            "set_project_managers",
            given(
                {"project_id": project_id, "user_ids": user_ids}, expected_version=expected_version
            ),
        )

    def set_supplier(
        self, *, code: str, supplier: SetSupplierSupplierInput, expected_version: int | None = None
    ) -> GetSupplier:
        """Make or replace a supplier; for app roles admin and project_manager."""
        return self._call(
            "set_supplier",
            given({"code": code, "supplier": supplier}, expected_version=expected_version),
        )

    def set_supplier_capabilities(
        self,
        *,
        supplier_id: int,
        capabilities: list[SetSupplierCapabilitiesCapabilityInput],
        expected_version: int | None = None,
    ) -> GetSupplier:
        """Set all capabilities of a supplier with their periods; for app roles admin and
        project_manager.
        """
        return self._call(
            "set_supplier_capabilities",
            given(
                {"supplier_id": supplier_id, "capabilities": capabilities},
                expected_version=expected_version,
            ),
        )

    def set_supplier_users(
        self, *, supplier_id: int, user_ids: list[str], expected_version: int | None = None
    ) -> SetSupplierUsers:
        """Set all users who work for a supplier; for app roles admin and project_manager."""
        return self._call(
            "set_supplier_users",
            given(
                {"supplier_id": supplier_id, "user_ids": user_ids},
                expected_version=expected_version,
            ),
        )

    def set_task_templates(
        self,
        *,
        project_id: int,
        templates: list[SetTaskTemplatesTemplateInput],
        dependencies: list[SetTaskTemplatesDependencyInput] | None = None,
        expected_version: int | None = None,
    ) -> SetTaskTemplates:
        """Set all templates of a project and their dependencies; for its managers and admins."""
        return self._call(
            "set_task_templates",
            given(
                {"project_id": project_id, "templates": templates},
                dependencies=dependencies,
                expected_version=expected_version,
            ),
        )

    def update_project(
        self,
        *,
        project_id: int,
        patch: UpdateProjectPatchInput,
        expected_version: int | None = None,
    ) -> CreateProject:
        """Change a project; for its managers and admins."""
        return self._call(
            "update_project",
            given({"project_id": project_id, "patch": patch}, expected_version=expected_version),
        )

    def update_task_due(
        self,
        *,
        task_id: int,
        due_on: str,
        reason: str,
        expected_version: int | None = None,
        cause: str | None = None,
        move_successors: bool | None = None,
    ) -> UpdateTaskDue:
        """Change when an open task is due; for its supplier, its project managers and admins."""
        return self._call(
            "update_task_due",
            given(
                {"task_id": task_id, "due_on": due_on, "reason": reason},
                expected_version=expected_version,
                cause=cause,
                move_successors=move_successors,
            ),
        )

    def update_task_status(
        self,
        *,
        task_id: int,
        status: str,
        note: str | None = None,
        expected_version: int | None = None,
        force: bool | None = None,
    ) -> ListTasksItem:
        """Change the status of a task; for its supplier, its project managers and admins."""
        return self._call(
            "update_task_status",
            given(
                {"task_id": task_id, "status": status},
                note=note,
                expected_version=expected_version,
                force=force,
            ),
        )

    def validate_task_change(
        self, *, task_id: int, change: ValidateTaskChangeChangeInput
    ) -> list[ValidateTaskChange]:
        """Every fault of a change of a task, the gravest first; [] is none."""
        return self._call("validate_task_change", given({"task_id": task_id, "change": change}))


class AsyncSuppliers:
    """The RPCs of suppliers."""

    _call: AsyncCall

    async def add_certificate(
        self,
        *,
        supplier_id: int,
        capability: str,
        number: str,
        valid_from_on: str,
        valid_until_on: str,
    ) -> AddCertificate:
        """Record a certificate of a supplier for a capability; for app roles admin and
        project_manager.
        """
        return await self._call(
            "add_certificate",
            given(
                {
                    "supplier_id": supplier_id,
                    "capability": capability,
                    "number": number,
                    "valid_from_on": valid_from_on,
                    "valid_until_on": valid_until_on,
                }
            ),
        )

    async def add_supplier_to_project(
        self, *, project_id: int, supplier_id: int, starts_on: str | None = None
    ) -> AddSupplierToProject:
        """Add a supplier to a project, with a task of each template; for managers and admins."""
        return await self._call(
            "add_supplier_to_project",
            given({"project_id": project_id, "supplier_id": supplier_id}, starts_on=starts_on),
        )

    async def assign_task(
        self,
        *,
        task_id: int,
        owner_id: str,
        note: str | None = None,
        expected_version: int | None = None,
    ) -> ListTasksItem:
        """Give an open task to a person of its supplier, or to a manager of its project."""
        return await self._call(
            "assign_task",
            given(
                {"task_id": task_id, "owner_id": owner_id},
                note=note,
                expected_version=expected_version,
            ),
        )

    async def bulk_update_due_dates(
        self,
        *,
        project_id: int,
        shift_days: int,
        filter: BulkUpdateDueDatesFilterInput,
        reason: str,
        cause: str | None = None,
        dry_run: bool | None = None,
        idempotency_key: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> BulkUpdateDueDates:
        """Move the dates of the open tasks of a project that a filter selects."""
        return await self._call(
            "bulk_update_due_dates",
            given(
                {
                    "project_id": project_id,
                    "shift_days": shift_days,
                    "filter": filter,
                    "reason": reason,
                },
                cause=cause,
                dry_run=dry_run,
                idempotency_key=idempotency_key,
                after=after,
                page_size=page_size,
            ),
        )

    async def bulk_update_status(
        self,
        *,
        task_ids: list[int],
        status: str,
        note: str | None = None,
        dry_run: bool | None = None,
        idempotency_key: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> BulkUpdateStatus:
        """Change the status of up to 100,000 tasks, by the rules of update_task_status."""
        return await self._call(
            "bulk_update_status",
            given(
                {"task_ids": task_ids, "status": status},
                note=note,
                dry_run=dry_run,
                idempotency_key=idempotency_key,
                after=after,
                page_size=page_size,
            ),
        )

    async def calendar_feed(self, *, token: str) -> str:
        """The own due dates of the user of a token, as iCalendar (RFC 5545), to a GET too."""
        return await self._call("calendar_feed", given({"token": token}))

    async def create_calendar_token(self, *, name: str | None = None) -> CreateCalendarToken:
        """Make a token for a calendar of the caller's due dates; it is returned this once."""
        return await self._call("create_calendar_token", given({}, name=name))

    async def create_project(
        self,
        *,
        code: str,
        name: str,
        starts_on: str,
        calendar: str | None = None,
        timezone: str | None = None,
        metadata: dict[str, Json] | None = None,
        idempotency_key: str | None = None,
    ) -> CreateProject:
        """Create a project; for app roles admin and project_manager."""
        return await self._call(
            "create_project",
            given(
                {"code": code, "name": name, "starts_on": starts_on},
                calendar=calendar,
                timezone=timezone,
                metadata=metadata,
                idempotency_key=idempotency_key,
            ),
        )

    async def critical_path(
        self, *, project_id: int, supplier_id: int | None = None
    ) -> CriticalPath:
        """The critical path of each supplier of a project, its forecast end and its slack."""
        return await self._call(
            "critical_path", given({"project_id": project_id}, supplier_id=supplier_id)
        )

    async def export_compliance(
        self, *, project_id: int, since: str, until: str | None = None
    ) -> GetComplianceExport:
        """Make an archive of all records of a project; for its managers and admins."""
        return await self._call(
            "export_compliance", given({"project_id": project_id, "since": since}, until=until)
        )

    async def get_compliance_export(self, *, export_id: int) -> GetComplianceExport:
        """An export of a project; for its managers and admins."""
        return await self._call("get_compliance_export", given({"export_id": export_id}))

    async def get_digest(self, *, digest_id: int) -> GetDigest:
        """A digest of the caller, as it was sent."""
        return await self._call("get_digest", given({"digest_id": digest_id}))

    async def get_digest_preferences(
        self,
    ) -> GetDigestPreferences:
        """The caller's preferences of digests."""
        return await self._call("get_digest_preferences", given({}))

    async def get_project(self, *, project_id: int) -> GetProject:
        """A project; for admins, its managers and the people of its suppliers."""
        return await self._call("get_project", given({"project_id": project_id}))

    async def get_supplier(self, *, supplier_id: int) -> GetSupplier:
        """A supplier; for its people, project managers and admins."""
        return await self._call("get_supplier", given({"supplier_id": supplier_id}))

    async def get_task(self, *, task_id: int) -> GetTask:
        """A task; for its supplier, its project managers and admins."""
        return await self._call("get_task", given({"task_id": task_id}))

    async def list_access_log(
        self,
        *,
        supplier_id: int,
        since: str | None = None,
        until: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListAccessLog:
        """What the people of a supplier have read, newest first."""
        return await self._call(
            "list_access_log",
            given(
                {"supplier_id": supplier_id},
                since=since,
                until=until,
                after=after,
                page_size=page_size,
            ),
        )

    async def list_calendar_tokens(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListCalendarTokens:
        """The caller's tokens of calendars, newest first, without the tokens themselves."""
        return await self._call("list_calendar_tokens", given({}, after=after, page_size=page_size))

    async def list_calendars(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListCalendars:
        """Calendars by code, for every signed-in user."""
        return await self._call("list_calendars", given({}, after=after, page_size=page_size))

    async def list_capabilities(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListCapabilities:
        """Capabilities by code, for every signed-in user."""
        return await self._call("list_capabilities", given({}, after=after, page_size=page_size))

    async def list_certificates(
        self,
        *,
        supplier_id: int | None = None,
        expires_until: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListCertificates:
        """Certificates of one supplier, or of all that the caller sees; the first to end first."""
        return await self._call(
            "list_certificates",
            given(
                {},
                supplier_id=supplier_id,
                expires_until=expires_until,
                after=after,
                page_size=page_size,
            ),
        )

    async def list_compliance_exports(
        self, *, project_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListComplianceExports:
        """Exports of a project, newest first; for its managers and admins."""
        return await self._call(
            "list_compliance_exports",
            given({"project_id": project_id}, after=after, page_size=page_size),
        )

    async def list_digests(
        self, *, after: str | None = None, page_size: int | None = None
    ) -> ListDigests:
        """The caller's digests, newest first."""
        return await self._call("list_digests", given({}, after=after, page_size=page_size))

    async def list_holidays(
        self,
        *,
        code: str,
        year: int | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListHolidays:
        """Holidays of a calendar by day, of one year or of all; for every signed-in user."""
        return await self._call(
            "list_holidays", given({"code": code}, year=year, after=after, page_size=page_size)
        )

    async def list_projects(
        self,
        *,
        status: str | None = None,
        search: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListProjects:
        """Projects, oldest first: those that the caller manages or works for; all for an admin."""
        return await self._call(
            "list_projects",
            given({}, status=status, search=search, after=after, page_size=page_size),
        )

    async def list_quality_findings(
        self,
        *,
        after: str | None = None,
        page_size: int | None = None,
        rule: str | None = None,
        severity: str | None = None,
    ) -> ListQualityFindings:
        """Open findings of the quality rules, newest first; for admins and project managers."""
        return await self._call(
            "list_quality_findings",
            given({}, after=after, page_size=page_size, rule=rule, severity=severity),
        )

    async def list_ready_tasks(
        self, *, project_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListReadyTasks:
        """Planned tasks that may start: predecessors are done, lags have passed, and the supplier has
        the capability.
        """
        return await self._call(
            "list_ready_tasks", given({"project_id": project_id}, after=after, page_size=page_size)
        )

    async def list_suppliers(
        self, *, search: str | None = None, after: str | None = None, page_size: int | None = None
    ) -> ListSuppliers:
        """Suppliers by name: all for admins and project managers, for a supplier's people their own."""
        return await self._call(
            "list_suppliers", given({}, search=search, after=after, page_size=page_size)
        )

    async def list_task_history(
        self, *, task_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListTaskHistory:
        """Every state that a task has had, newest first; for those who see the task."""
        return await self._call(
            "list_task_history", given({"task_id": task_id}, after=after, page_size=page_size)
        )

    async def list_task_templates(
        self, *, project_id: int, after: str | None = None, page_size: int | None = None
    ) -> ListTaskTemplates:
        """Templates of a project, each after its predecessors; for those who work on it."""
        return await self._call(
            "list_task_templates",
            given({"project_id": project_id}, after=after, page_size=page_size),
        )

    async def list_task_transitions(
        self,
    ) -> ListTaskTransitions:
        """The statuses of tasks and the transitions between them."""
        return await self._call("list_task_transitions", given({}))

    async def list_tasks(
        self,
        *,
        project_id: int | None = None,
        supplier_id: int | None = None,
        status: str | None = None,
        due_until: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
    ) -> ListTasks:
        """Tasks, oldest first: those of the caller's suppliers and projects; all for an admin."""
        return await self._call(
            "list_tasks",
            given(
                {},
                project_id=project_id,
                supplier_id=supplier_id,
                status=status,
                due_until=due_until,
                after=after,
                page_size=page_size,
            ),
        )

    async def preview_date_change(self, *, task_id: int, due_on: str) -> PreviewDateChange:
        """The moves that update_task_due would make with move_successors, and its faults."""
        return await self._call(
            "preview_date_change", given({"task_id": task_id, "due_on": due_on})
        )

    async def project_as_of(
        self, *, project_id: int, at: str, after: str | None = None, page_size: int | None = None
    ) -> ProjectAsOf:
        """The states that the tasks of a project had at a time; without tasks made later."""
        return await self._call(
            "project_as_of",
            given({"project_id": project_id, "at": at}, after=after, page_size=page_size),
        )

    async def remove_supplier_from_project(
        self, *, project_id: int, supplier_id: int
    ) -> RemoveSupplierFromProject:
        """Remove a supplier without open tasks from a project; for its managers and admins."""
        return await self._call(
            "remove_supplier_from_project",
            given({"project_id": project_id, "supplier_id": supplier_id}),
        )

    async def report_open_work(self, *, project_id: int) -> list[ReportOpenWork]:
        """The open tasks of a project, by supplier and status, and by age."""
        return await self._call("report_open_work", given({"project_id": project_id}))

    async def report_project_figures(self, *, project_id: int) -> list[ReportProjectFigure]:
        """What report_project_status returns, as rows."""
        return await self._call("report_project_figures", given({"project_id": project_id}))

    async def report_project_status(self, *, project_id: int) -> ReportProjectStatus:
        """How a project stands: tasks by status, open work by age, forecast and burn-up."""
        return await self._call("report_project_status", given({"project_id": project_id}))

    async def report_supplier_performance(
        self, *, since: str, until: str, supplier_id: int | None = None, by: str | None = None
    ) -> list[ReportSupplierPerformance]:
        """How suppliers kept their dates from since to until, both included."""
        return await self._call(
            "report_supplier_performance",
            given({"since": since, "until": until}, supplier_id=supplier_id, by=by),
        )

    async def revoke_calendar_token(self, *, token_id: int) -> RevokeCalendarToken:
        """Revoke a token of the caller; its calendar is empty from then on (404)."""
        return await self._call("revoke_calendar_token", given({"token_id": token_id}))

    async def revoke_certificate(
        self, *, certificate_id: int, reason: str | None = None
    ) -> AddCertificate:
        """Revoke a certificate; for app roles admin and project_manager."""
        return await self._call(
            "revoke_certificate", given({"certificate_id": certificate_id}, reason=reason)
        )

    async def set_calendar(
        self,
        *,
        code: str,
        name: str,
        workdays: list[int] | None = None,
        expected_version: int | None = None,
    ) -> ListCalendarsItem:
        """Make a calendar, or change its name and weekdays; for app roles admin and project_manager."""
        return await self._call(
            "set_calendar",
            given(
                {"code": code, "name": name}, workdays=workdays, expected_version=expected_version
            ),
        )

    async def set_capability(
        self, *, code: str, name: str, is_certified: bool | None = None
    ) -> ListCapabilitiesItem:
        """Make or change a capability; for app roles admin and project_manager."""
        return await self._call(
            "set_capability", given({"code": code, "name": name}, is_certified=is_certified)
        )

    async def set_contacts(
        self,
        *,
        supplier_id: int,
        contacts: list[SetContactsContactInput],
        expected_version: int | None = None,
    ) -> GetSupplier:
        """Set all contacts of a supplier; for its people, project managers and admins."""
        return await self._call(
            "set_contacts",
            given(
                {"supplier_id": supplier_id, "contacts": contacts},
                expected_version=expected_version,
            ),
        )

    async def set_digest_preferences(
        self,
        *,
        is_enabled: bool | None = None,
        hour: int | None = None,
        timezone: str | None = None,
    ) -> GetDigestPreferences:
        """Set whether, when and where the caller gets a digest; null keeps what is."""
        return await self._call(
            "set_digest_preferences", given({}, is_enabled=is_enabled, hour=hour, timezone=timezone)
        )

    async def set_holidays(
        self,
        *,
        code: str,
        year: int,
        holidays: list[SetHolidaysHolidayInput],
        expected_version: int | None = None,
    ) -> SetHolidays:
        """Set all holidays of a calendar in one year; for app roles admin and project_manager."""
        return await self._call(
            "set_holidays",
            given(
                {"code": code, "year": year, "holidays": holidays},
                expected_version=expected_version,
            ),
        )

    async def set_project_managers(
        self, *, project_id: int, user_ids: list[str], expected_version: int | None = None
    ) -> SetProjectManagers:
        """Set all managers of a project; for its managers and admins."""
        return await self._call(
            "set_project_managers",
            given(
                {"project_id": project_id, "user_ids": user_ids}, expected_version=expected_version
            ),
        )

    async def set_supplier(
        self, *, code: str, supplier: SetSupplierSupplierInput, expected_version: int | None = None
    ) -> GetSupplier:
        """Make or replace a supplier; for app roles admin and project_manager."""
        return await self._call(
            "set_supplier",
            given({"code": code, "supplier": supplier}, expected_version=expected_version),
        )

    async def set_supplier_capabilities(
        self,
        *,
        supplier_id: int,
        capabilities: list[SetSupplierCapabilitiesCapabilityInput],
        expected_version: int | None = None,
    ) -> GetSupplier:
        """Set all capabilities of a supplier with their periods; for app roles admin and
        project_manager.
        """
        return await self._call(
            "set_supplier_capabilities",
            given(
                {"supplier_id": supplier_id, "capabilities": capabilities},
                expected_version=expected_version,
            ),
        )

    async def set_supplier_users(
        self, *, supplier_id: int, user_ids: list[str], expected_version: int | None = None
    ) -> SetSupplierUsers:
        """Set all users who work for a supplier; for app roles admin and project_manager."""
        return await self._call(
            "set_supplier_users",
            given(
                {"supplier_id": supplier_id, "user_ids": user_ids},
                expected_version=expected_version,
            ),
        )

    async def set_task_templates(
        self,
        *,
        project_id: int,
        templates: list[SetTaskTemplatesTemplateInput],
        dependencies: list[SetTaskTemplatesDependencyInput] | None = None,
        expected_version: int | None = None,
    ) -> SetTaskTemplates:
        """Set all templates of a project and their dependencies; for its managers and admins."""
        return await self._call(
            "set_task_templates",
            given(
                {"project_id": project_id, "templates": templates},
                dependencies=dependencies,
                expected_version=expected_version,
            ),
        )

    async def update_project(
        self,
        *,
        project_id: int,
        patch: UpdateProjectPatchInput,
        expected_version: int | None = None,
    ) -> CreateProject:
        """Change a project; for its managers and admins."""
        return await self._call(
            "update_project",
            given({"project_id": project_id, "patch": patch}, expected_version=expected_version),
        )

    async def update_task_due(
        self,
        *,
        task_id: int,
        due_on: str,
        reason: str,
        expected_version: int | None = None,
        cause: str | None = None,
        move_successors: bool | None = None,
    ) -> UpdateTaskDue:
        """Change when an open task is due; for its supplier, its project managers and admins."""
        return await self._call(
            "update_task_due",
            given(
                {"task_id": task_id, "due_on": due_on, "reason": reason},
                expected_version=expected_version,
                cause=cause,
                move_successors=move_successors,
            ),
        )

    async def update_task_status(
        self,
        *,
        task_id: int,
        status: str,
        note: str | None = None,
        expected_version: int | None = None,
        force: bool | None = None,
    ) -> ListTasksItem:
        """Change the status of a task; for its supplier, its project managers and admins."""
        return await self._call(
            "update_task_status",
            given(
                {"task_id": task_id, "status": status},
                note=note,
                expected_version=expected_version,
                force=force,
            ),
        )

    async def validate_task_change(
        self, *, task_id: int, change: ValidateTaskChangeChangeInput
    ) -> list[ValidateTaskChange]:
        """Every fault of a change of a task, the gravest first; [] is none."""
        return await self._call(
            "validate_task_change", given({"task_id": task_id, "change": change})
        )
