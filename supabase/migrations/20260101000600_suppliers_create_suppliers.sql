-- Exported from migrations/0006.suppliers.create_suppliers.sql; edit that file.
-- depends: 0001.core.create_core
-- Create projects, suppliers, tasks and their history.

create schema if not exists suppliers;
grant usage on schema suppliers
to anon, authenticated, service_role, app_worker, app_reader;
comment on schema suppliers is
    'Projects, suppliers, task templates, tasks and their history. Not exposed.';

-- suppliers.calendar_tokens: who may read whose due dates as a calendar.
--
-- Only a hash is stored: a token has 366 random bits, so the hash needs no salt.

create table suppliers.calendar_tokens (
    id bigint generated always as identity primary key,
    user_id uuid not null,
    name text not null,
    token_hash bytea not null,
    created_at timestamptz not null,
    revoked_at timestamptz,

    constraint calendar_tokens_name_check
        check (length(name) between 1 and 100),
    constraint calendar_tokens_token_hash_check
        check (octet_length(token_hash) = 32),
    constraint calendar_tokens_revoked_at_check
        check (revoked_at >= created_at)
);

-- Serves: calendar_feed, which finds a revoked token as little as an unknown one.
create unique index calendar_tokens_token_hash_idx
    on suppliers.calendar_tokens (token_hash) where revoked_at is null;
-- Serves: list_calendar_tokens.
create index calendar_tokens_user_id_id_idx
    on suppliers.calendar_tokens (user_id, id);

alter table suppliers.calendar_tokens enable row level security;

comment on table suppliers.calendar_tokens is
    'Tokens of calendar feeds. Whoever has the token reads the dates of its user.';
comment on column suppliers.calendar_tokens.token_hash is
    'The sha256 of the token, which only its user was shown.';

-- suppliers.calendars: which days are worked.
--
-- Working days are numbered, so that arithmetic on them is arithmetic on numbers: the
-- two arrays that the trigger of suppliers.holidays keeps let suppliers._day_number and
-- suppliers._numbered_day compute a number and its day by a binary search.

create table suppliers.calendars (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    workdays integer[] not null default '{1, 2, 3, 4, 5}',
    days_off date[] not null default '{}',
    worked_before integer[] not null default '{}',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint calendars_code_check
        check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    constraint calendars_name_check
        check (length(name) between 1 and 200),
    constraint calendars_workdays_check
        check (
            cardinality(workdays) between 1 and 7
            and workdays <@ '{1, 2, 3, 4, 5, 6, 7}'::integer[]
        ),
    constraint calendars_days_off_check
        check (cardinality(days_off) = cardinality(worked_before)),
    constraint calendars_version_check
        check (version > 0)
);

alter table suppliers.calendars enable row level security;

comment on table suppliers.calendars is
    'Working calendars: the weekdays that are worked, and days off.';
comment on column suppliers.calendars.workdays is
    'ISO weekdays that are worked, ascending. Units: 1 (Monday) to 7 (Sunday).';
comment on column suppliers.calendars.days_off is
    'The holidays that fall on a workday, ascending; kept from suppliers.holidays.';
comment on column suppliers.calendars.worked_before is
    'The number of the last working day before each day off. Units: working days since '
    '1900-01-01.';

-- suppliers.capabilities: what a task may require of its supplier.

create table suppliers.capabilities (
    code text primary key,
    name text not null,
    is_certified boolean not null default false,

    constraint capabilities_code_check
        check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint capabilities_name_check
        check (length(name) between 1 and 200)
);

alter table suppliers.capabilities enable row level security;

comment on table suppliers.capabilities is
    'Capabilities by code.';
comment on column suppliers.capabilities.is_certified is
    'A supplier has it only while a certificate for it is valid.';

-- suppliers.daily_progress: how many tasks came, were done or were cancelled on a day.
--
-- Triggers of suppliers.task_instances keep it, in the statement that changes the tasks.
-- A row belongs to one supplier in one project, whose tasks change under one lock, so
-- writers do not wait for each other here.

create table suppliers.daily_progress (
    project_id bigint not null,
    supplier_id bigint not null,
    progressed_on date not null,
    made integer not null,
    done integer not null,
    cancelled integer not null,

    primary key (project_id, supplier_id, progressed_on)
);

alter table suppliers.daily_progress enable row level security;

comment on table suppliers.daily_progress is
    'Changes of the number of tasks on a day, in the time zone of the project.';
comment on column suppliers.daily_progress.made is
    'Tasks that were made. Units: tasks.';
comment on column suppliers.daily_progress.done is
    'Tasks that became done, less those that were opened again. Units: tasks.';
comment on column suppliers.daily_progress.cancelled is
    'Tasks that were cancelled, less those that came back. Units: tasks.';

-- suppliers.daily_slips: by how much due dates moved to later days, by cause.
--
-- Triggers of suppliers.task_instances keep it; see suppliers.daily_progress.

