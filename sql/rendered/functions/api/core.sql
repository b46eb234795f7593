-- Rendered from functions/api/core.sql.j2; edit that file, not this one.
-- The RPCs of core that schema api exposes.

create or replace function api.health()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
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
    returns core."text/plain"
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.metrics();
$$;
grant execute on function api.metrics() to authenticated, service_role;
comment on function api.metrics() is
$$Every figure in Prometheus's text exposition format, version 0.0.4.

Each health check is a gauge named after it and its unit; labelled metrics come from
core.metric_sources, each with a bound on its series. `Accept: text/plain`, as Prometheus
asks, is answered so; JSON is a string.
Units: base units, as the names say.
Errors: PT403 core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.report_slow_statements(page_size integer default 20)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
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
    set search_path = pg_catalog, pg_temp
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
    set search_path = pg_catalog, pg_temp
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
    set search_path = pg_catalog, pg_temp
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

create or replace function api.revoke_token(jti text, expires_at timestamptz)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.revoke_token(p_jti => jti, p_expires_at => expires_at);
$$;
grant execute on function api.revoke_token(text, timestamptz) to authenticated, service_role;
comment on function api.revoke_token(text, timestamptz) is
$$Refuse one token from now on: the one that the caller presents, any for an admin.

jti is the token's `jti`, or its `session_id` where tokens have no jti. The revocation is
kept until expires_at, at most 10 years, for the caller's own token at least until its
`exp`, for ever where it has none.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Budget: 200 ms.
$$;

create or replace function api.revoke_user_tokens(user_id uuid)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.revoke_user_tokens(p_user_id => user_id);
$$;
grant execute on function api.revoke_user_tokens(uuid) to authenticated, service_role;
comment on function api.revoke_user_tokens(uuid) is
$$Refuse every token that was issued to a user until now: the caller's own, or anyone's
for an admin.

The next token, issued a second later or more, is good again.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Budget: 200 ms.
$$;

