-- Rendered from functions/api/core.sql.j2; edit that file, not this one.
-- What callers may ask of the shared wall: its table of contents.

create or replace function api.health()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select core.health();
$$;
grant execute on function api.health() to authenticated, service_role;
comment on function api.health() is
$$Whether the installation is well: every check with its figure.

Returns {status: ok|degraded|down, checks: [{name, status: ok|warn|fail, value, unit,
detail}]}: down when a check fails, degraded when one warns. A check that cannot answer
in its time fails and the others still answer.
Errors: PT403 core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.metrics()
    returns text
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select core.metrics();
$$;
grant execute on function api.metrics() to authenticated, service_role;
comment on function api.metrics() is
$$Every figure in Prometheus's text exposition format, version 0.0.4.

Each health check is a gauge named after it and its unit; labelled metrics come from
core.metric_sources, each with a bound on its series. Ask with `Accept: text/plain`.
Units: base units, as the names say.
Errors: PT403 core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.report_slow_statements(page_size integer default 20)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select core.report_slow_statements(p_page_size => page_size);
$$;
grant execute on function api.report_slow_statements(integer) to authenticated, service_role;
comment on function api.report_slow_statements(integer) is
$$Statements by the time they took in all, added up by the RPC that they call.

Returns {items: [{rpc, statement, calls, total_ms, mean_ms, max_ms, budget_ms,
is_over_budget, rows, hit_ratio}]}: `statement` stands where no RPC is called,
`is_over_budget` compares the mean with the RPC's own budget. Empty without
pg_stat_statements.
Units: milliseconds; hit_ratio from 0 to 1.
Errors: PT403 core.not_permitted, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;

create or replace function api.get_operation(operation_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select core.get_operation(p_operation_id => operation_id);
$$;
grant execute on function api.get_operation(bigint) to authenticated, service_role;
comment on function api.get_operation(bigint) is
$$Status and progress of bulk work that the caller started; an admin sees any.

Returns {id, kind, status, total, done, failed, skipped, progress, cancel_requested,
created_at, started_at, progressed_at, finished_at}; status is queued, running,
succeeded, partial (some items failed), failed (all did) or cancelled.
Units: total, done, failed and skipped are items; progress from 0 to 1.
Errors: PT404 core.operation_not_found.
Budget: 20 ms.
$$;

create or replace function api.list_operation_errors(operation_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select core.list_operation_errors(p_operation_id => operation_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_operation_errors(bigint, text, integer) to authenticated, service_role;
comment on function api.list_operation_errors(bigint, text, integer) is
$$The items of bulk work that were refused, in the order of the call.

Returns {items: [{item_number, item, code, message, detail, hint}], next}.
Units: item_number from 1; page_size from 1 to 500.
Errors: PT404 core.operation_not_found, PT422 core.invalid_cursor,
core.invalid_page_size.
Budget: 20 ms.
$$;

create or replace function api.cancel_operation(operation_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = ''
as $$
    select core.cancel_operation(p_operation_id => operation_id);
$$;
grant execute on function api.cancel_operation(bigint) to authenticated, service_role;
comment on function api.cancel_operation(bigint) is
$$Stop bulk work: what is done stays, the rest is skipped.

Returns what get_operation does. Calling it again changes nothing. While a chunk is being done the status stays
`running` with cancel_requested true.
Errors: PT404 core.operation_not_found, PT409 core.operation_finished.
Emits: core.operation.finished.
Budget: 50 ms.
$$;

create or replace function api.changes_since(topics text[], after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
as $$
    select core.changes_since(p_topics => topics, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.changes_since(text[], text, integer) to anon, authenticated, service_role;
comment on function api.changes_since(text[], text, integer) is
$$Events of these topics after a cursor, in commit order: {events, next, has_more}.

Without `after`: from now, that is no event and the current cursor. An event shows as
soon as every transaction that began to write before it has ended.
Errors: core.topic_not_readable, core.invalid_cursor, core.cursor_expired,
core.invalid_page_size, core.invalid_argument.
Budget: 50 ms
$$;

create or replace function api.list_history(table_name text, row_id text, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = ''
as $$
    select core.list_history(p_table_name => table_name, p_row_id => row_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_history(text, text, text, integer) to authenticated, service_role;
comment on function api.list_history(text, text, text, integer) is
$$The audit entries of one row, newest first.

`table_name` is schema.table; `row_id` is the key as text, or a JSON array of texts for
a key of several columns. Returns {items: [{id, xid, changed_at, table_name, row_id,
operation, old_values, actor_id, role, request_id, reason}], next}: old_values holds the
columns that changed, as they were, and a deleted row whole. For app roles admin and analyst.
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 core.table_not_audited, PT422
core.invalid_cursor, core.invalid_page_size.
Budget: 50 ms.
$$;

create or replace function api.record_as_of(table_name text, row_id text, at timestamptz)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = ''
as $$
    select core.record_as_of(p_table_name => table_name, p_row_id => row_id, p_at => at);
$$;
grant execute on function api.record_as_of(text, text, timestamptz) to authenticated, service_role;
comment on function api.record_as_of(text, text, timestamptz) is
$$One row of an audited table as it was at that time; null when there was none.

Times are those at which transactions began. A masked column reads "***". For app roles
admin and analyst.
Errors: PT403 core.not_permitted, PT404 core.table_not_audited, PT410
core.history_unavailable (the table was truncated since, or retention dropped it).
Budget: 50 ms.
$$;

create or replace function api.prove_audit_entry(entry_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = ''
as $$
    select core.prove_audit_entry(p_entry_id => entry_id);
$$;
grant execute on function api.prove_audit_entry(bigint) to authenticated, service_role;
comment on function api.prove_audit_entry(bigint) is
$$The inclusion proof of one audit entry: its leaf hash and the path to a sealed root.

Start with `leaf`; for each step of `path` take SHA-256 over 0x01, then the step's
sha256 and the hash so far in the order that `side` says; the end is `root`.
`is_included` says whether it is: false when the batch was tampered with. For app roles
admin and analyst.
Errors: PT403 core.not_permitted, PT404 core.entry_not_found, PT409
core.entry_not_sealed.
Budget: 200 ms.
$$;