create table suppliers.daily_slips (
    project_id bigint not null,
    supplier_id bigint not null,
    slipped_on date not null,
    cause text not null,
    slips integer not null,
    slip_days integer not null,

    primary key (project_id, supplier_id, slipped_on, cause)
);

-- Serves: the slips of all suppliers in days that are not in monthly sums.
create index daily_slips_slipped_on_idx on suppliers.daily_slips (slipped_on);
-- Serves: the slips of a supplier.
create index daily_slips_supplier_id_slipped_on_idx
    on suppliers.daily_slips (supplier_id, slipped_on);

alter table suppliers.daily_slips enable row level security;

comment on table suppliers.daily_slips is
    'Due dates that moved to a later day, by the day on which that was said.';
comment on column suppliers.daily_slips.cause is
    'As in suppliers.task_instances; unstated: without one.';
comment on column suppliers.daily_slips.slips is 'How often. Units: moves.';
comment on column suppliers.daily_slips.slip_days is
    'By how much together. Units: working days.';

-- suppliers.digest_preferences: when a user wants a digest.
--
-- A user without a row has the preferences of the setting suppliers.digest_defaults.

create table suppliers.digest_preferences (
    user_id uuid primary key,
    is_enabled boolean not null,
    hour integer not null,
    timezone text not null,
    updated_at timestamptz not null,

    constraint digest_preferences_hour_check
        check (hour between 0 and 23),
    constraint digest_preferences_timezone_check
        check (length(timezone) between 1 and 100)
);

alter table suppliers.digest_preferences enable row level security;

comment on table suppliers.digest_preferences is
    'Whether, when and in which time zone users get their digest.';
comment on column suppliers.digest_preferences.hour is
    'From this hour of the local day on. Units: 0 to 23.';
comment on column suppliers.digest_preferences.timezone is
    'An IANA name; the user''s days begin and end there.';

-- suppliers.digests: what was to do for a user, once for each of the user's days.
--
-- The unique key is what makes a digest happen once, whatever is repeated. A day on
-- which nothing was to do has a digest too, without a notice.

create table suppliers.digests (
    id bigint generated always as identity primary key,
    user_id uuid not null,
    digest_on date not null,
    timezone text not null,
    counts jsonb not null,
    tasks jsonb not null,
    made_at timestamptz not null,

    unique (user_id, digest_on),
    constraint digests_timezone_check
        check (length(timezone) between 1 and 100),
    constraint digests_counts_check
        check (jsonb_typeof(counts) = 'object'),
    constraint digests_tasks_check
        check (jsonb_typeof(tasks) = 'object')
);

-- Serves: list_digests.
create index digests_user_id_id_idx on suppliers.digests (user_id, id);
-- Serves: retention.
create index digests_made_at_idx on suppliers.digests (made_at);

alter table suppliers.digests enable row level security;

comment on table suppliers.digests is
    'Digests of users as they were sent. Retention: policy suppliers.digests.';
comment on column suppliers.digests.digest_on is
    'The day of the user, in the time zone.';
comment on column suppliers.digests.counts is
    '{due_soon, overdue, blocked, assigned}: how many tasks.';
comment on column suppliers.digests.tasks is
    '{due_soon, overdue, blocked, assigned}: the first tasks of each.';

-- suppliers.finished_tasks: how each finished task kept its promises.
--
-- Triggers of suppliers.task_instances write a row when a task becomes done, and delete
-- it when the task is opened again. It is judged once, by the calendar of that day, so
-- a report reads it and computes no working days. The ids have no foreign keys, as in
-- suppliers.task_history.

create table suppliers.finished_tasks (
    task_id bigint primary key,
    project_id bigint not null,
    supplier_id bigint not null,
    finished_on date not null,
    has_kept_first boolean not null,
    has_kept_last boolean not null,
    lead_days integer,

    constraint finished_tasks_lead_days_check
        check (lead_days >= 0)
);

-- Serves: the performance of all suppliers in days that are not in monthly sums.
create index finished_tasks_finished_on_idx on suppliers.finished_tasks (finished_on);
-- Serves: the performance of the suppliers of some projects.
create index finished_tasks_project_id_finished_on_idx
    on suppliers.finished_tasks (project_id, finished_on);
-- Serves: the performance of a supplier.
create index finished_tasks_supplier_id_finished_on_idx
    on suppliers.finished_tasks (supplier_id, finished_on);

alter table suppliers.finished_tasks enable row level security;

comment on table suppliers.finished_tasks is
    'Tasks that are done: when, and whether on time.';
comment on column suppliers.finished_tasks.finished_on is
    'In the time zone of the project.';
comment on column suppliers.finished_tasks.has_kept_first is
    'It ended by the date that was promised first, moved by its paused working days.';
comment on column suppliers.finished_tasks.has_kept_last is
    'It ended by the date that was promised last, moved by its paused working days.';
comment on column suppliers.finished_tasks.lead_days is
    'From its first day to its last, both included. Units: working days.';