create or replace function api.register_webhook(url text, event_types text[], description text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.register_webhook(p_url => url, p_event_types => event_types, p_description => description);
$$;
grant execute on function api.register_webhook(text, text[], text) to authenticated;
comment on function api.register_webhook(text, text[], text) is
$$Have events sent to a URL, signed as Standard Webhooks 1.0 says.

`event_types` are patterns: `commerce.order.paid`, `commerce.order.*`, `*`. Only events of
topics that you may read are sent, from now on. Returns {id, secret}; the secret
(`whsec_…`) is told here and never again.
Errors: PT403 core.not_permitted; PT409 core.too_many_webhooks; PT422
core.invalid_webhook_url, core.invalid_argument.
Budget: 50 ms.
$$;

create or replace function api.rotate_webhook_secret(id uuid)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.rotate_webhook_secret(p_id => id);
$$;
grant execute on function api.rotate_webhook_secret(uuid) to authenticated;
comment on function api.rotate_webhook_secret(uuid) is
$$Give a webhook a new secret, told here and never again.

Until `old_expires_at` every delivery carries two signatures, by the old and by the new
secret. A further rotation in that time ends the oldest at once.
Errors: PT404 core.webhook_not_found.
Budget: 50 ms.
$$;

create or replace function api.update_webhook(id uuid, url text default null, event_types text[] default null, description text default null, enabled boolean default null, max_concurrency integer default null, max_per_second integer default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.update_webhook(p_id => id, p_url => url, p_event_types => event_types, p_description => description, p_enabled => enabled, p_max_concurrency => max_concurrency, p_max_per_second => max_per_second);
$$;
grant execute on function api.update_webhook(uuid, text, text[], text, boolean, integer, integer) to authenticated;
comment on function api.update_webhook(uuid, text, text[], text, boolean, integer, integer) is
$$Change a webhook; what is null stays as it is. Returns it as list_webhooks does.

`enabled` false stops it: what is pending waits, new events are not kept for it (see
replay_webhooks_since). `enabled` true starts it again, whatever disabled it.
Errors: PT404 core.webhook_not_found; PT422 core.invalid_webhook_url,
core.invalid_argument.
Budget: 50 ms.
$$;

create or replace function api.delete_webhook(id uuid)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.delete_webhook(p_id => id);
$$;
grant execute on function api.delete_webhook(uuid) to authenticated;
comment on function api.delete_webhook(uuid) is
$$Remove a webhook with its secrets and the record of its deliveries.

Errors: PT404 core.webhook_not_found.
Budget: 200 ms.
$$;

create or replace function api.list_webhooks()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_webhooks();
$$;
grant execute on function api.list_webhooks() to authenticated;
comment on function api.list_webhooks() is
$$Your webhooks in the order in which they were made, each with its state.

Returns {items: [{id, url, event_types, description, status, status_reason,
max_concurrency, max_per_second, circuit, resume_at, failing_since, succeeded_at,
created_at, updated_at}], next}.
Budget: 20 ms.
$$;

create or replace function api.list_webhook_deliveries(webhook_id uuid, status text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_webhook_deliveries(p_webhook_id => webhook_id, p_status => status, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_webhook_deliveries(uuid, text, text, integer) to authenticated;
comment on function api.list_webhook_deliveries(uuid, text, text, integer) is
$$Deliveries of one of your webhooks, newest first, with the latest attempt of each.

`status` is pending, delivered or failed; null is all. Returns {items: [{id, message_id,
event_id, type, at, status, outcome, attempts, next_attempt_at, finished_at,
last_attempt}], next}. `message_id` is the `webhook-id` header, the same at every attempt.
Errors: PT404 core.webhook_not_found; PT422 core.invalid_page_size, core.invalid_cursor,
core.invalid_argument.
Budget: 50 ms.
$$;

create or replace function api.replay_webhook(delivery_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.replay_webhook(p_delivery_id => delivery_id);
$$;
grant execute on function api.replay_webhook(bigint) to authenticated;
comment on function api.replay_webhook(bigint) is
$$Send a delivery again, delivered or not, with the same `webhook-id` and body.

Returns {id, status, next_attempt_at}. One that is being sent right now is left alone.
Errors: PT404 core.webhook_delivery_not_found; PT409 core.webhook_disabled.
Budget: 50 ms.
$$;

create or replace function api.replay_webhooks_since(webhook_id uuid, since timestamptz)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.replay_webhooks_since(p_webhook_id => webhook_id, p_since => since);
$$;
grant execute on function api.replay_webhooks_since(uuid, timestamptz) to authenticated;
comment on function api.replay_webhooks_since(uuid, timestamptz) is
$$Send every matching event since a moment, whether or not it was sent before.

Each keeps its `webhook-id`. Returns {id, queued}. What is being sent right now is left
alone; what retention has removed from the log is gone.
Errors: PT404 core.webhook_not_found; PT409 core.webhook_disabled; PT422
core.invalid_argument, core.too_much_to_replay.
Budget: 200 ms.
$$;

create or replace function api.receive_webhook(source text, headers jsonb, body text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.receive_webhook(p_source => source, p_headers => headers, p_body => body);
$$;
grant execute on function api.receive_webhook(text, jsonb, text) to service_role;
comment on function api.receive_webhook(text, jsonb, text) is
$$Take a signed message of a known source; `body` is the raw text that was signed.

`headers` is an object of the request's headers. Kept raw; a job processes it. A message
whose id was received before answers `duplicate: true` and does nothing. Returns
{receipt_id, duplicate}.
Errors: PT401 core.webhook_refused, the same for an unknown source, a bad signature and a
time more than 5 minutes off; PT413 core.webhook_too_large.
Budget: 20 ms.
$$;

create or replace function api.changes_since(topics text[], after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
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

create or replace function api.health_cache()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.health_cache();
$$;
grant execute on function api.health_cache() to authenticated, service_role;
comment on function api.health_cache() is
$$Hit ratio and age of every cache.

{status, checks: [{name, status, value, unit, detail}]}.
degraded: after 100 lookups, fewer than core.cache.min_hit_percent were hits. GETs are
not counted.
Budget: 50 ms.
$$;

create or replace function api.list_notifications(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_notifications(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_notifications(text, integer) to authenticated;
comment on function api.list_notifications(text, integer) is
$$The caller's notifications, newest first: {items: [{id, kind, payload, created_at,
read_at}], next, unread}.

unread counts all of them, at most to 1,000.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;

create or replace function api.mark_notifications_read(ids bigint[])
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.mark_notifications_read(p_ids => ids);
$$;
grant execute on function api.mark_notifications_read(bigint[]) to authenticated;
comment on function api.mark_notifications_read(bigint[]) is
$$Mark notifications of the caller as read: {marked, unread}.

Ids that are not the caller's, or read already, are left out.
Errors: PT422 core.invalid_argument for more than 1,000 ids.
Emits: core.notification.read {v, ids} on core:notifications:<user id>.
Budget: 200 ms.
$$;

create or replace function api.list_history(table_name text, row_id text, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_history(p_table_name => table_name, p_row_id => row_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_history(text, text, text, integer) to authenticated, service_role;
comment on function api.list_history(text, text, text, integer) is
$$The audit entries of one row, newest first.

`table_name` is schema.table; `row_id` is the key as text, or a JSON array for a key of
several columns; a key is compared as values, however it is spelled. Returns {items: [{id, xid, changed_at, table_name, row_id,
operation, old_values, actor_id, role, request_id, reason}], next}: old_values holds the
columns that changed, as they were, and a deleted row whole. For app roles admin and analyst.
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 core.table_not_audited, PT422
core.invalid_argument (row_id is not a key), core.invalid_cursor, core.invalid_page_size.
Budget: 50 ms.
$$;

create or replace function api.record_as_of(table_name text, row_id text, at timestamptz)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.record_as_of(p_table_name => table_name, p_row_id => row_id, p_at => at);
$$;
grant execute on function api.record_as_of(text, text, timestamptz) to authenticated, service_role;
comment on function api.record_as_of(text, text, timestamptz) is
$$One row of an audited table as it was at that time; null when there was none.

Times are those at which transactions began. A masked column reads "***". For app roles
admin and analyst.
`row_id` as in list_history. Errors: PT403 core.not_permitted, PT404
core.table_not_audited, PT410 core.history_unavailable (the table was truncated since, or
retention dropped it), PT422 core.invalid_argument (row_id is not a key, at is not a time).
Budget: 50 ms.
$$;

create or replace function api.prove_audit_entry(entry_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
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

create or replace function api.revert_change(entry_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.revert_change(p_entry_id => entry_id);
$$;
grant execute on function api.revert_change(bigint) to authenticated, service_role;
comment on function api.revert_change(bigint) is
$$Undo one audited change; returns the row as it is now, null when that removed it.

For app role admin.
Errors: PT403 core.not_permitted, PT404 core.entry_not_found, core.table_not_audited,
PT409 core.row_moved_on (it changed again since, or a constraint of today refuses it),
PT422 core.not_revertible (a truncate, a masked column, or a table that
core.revertible_tables lacks); what the table's own triggers raise.
Budget: 200 ms.
$$;