-- suppliers.monthly_finishes: how tasks ended in a month, by their lead time.
--
-- Sums of suppliers.finished_tasks for the months that suppliers.summed_months lists,
-- of all tasks, by supplier and by project: reports of all suppliers read these. The
-- lead time is part of the key, so that medians can be computed of any months.

create table suppliers.monthly_finishes (
    month_on date not null,
    kind text not null,
    group_id bigint not null,
    lead_days integer,
    finished integer not null,
    kept_first integer not null,
    kept_last integer not null,

    unique nulls not distinct (kind, month_on, group_id, lead_days),
    constraint monthly_finishes_kind_check
        check (kind in ('month', 'supplier', 'project'))
);

alter table suppliers.monthly_finishes enable row level security;

comment on table suppliers.monthly_finishes is
    'Finished tasks of whole months.';
comment on column suppliers.monthly_finishes.group_id is
    'Id of the supplier or the project; of a month its days since 1900-01-01.';
comment on column suppliers.monthly_finishes.lead_days is
    'Null: the tasks never started. Units: working days.';

-- suppliers.monthly_slips: by how much due dates slipped in a month, by cause.
--
-- Sums of suppliers.daily_slips; see suppliers.monthly_finishes.

create table suppliers.monthly_slips (
    month_on date not null,
    kind text not null,
    group_id bigint not null,
    cause text not null,
    slips integer not null,
    slip_days integer not null,

    primary key (kind, month_on, group_id, cause),
    constraint monthly_slips_kind_check
        check (kind in ('month', 'supplier', 'project'))
);

alter table suppliers.monthly_slips enable row level security;

comment on table suppliers.monthly_slips is
    'Slips of whole months.';
comment on column suppliers.monthly_slips.group_id is
    'Id of the supplier or the project; of a month its days since 1900-01-01.';
comment on column suppliers.monthly_slips.slip_days is 'Units: working days.';

-- suppliers.orders: heads of loaded purchase orders, as another system has them.
--
-- A file that states vendor and dates on each line has none. Rows are input of
-- suppliers._import_orders; no user reads them.

create table suppliers.orders (
    source text not null,
    order_key text not null,
    vendor text not null,
    ordered_on date,
    delivered_on date,

    primary key (source, order_key),
    constraint orders_source_check
        check (source ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint orders_order_key_check
        check (length(order_key) between 1 and 100),
    constraint orders_vendor_check
        check (length(vendor) between 1 and 200)
);

alter table suppliers.orders enable row level security;

comment on table suppliers.orders is
    'Heads of loaded purchase orders: what holds for all lines that lack it.';

-- suppliers.phases: the order in which things are manufactured.

create table suppliers.phases (
    code text primary key,
    place integer not null unique,

    constraint phases_code_check
        check (code ~ '^[a-z][a-z0-9_]{0,39}$')
);

alter table suppliers.phases enable row level security;

comment on table suppliers.phases is
    'Phases of manufacturing; a phase begins when those with a lower place have ended.';

-- suppliers.summed_months: which months are in suppliers.monthly_finishes and
-- suppliers.monthly_slips.
--
-- A month gets its row first, then a mark, then its sums: see suppliers.run_month_sums.
-- A change of a month deletes its row, so a report reads the days again.

create table suppliers.summed_months (
    month_on date primary key,
    mark xid8,
    is_summed boolean not null default false,

    constraint summed_months_month_on_check
        check (extract(day from month_on) = 1)
);

alter table suppliers.summed_months enable row level security;

comment on table suppliers.summed_months is
    'Months that are summed, or will be.';
comment on column suppliers.summed_months.month_on is 'The first day of the month.';
comment on column suppliers.summed_months.mark is
    'Transactions before it may not have seen the row.';

-- suppliers.task_history: every state that a task has had.
--
-- Append-only; a trigger of suppliers.task_instances writes it. A row holds the whole
-- state after the change, so the state at a time is one row. Project and supplier are
-- copied from the task, for the policies; none of the ids has a foreign key, as
-- many concurrent writers would lock the same parent rows.

create table suppliers.task_history (
    id bigint generated always as identity primary key,
    task_id bigint not null,
    project_id bigint not null,
    supplier_id bigint not null,
    changed_at timestamptz not null,
    version bigint not null,
    status text not null,
    start_on date not null,
    due_on date not null,
    owner_id uuid,
    previous_status text,
    previous_due_on date,
    previous_owner_id uuid,
    actor_id uuid,
    reason text,
    cause text,
    operation_id bigint,

    constraint task_history_version_check
        check (version > 0)
);

-- Serves: list_task_history, and the state of a task at a time.
create index task_history_task_id_id_idx on suppliers.task_history (task_id, id);
-- Serves: reports of a project over a period.
create index task_history_project_id_changed_at_idx
    on suppliers.task_history (project_id, changed_at);

alter table suppliers.task_history enable row level security;

comment on table suppliers.task_history is
    'States of tasks, oldest first. Retention: policy suppliers.task_history.';
comment on column suppliers.task_history.previous_status is
    'Null: the task was made by this change.';
comment on column suppliers.task_history.operation_id is
    'The bulk operation that made the change.';

-- suppliers.task_statuses: the statuses of a task, and what each means.

create table suppliers.task_statuses (
    code text primary key,
    place integer not null unique,
    is_started boolean not null,
    is_final boolean not null,
    is_paused boolean not null,

    constraint task_statuses_code_check
        check (code ~ '^[a-z][a-z0-9_]{0,39}$')
);

alter table suppliers.task_statuses enable row level security;

comment on table suppliers.task_statuses is
    'Statuses of tasks.';
comment on column suppliers.task_statuses.is_paused is
    'The supplier waits for others; the due date moves by the working days that pass.';
comment on column suppliers.task_statuses.is_final is
    'The task is not open any more.';

-- suppliers.holidays: the days of a calendar that are not worked.

create table suppliers.holidays (
    calendar_id bigint not null references suppliers.calendars (id) on delete cascade,
    holiday_on date not null,
    name text not null,

    primary key (calendar_id, holiday_on),
    constraint holidays_holiday_on_check
        check (holiday_on between '1900-01-01' and '2999-12-31'),
    constraint holidays_name_check
        check (length(name) between 1 and 200)
);

alter table suppliers.holidays enable row level security;

comment on table suppliers.holidays is
    'Holidays of a calendar, one row per day.';

-- suppliers.projects: what suppliers work for.
--
-- Its row is the lock of the templates and their dependencies.

create table suppliers.projects (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    status text not null default 'active',
    calendar_id bigint not null references suppliers.calendars (id) on delete restrict,
    timezone text not null default 'UTC',
    starts_on date not null,
    metadata jsonb not null default '{}',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint projects_code_check
        check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    constraint projects_name_check
        check (length(name) between 1 and 200),
    constraint projects_status_check
        check (status in ('active', 'closed')),
    constraint projects_timezone_check
        check (length(timezone) between 1 and 100),
    constraint projects_starts_on_check
        check (starts_on between '1900-01-01' and '2999-12-31'),
    constraint projects_metadata_check
        check (jsonb_typeof(metadata) = 'object'),
    constraint projects_version_check
        check (version > 0)
);

-- Covers the foreign key of the calendar.
create index projects_calendar_id_idx on suppliers.projects (calendar_id);

alter table suppliers.projects enable row level security;

comment on table suppliers.projects is
    'Projects; their tasks come from templates, one set for each supplier.';
comment on column suppliers.projects.timezone is
    'Where the days of the project begin and end; an IANA name.';

-- suppliers.suppliers: the companies that do tasks.

create table suppliers.suppliers (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    country text,
    calendar_id bigint references suppliers.calendars (id) on delete restrict,
    is_active boolean not null default true,
    metadata jsonb not null default '{}',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint suppliers_code_check
        check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    constraint suppliers_name_check
        check (length(name) between 1 and 200),
    constraint suppliers_country_check
        check (country ~ '^[A-Z]{2}$'),
    constraint suppliers_metadata_check
        check (jsonb_typeof(metadata) = 'object'),
    constraint suppliers_version_check
        check (version > 0)
);

-- Covers the foreign key of the calendar.
create index suppliers_calendar_id_idx on suppliers.suppliers (calendar_id);
-- Serves: list_suppliers by name, and the search for the same name twice.
create index suppliers_name_idx on suppliers.suppliers (lower(name), id);

alter table suppliers.suppliers enable row level security;

comment on table suppliers.suppliers is
    'Suppliers. A supplier never learns of another one.';
comment on column suppliers.suppliers.calendar_id is
    'Null: the supplier works by the calendar of each project.';
comment on column suppliers.suppliers.country is 'ISO 3166-1 alpha-2.';

-- suppliers.task_transitions: which status may follow which, for whom, and when.

create table suppliers.task_transitions (
    from_status text not null
    references suppliers.task_statuses (code) on delete restrict,
    to_status text not null
    references suppliers.task_statuses (code) on delete restrict,
    roles text[] not null,
    guard text not null default 'none',
    required_fields text[] not null default '{}',

    primary key (from_status, to_status),
    constraint task_transitions_roles_check
        check (
            cardinality(roles) > 0
            and roles <@ '{supplier, project_manager, admin}'::text[]
        ),
    constraint task_transitions_guard_check
        check (guard in ('none', 'may_start')),
    constraint task_transitions_required_fields_check
        check (required_fields <@ '{note}'::text[])
);

-- Covers the foreign key.
create index task_transitions_to_status_idx on suppliers.task_transitions (to_status);

alter table suppliers.task_transitions enable row level security;

comment on table suppliers.task_transitions is
    'Transitions of tasks. A change of status that is not here is never stored.';
comment on column suppliers.task_transitions.guard is
    'may_start: all predecessors are done and their lags have passed, and the supplier '
    'has the capability.';
comment on column suppliers.task_transitions.required_fields is
    'Arguments that the caller must send.';

-- suppliers.certificates: the proof that a supplier has a capability.

create table suppliers.certificates (
    id bigint generated always as identity primary key,
    supplier_id bigint not null references suppliers.suppliers (id) on delete cascade,
    capability_code text not null
    references suppliers.capabilities (code) on delete restrict,
    number text not null,
    valid_from_on date not null,
    valid_until_on date not null,
    revoked_at timestamptz,

    unique (supplier_id, capability_code, number),
    constraint certificates_number_check
        check (length(number) between 1 and 100),
    constraint certificates_valid_until_on_check
        check (valid_until_on >= valid_from_on)
);

-- Covers the foreign key of the capability.
create index certificates_capability_code_idx
    on suppliers.certificates (capability_code);
-- Serves: the certificates that expire soon.
create index certificates_valid_until_on_idx
    on suppliers.certificates (valid_until_on) where revoked_at is null;

alter table suppliers.certificates enable row level security;

comment on table suppliers.certificates is
    'Certificates of suppliers; each is valid on the days from its first to its last.';

-- suppliers.compliance_exports: archives of projects for auditors.
--
-- A job writes the archive into the storage under the key that the row has from the
-- beginning, so a job that runs again replaces its file. The archive goes after some
-- days; the row stays.

create table suppliers.compliance_exports (
    id bigint generated always as identity primary key,
    project_id bigint not null references suppliers.projects (id) on delete restrict,
    since_at timestamptz not null,
    until_at timestamptz not null,
    status text not null default 'pending',
    storage_key text not null unique
    default 'exports/' || replace(gen_random_uuid()::text, '-', '') || '.zip',
    bytes bigint,
    sha256 text,
    manifest jsonb,
    download jsonb,
    requested_at timestamptz not null,
    requested_by uuid,
    finished_at timestamptz,
    expires_at timestamptz,

    constraint compliance_exports_until_at_check
        check (until_at > since_at),
    constraint compliance_exports_status_check
        check (
            status in ('pending', 'ready', 'expired')
            and (status = 'pending') = (finished_at is null)
            and (status = 'pending') = (sha256 is null)
            and (status = 'ready' or download is null)
        ),
    constraint compliance_exports_facts_check
        check (
            (sha256 is null) = (bytes is null)
            and (sha256 is null) = (manifest is null)
            and (sha256 is null) = (expires_at is null)
            and sha256 ~ '^[0-9a-f]{64}$'
            and bytes > 0
        )
);

-- Serves: the exports of a project, newest first; covers the foreign key.
create index compliance_exports_project_id_id_idx
    on suppliers.compliance_exports (project_id, id);

-- Serves: one export of a period at a time.
create unique index compliance_exports_project_id_since_at_until_at_idx
    on suppliers.compliance_exports (project_id, since_at, until_at)
    where status = 'pending';

alter table suppliers.compliance_exports enable row level security;

comment on table suppliers.compliance_exports is
    'Archives of all records of a project, with proofs; see docs/suppliers.md.';
comment on column suppliers.compliance_exports.since_at is
    'History, reads and audit entries from this time on.';
comment on column suppliers.compliance_exports.until_at is
    'History, reads and audit entries before this time.';
comment on column suppliers.compliance_exports.storage_key is
    'Where the file is in the storage.';
comment on column suppliers.compliance_exports.bytes is
    'The size of the archive. Units: bytes.';
comment on column suppliers.compliance_exports.sha256 is
    'SHA-256 of the archive, in hex.';
comment on column suppliers.compliance_exports.manifest is
    'What the archive says of itself: its files, their sums, the head of the seals.';
comment on column suppliers.compliance_exports.download is
    'The signed download: {url, expires_at}; null until the worker has signed one.';
comment on column suppliers.compliance_exports.expires_at is
    'When the archive is deleted from the storage.';

-- suppliers.contacts: people to reach at a supplier.

create table suppliers.contacts (
    id bigint generated always as identity primary key,
    supplier_id bigint not null references suppliers.suppliers (id) on delete cascade,
    name text not null,
    email text,
    phone text,
    duty text,

    constraint contacts_name_check
        check (length(name) between 1 and 200),
    constraint contacts_email_check
        check (length(email) <= 320 and email like '_%@_%'),
    constraint contacts_phone_check
        check (length(phone) between 3 and 50),
    constraint contacts_duty_check
        check (length(duty) between 1 and 200)
);

-- Serves: the contacts of a supplier; covers the foreign key.
create index contacts_supplier_id_idx on suppliers.contacts (supplier_id);

alter table suppliers.contacts enable row level security;

comment on table suppliers.contacts is
    'People at suppliers. Name, email and phone are personal data.';
comment on column suppliers.contacts.duty is 'What the person does there.';

-- suppliers.project_managers: which users manage which projects.

create table suppliers.project_managers (
    project_id bigint not null references suppliers.projects (id) on delete cascade,
    user_id uuid not null,

    primary key (project_id, user_id)
);

-- Serves: the projects of a user.
create index project_managers_user_id_idx on suppliers.project_managers (user_id);

alter table suppliers.project_managers enable row level security;

comment on table suppliers.project_managers is
    'Users with app role project_manager see and steer these projects.';

-- suppliers.supplier_capabilities: which supplier has which capability, and when.

create table suppliers.supplier_capabilities (
    supplier_id bigint not null references suppliers.suppliers (id) on delete cascade,
    capability_code text not null
    references suppliers.capabilities (code) on delete restrict,
    valid_from_on date not null,
    valid_until_on date,

    primary key (supplier_id, capability_code, valid_from_on),
    constraint supplier_capabilities_valid_until_on_check
        check (valid_until_on >= valid_from_on)
);

-- Covers the foreign key of the capability.
create index supplier_capabilities_capability_code_idx
    on suppliers.supplier_capabilities (capability_code);

alter table suppliers.supplier_capabilities enable row level security;

comment on table suppliers.supplier_capabilities is
    'Capabilities of suppliers, with their periods.';
comment on column suppliers.supplier_capabilities.valid_until_on is
    'The last day; null: no end.';

-- suppliers.supplier_projects: which supplier works for which project.
--
-- Its row is the lock of the supplier's tasks in the project: every change of them
-- locks it first, so dependencies are checked against tasks that do not move.

create table suppliers.supplier_projects (
    id bigint generated always as identity primary key,
    project_id bigint not null references suppliers.projects (id) on delete restrict,
    supplier_id bigint not null references suppliers.suppliers (id) on delete restrict,
    calendar_id bigint not null references suppliers.calendars (id) on delete restrict,
    added_at timestamptz not null,
    removed_at timestamptz,

    unique (project_id, supplier_id),
    unique (id, project_id, supplier_id),
    constraint supplier_projects_removed_at_check
        check (removed_at >= added_at)
);

-- Serves: the suppliers of a project; covers the foreign key.
create index supplier_projects_project_id_idx
    on suppliers.supplier_projects (project_id);
-- Serves: the projects of a supplier; covers the foreign key.
create index supplier_projects_supplier_id_idx
    on suppliers.supplier_projects (supplier_id);
-- Covers the foreign key of the calendar.
create index supplier_projects_calendar_id_idx
    on suppliers.supplier_projects (calendar_id);

alter table suppliers.supplier_projects enable row level security;

comment on table suppliers.supplier_projects is
    'Suppliers of projects; one that was removed keeps its finished tasks.';
comment on column suppliers.supplier_projects.calendar_id is
    'By which its tasks are planned: that of the supplier, else that of the project.';

-- suppliers.supplier_users: which users work for which suppliers.

create table suppliers.supplier_users (
    supplier_id bigint not null references suppliers.suppliers (id) on delete cascade,
    user_id uuid not null,

    primary key (supplier_id, user_id)
);

-- Serves: the suppliers of a user.
create index supplier_users_user_id_idx on suppliers.supplier_users (user_id);

alter table suppliers.supplier_users enable row level security;

comment on table suppliers.supplier_users is
    'Users with app role supplier see and do the tasks of these suppliers.';

-- suppliers.task_templates: the tasks that a project asks of each supplier.
--
-- place is a topological order of the dependencies: one pass over the templates by
-- place computes what depends on predecessors.

create table suppliers.task_templates (
    id bigint generated always as identity primary key,
    project_id bigint not null references suppliers.projects (id) on delete cascade,
    code text not null,
    title text not null,
    phase_code text references suppliers.phases (code) on delete restrict,
    capability_code text references suppliers.capabilities (code) on delete restrict,
    canonical_due_on date not null,
    duration_days integer not null default 1,
    place integer not null,

    unique (project_id, code),
    unique (project_id, id),
    constraint task_templates_code_check
        check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
    constraint task_templates_title_check
        check (length(title) between 1 and 200),
    constraint task_templates_canonical_due_on_check
        check (canonical_due_on between '1900-01-01' and '2999-12-31'),
    constraint task_templates_duration_days_check
        check (duration_days between 1 and 1000)
);

-- Serves: the templates of a project in the order of their dates.
create index task_templates_project_id_canonical_due_on_idx
    on suppliers.task_templates (project_id, canonical_due_on);
-- Covers the foreign key of the phase.
create index task_templates_phase_code_idx on suppliers.task_templates (phase_code);
-- Covers the foreign key of the capability; serves: the tasks that need one.
create index task_templates_capability_code_idx
    on suppliers.task_templates (capability_code);

alter table suppliers.task_templates enable row level security;

comment on table suppliers.task_templates is
    'Templates of tasks; add_supplier_to_project makes a task of each.';
comment on column suppliers.task_templates.canonical_due_on is
    'When the task is due where nothing delays it.';
comment on column suppliers.task_templates.duration_days is
    'Units: working days, the first and the last included.';
comment on column suppliers.task_templates.place is
    'After the places of all predecessors.';

-- suppliers.task_dependencies: which task of a project starts after which has ended.
--
-- Finish to start. The graph is acyclic; it is written under the lock of the project.
-- Phases are part of it: the last tasks of a phase come before the first ones of the
-- next, by dependencies that are marked as implied.

create table suppliers.task_dependencies (
    project_id bigint not null,
    template_id bigint not null,
    predecessor_id bigint not null,
    lag_days integer not null default 0,
    is_implied boolean not null default false,

    primary key (template_id, predecessor_id),
    foreign key (project_id, template_id)
    references suppliers.task_templates (project_id, id) on delete cascade,
    foreign key (project_id, predecessor_id)
    references suppliers.task_templates (project_id, id) on delete cascade,
    constraint task_dependencies_predecessor_id_check
        check (predecessor_id <> template_id),
    constraint task_dependencies_lag_days_check
        check (lag_days between 0 and 1000)
);

-- Covers the foreign key; serves: all dependencies of a project.
create index task_dependencies_project_id_template_id_idx
    on suppliers.task_dependencies (project_id, template_id);
-- Covers the foreign key; serves: the successors of a template.
create index task_dependencies_project_id_predecessor_id_idx
    on suppliers.task_dependencies (project_id, predecessor_id);

alter table suppliers.task_dependencies enable row level security;

comment on table suppliers.task_dependencies is
    'Dependencies between the tasks of a supplier in a project, finish to start.';
comment on column suppliers.task_dependencies.lag_days is
    'Whole working days between the end and the start. Units: working days.';
comment on column suppliers.task_dependencies.is_implied is
    'It follows from the phases of the two templates.';

-- suppliers.task_instances: the tasks of suppliers, as they are now.
--
-- Each supplier of a project has one task of each template. The columns changed_… say
-- who changed status, dates or owner last, and why; a trigger copies them to
-- suppliers.task_history, so the history is complete however a task is changed. The
-- statuses are a check, as each write would lock the row of a foreign key.

create table suppliers.task_instances (
    id bigint generated always as identity primary key,
    supplier_project_id bigint not null,
    project_id bigint not null,
    supplier_id bigint not null,
    task_template_id bigint not null,
    status text not null default 'planned',
    start_on date not null,
    planned_due_on date not null,
    due_on date not null,
    owner_id uuid,
    started_at timestamptz,
    finished_at timestamptz,
    paused_at timestamptz,
    paused_days integer not null default 0,
    is_imported boolean not null default false,
    version bigint not null default 1,
    changed_at timestamptz not null,
    changed_by uuid,
    change_reason text,
    change_cause text,
    operation_id bigint,

    unique (supplier_project_id, task_template_id),
    foreign key (supplier_project_id, project_id, supplier_id)
    references suppliers.supplier_projects (id, project_id, supplier_id)
    on delete restrict,
    foreign key (project_id, task_template_id)
    references suppliers.task_templates (project_id, id) on delete restrict,
    constraint task_instances_status_check
        check (
            status in (
                'planned', 'in_progress', 'waiting', 'blocked', 'submitted', 'done',
                'cancelled'
            )
        ),
    constraint task_instances_due_on_check
        check (start_on <= due_on and due_on between '1900-01-01' and '2999-12-31'),
    constraint task_instances_finished_at_check
        check (finished_at >= started_at),
    constraint task_instances_paused_days_check
        check (paused_days >= 0),
    constraint task_instances_version_check
        check (version > 0),
    constraint task_instances_change_reason_check
        check (length(change_reason) <= 500),
    constraint task_instances_change_cause_check
        check (
            change_cause in (
                'supplier', 'material', 'design', 'customer', 'logistics',
                'force_majeure', 'planning', 'predecessor'
            )
        )
);

-- Serves: the tasks of a status, for the quality rules and the notices.
create index task_instances_status_idx on suppliers.task_instances (status);
-- Serves: the tasks of a supplier in a project by status; covers the foreign key.
create index task_instances_supplier_project_id_status_idx
    on suppliers.task_instances (supplier_project_id, status);
-- Serves: the tasks of a template; covers the foreign key.
create index task_instances_task_template_id_idx
    on suppliers.task_instances (task_template_id);
-- Serves: what is due until a day.
create index task_instances_due_on_idx on suppliers.task_instances (due_on);
-- Serves: list_tasks of a project, and its reports; covers the foreign key.
create index task_instances_project_id_id_idx
    on suppliers.task_instances (project_id, id);
-- Serves: list_tasks of a supplier.
create index task_instances_supplier_id_id_idx
    on suppliers.task_instances (supplier_id, id);
-- Serves: the tasks of a person.
create index task_instances_owner_id_due_on_idx
    on suppliers.task_instances (owner_id, due_on) where owner_id is not null;
-- Serves: what is due of a supplier, until a day.
create index task_instances_supplier_id_due_on_idx
    on suppliers.task_instances (supplier_id, due_on);

alter table suppliers.task_instances enable row level security;

comment on table suppliers.task_instances is
    'Tasks of suppliers as they are now; suppliers.task_history has what they were.';
comment on constraint task_instances_project_id_task_template_id_fkey
on suppliers.task_instances is
    'Not indexed: a template has few tasks, which task_instances_task_template_id_idx '
    'finds.';
comment on constraint task_instances_supplier_project_id_project_id_supplier_id_fkey
on suppliers.task_instances is
    'Not indexed: task_instances_supplier_project_id_status_idx finds the rows.';
comment on column suppliers.task_instances.start_on is
    'The day on which work begins by plan.';
comment on column suppliers.task_instances.planned_due_on is
    'The first date that was promised.';
comment on column suppliers.task_instances.due_on is
    'The date that is promised now.';
comment on column suppliers.task_instances.paused_at is
    'Since when the clock of the service level stands; null: it runs.';
comment on column suppliers.task_instances.paused_days is
    'For how long it stood before. Units: working days.';
comment on column suppliers.task_instances.is_imported is
    'The dates come from elsewhere and may have been in the past when they were set.';
comment on column suppliers.task_instances.change_cause is
    'Why a date moved, for reports.';
comment on column suppliers.task_instances.operation_id is
    'The bulk operation that changed it last; core.operations keeps them for a time.';

-- suppliers.order_lines: loaded purchase-order lines, as another system has them.
--
-- Rows are input of suppliers._import_orders, which makes a task of each; no user reads
-- them. The file has the last word: a line is never changed, so nothing audits it.

create table suppliers.order_lines (
    id bigint generated always as identity primary key,
    source text not null,
    line_key text not null,
    order_key text,
    project_code text not null,
    vendor text,
    item text not null,
    country text,
    quoted_on date,
    ordered_on date,
    due_on date not null,
    delivered_on date,
    quantity numeric,
    value_minor bigint,
    freight_minor bigint,
    currency text,
    weight_kg numeric,
    task_id bigint unique
    references suppliers.task_instances (id) on delete restrict,

    unique (source, line_key),
    constraint order_lines_source_check
        check (source ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint order_lines_line_key_check
        check (length(line_key) between 1 and 100),
    constraint order_lines_order_key_check
        check (length(order_key) between 1 and 100),
    constraint order_lines_project_code_check
        check (project_code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    constraint order_lines_vendor_check
        check (length(vendor) between 1 and 200),
    constraint order_lines_item_check
        check (length(item) between 1 and 1000),
    constraint order_lines_country_check
        check (length(country) between 1 and 200),
    constraint order_lines_quoted_on_check
        check (quoted_on between '1900-01-01' and '2999-12-31'),
    constraint order_lines_ordered_on_check
        check (ordered_on between '1900-01-01' and '2999-12-31'),
    constraint order_lines_due_on_check
        check (due_on between '1900-01-01' and '2999-12-31'),
    constraint order_lines_delivered_on_check
        check (delivered_on between '1900-01-01' and '2999-12-31'),
    constraint order_lines_quantity_check
        check (quantity >= 0),
    constraint order_lines_currency_check
        check (currency ~ '^[A-Z]{3}$'),
    constraint order_lines_weight_kg_check
        check (weight_kg >= 0)
);

-- Serves: the lines that no task was made of yet.
create index order_lines_project_code_idx
    on suppliers.order_lines (project_code) where task_id is null;

alter table suppliers.order_lines enable row level security;

comment on table suppliers.order_lines is
    'Loaded purchase-order lines; each becomes a task that is marked as imported.';
comment on column suppliers.order_lines.country is 'Where it goes, by the file.';
comment on column suppliers.order_lines.due_on is 'The date that was promised first.';
comment on column suppliers.order_lines.task_id is
    'Null: its vendor is not known yet.';
comment on column suppliers.order_lines.value_minor is
    'What the line costs. Units: minor units of currency.';
comment on column suppliers.order_lines.freight_minor is
    'What its transport costs. Units: minor units of currency.';
comment on column suppliers.order_lines.weight_kg is 'Units: kilograms.';

-- suppliers.task_notices: which task was announced as due soon or overdue, for which
-- date.
--
-- The key makes a notice happen once: a task that gets another date is announced again.

create table suppliers.task_notices (
    task_id bigint not null
    references suppliers.task_instances (id) on delete cascade,
    kind text not null,
    due_on date not null,
    noticed_at timestamptz not null,

    primary key (task_id, kind, due_on),
    constraint task_notices_kind_check
        check (kind in ('due_soon', 'overdue'))
);

-- Serves: retention.
create index task_notices_noticed_at_idx on suppliers.task_notices (noticed_at);

alter table suppliers.task_notices enable row level security;

comment on table suppliers.task_notices is
    'Notices of dates, one for each task, kind and date. Retention: policy '
    'suppliers.task_notices.';
