-- Exported from functions, sql/views, triggers, policies and sql/seeds; edit those.

set check_function_bodies = off;

-- @ functions/api/core 9e287ad6d9c0ab383f6da860967ada12bc8bec03be0ebf7e0c7d0f553b683d53
-- Rendered from functions/api/core.sql.j2; edit that file, not this one.
-- What callers may ask of the shared wall: its table of contents.

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
    returns text
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

create or replace function api.pre_request()
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.pre_request();
$$;
grant execute on function api.pre_request() to anon, authenticated, service_role;
comment on function api.pre_request() is
$$Refuse revoked tokens and callers over their limits; log access to guarded RPCs.

PostgREST calls it before each request (db-pre-request); it answers nothing.
Errors: PT401 core.token_revoked, PT429 core.rate_limited, PT405 core.post_only.
Budget: 5 ms.
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
kept until expires_at, for the caller's own token at least until its `exp`.
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
    set search_path = pg_catalog, pg_temp
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

-- @ functions/api/filters 71b4f4cef4c59612f3b67482c8d3e82b151e5f746ee61f7b769e6e5efd604833
-- Rendered from functions/api/filters.sql.j2; edit that file, not this one.
-- What callers may ask of filters: its table of contents.

create or replace function api.list_dimensions()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.list_dimensions();
$$;
grant execute on function api.list_dimensions() to authenticated, service_role;
comment on function api.list_dimensions() is
$$All dimensions in the order in which a page shows them.

Returns [{name, label, parent, position, enabled, version, total, source, column, path,
state, roles, counted_by}]: `total` is the number of values that have a line; a
dimension that is not enabled cannot be asked for.
Budget: 10 ms.
$$;

create or replace function api.filter_values(dimension text, within jsonb default '{}', search text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.filter_values(p_dimension => dimension, p_within => within, p_search => search, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.filter_values(text, jsonb, text, text, integer) to authenticated, service_role;
comment on function api.filter_values(text, jsonb, text, text, integer) is
$$Values of one dimension that have a transaction line, by label, with their counts.

`within` narrows by other dimensions: {"region": ["NCR"], "brand": "…"}; the dimension
never narrows itself, and a value that no line has matches nothing. `search` keeps
values whose label or value contains it, in any case; it knows no wildcards. Returns
{dimension, items: [{value, label, count}], next, total, version}: `total` counts all
values that match, `next` is the cursor of the next page or null.
Units: count is lines; page_size from 1 to 500.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, filters.invalid_search,
core.invalid_cursor, core.invalid_page_size.
A registered dimension is narrowed by its parent from counters, by others of its table
from the rows, without a budget.
Budget: 10 ms with zero or one narrowing dimension, 50 ms with more.
$$;

create or replace function api.filter_options(within jsonb default '{}', top integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.filter_options(p_within => within, p_top => top);
$$;
grant execute on function api.filter_options(jsonb, integer) to authenticated, service_role;
comment on function api.filter_options(jsonb, integer) is
$$All enabled dimensions at once, each narrowed by the others, and what the selection
holds.

Returns {dimensions: {<name>: {items: [{value, label, count}], total, truncated}},
price: {min, max}, basket_size: {min, max}, transactions, baskets, version}: `items` are
the `top` values by count, `total` all of them. `within` is as in filter_values; a
dimension never narrows its own list, but narrows everything else.
Units: count and basket_size in lines, price in minor units (centavos) of one line.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, core.invalid_argument.
Budget: 50 ms.
$$;

create or replace function api.filter_range(measure text, within jsonb default '{}')
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.filter_range(p_measure => measure, p_within => within);
$$;
grant execute on function api.filter_range(text, jsonb) to authenticated, service_role;
comment on function api.filter_range(text, jsonb) is
$$Smallest, biggest and histogram of a measure: price of a line, or lines of a basket.

Returns {min, max, count, buckets: [{from, to, count}]}; a bucket holds from <= x < to,
null is open, and counts add up to `count`: lines for price, baskets for basket_size.
Buckets are always the same: price from 1, 100, 200, 300, 500, 1000, 2000, 5000, 10000;
basket_size from 2, 3, 5, 10, 20, 50, 100. A basket that has a matching line counts with
its whole size. Without a matching line min and max are null.
Units: price in minor units (centavos), basket_size in lines.
Errors: PT422 filters.unknown_measure, filters.unknown_dimension,
filters.invalid_within.
Budget: 50 ms.
$$;

create or replace function api.ingest_transactions(rows jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.ingest_transactions(p_rows => rows);
$$;
grant execute on function api.ingest_transactions(jsonb) to authenticated, service_role;
comment on function api.ingest_transactions(jsonb) is
$$Take in up to 10,000 lines, all or none; {inserted, updated}.

Each row: {basket, store, product, price, quantity, sold_at} and, where known, {key,
brand, brand_mark, department, category, city_code, store_class}. key names the line in
its source: a known one is updated; without it a line is always new. price is that of the
whole line in major units, rounded to minor ones; sold_at has a zone. Brands, categories,
store classes, stores and baskets that are unknown are added, known ones stay as they
are; an unknown city_code leaves a new store without city. Needs app role admin.
Errors: PT422 filters.invalid_rows, PT422 filters.too_many_rows, PT409
filters.basket_elsewhere, PT403 core.not_permitted.
Emits: filters.dimension.changed on filters:<dimension>, within the dimension's debounce.
Budget: 200 ms for 1,000 rows.
$$;

create or replace function api.discover_dimensions(table_name text)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.discover_dimensions(p_table_name => table_name);
$$;
grant execute on function api.discover_dimensions(text) to authenticated, service_role;
comment on function api.discover_dimensions(text) is
$$Columns of a table that could be dimensions, the best first; for app role admin.

Returns [{column, path, type, distinct, null_share, samples, parent: {column, path},
score, reason, registered_as}]: `distinct` is estimated; `parent` is a column of which
each value here has but one, in a sample; `score` from 0 to 1.
Errors: PT403 core.not_permitted, PT422 filters.invalid_source.
Budget: 200 ms.
$$;

create or replace function api.register_dimension(config jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.register_dimension(p_config => config);
$$;
grant execute on function api.register_dimension(jsonb) to authenticated, service_role;
comment on function api.register_dimension(jsonb) is
$$Register a column as a dimension, or change one; for app role admin.

`config`: {name, source, column} and, if wanted, label, path (into a jsonb), parent (a
dimension of the same table), position, debounce_ms, roles (who may read it), master
{table, key, label}, prune_after, protected, reason. What is left out stays, or is the
default. A new one is enabled; it is counted while the table is written, and live when
the operation has succeeded. Of the six that are built in only label, debounce_ms, roles,
prune_after and protected can change. Returns {dimension, version, state,
operation_id}; operation_id is null when nothing has to be counted.
Units: debounce_ms in milliseconds, 0 to 1000; a value is its first 200 characters.
Errors: PT403 core.not_permitted, PT422 filters.invalid_dimension,
filters.invalid_source, PT409 filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Budget: 200 ms.
$$;

create or replace function api.toggle_dimension(name text, enabled boolean, reason text, keep_values boolean default true)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.toggle_dimension(p_name => name, p_enabled => enabled, p_reason => reason, p_keep_values => keep_values);
$$;
grant execute on function api.toggle_dimension(text, boolean, text, boolean) to authenticated, service_role;
comment on function api.toggle_dimension(text, boolean, text, boolean) is
$$Switch a dimension on or off; for app role admin.

Off, a registered dimension costs its table nothing; `keep_values` false drops its
counts. On, it is counted from the start, and live when the operation has succeeded.
Returns {dimension, version, state, operation_id}: state is off, filling or live.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
core.invalid_argument, filters.invalid_dimension, filters.invalid_source, PT409
filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Budget: 200 ms.
$$;

create or replace function api.rollback_dimension(name text, version bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.rollback_dimension(p_name => name, p_version => version);
$$;
grant execute on function api.rollback_dimension(text, bigint) to authenticated, service_role;
comment on function api.rollback_dimension(text, bigint) is
$$Make an earlier configuration of a dimension hold again; for app role admin.

It becomes a new version. Returns {dimension, version, state, operation_id, proved}:
`proved` true says that all counts were compared with the rows and equal them; null
while they are counted anew, which goes live only when they do, or when it is off.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
filters.invalid_dimension, filters.invalid_source, PT404 filters.unknown_version, PT409
filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it was counted anew.
Budget: 200 ms, and as long as one count of the table.
$$;

create or replace function api.list_orphans(dimension text)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.list_orphans(p_dimension => dimension);
$$;
grant execute on function api.list_orphans(text) to authenticated, service_role;
comment on function api.list_orphans(text) is
$$Master rows that no row has, and values without one; for app role admin.

Returns {dimension, master_without_transaction: [<value>], transaction_without_master:
[<value>], totals: {…}}: the first 1,000 of each, and how many there are.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension.
Budget: 200 ms.
$$;

create or replace function api.prune_dimension(name text, dry_run boolean default true)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.prune_dimension(p_name => name, p_dry_run => dry_run);
$$;
grant execute on function api.prune_dimension(text, boolean) to authenticated, service_role;
comment on function api.prune_dimension(text, boolean) is
$$Delete master rows without a line that outlived prune_after; for app role admin.

A dry run, the default, changes nothing. Protected values stay, and rows that anything
else refers to. Returns {dimension, dry_run, pruned: [<value>], kept: [{value, reason}]}.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension, PT409
filters.not_prunable.
Emits: filters.master.pruned, where the master table is not audited.
Budget: 200 ms for a hundred rows.
$$;

-- @ functions/api/reading c744113e8973410cd6ff3b1e59fefc967b7dc3adec7c62ad5038e5f388299770
-- Rendered from functions/api/reading.sql.j2; edit that file, not this one.
-- What callers may ask of reading: its table of contents.

create or replace function api.push_progress(items jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select reading.push_progress(p_items => items);
$$;
grant execute on function api.push_progress(jsonb) to authenticated;
comment on function api.push_progress(jsonb) is
$$Merge up to 1,000 offline edits of the caller; in their order what became of each.

Each item: {series_id, chapter, chapter_label, page, percent, device_id, updated_at} and,
where the app knows them, base_version (the version of the row that the reader saw) and
rewinds. At least one of chapter, page and percent. chapter is rounded to 3 decimals,
percent to 2. A time more than 5 minutes ahead of the server is cut to the server's.
Answers [{series_id, outcome, winner, reason}]: winner is the edit that now stands, with
its version, null when there is none.
outcome applied: the edit stands; kept: it changed nothing (duplicate, superseded,
deleted, unknown_series); conflict: two devices disagreed, reason says why the winner won
(later, greater_device, further, rewound, greater_content), reading.conflicts keeps both.
Errors: PT422 reading.invalid_edits, PT422 reading.too_many_edits, PT403
core.not_permitted.
Emits: reading.progress.inserted, .updated {v, version, changed}; .changed {v, version,
verb, count} for more than 50 rows; on reading:progress:<user id>.
Budget: 200 ms.
$$;

create or replace function api.progress_since(version bigint default 0)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select reading.progress_since(p_version => version);
$$;
grant execute on function api.progress_since(bigint) to authenticated;
comment on function api.progress_since(bigint) is
$$The caller's progress after a version: {version, reset, rows, tombstones, policies}.

version 0 asks for everything. Remember the version that is answered and ask with it the
next time. reset: the device was away for longer than tombstones are kept, or knows more
than the server: it forgets what it has, rows hold everything.
rows: [{series_id, chapter, chapter_label, page, percent, device_id, rewinds, updated_at,
version}]; tombstones: [{series_id, deleted_at, version}], of what is still deleted;
policies: {"<series id>": policy}, all that the caller has chosen, on whichever device.
Budget: 200 ms.
$$;

create or replace function api.set_progress_policy(series_id bigint, policy text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select reading.set_progress_policy(p_series_id => series_id, p_policy => policy);
$$;
grant execute on function api.set_progress_policy(bigint, text) to authenticated;
comment on function api.set_progress_policy(bigint, text) is
$$Choose how the edits of one series are merged: {series_id, policy}.

lww: the later edit stands. furthest: the one further on. furthest_unless_same_device: the
one further on, but the device that was there last may go back. What stands now stays.
Errors: PT422 reading.unknown_policy, PT404 reading.unknown_series.
Budget: 200 ms.
$$;

-- @ functions/core/_acting_role 087d2236d9affceb53c4924b8178cab2d832af7532d394de2c5f1847a006bdfe
-- core._acting_role: the role that the session acts as, also inside a definer function.

create or replace function core._acting_role()
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(nullif(current_setting('role'), 'none'), session_user)
$$;

comment on function core._acting_role() is
    'What SET ROLE chose, else the role that logged in.';

-- @ functions/core/_admit_jobs 0223abd2bc0ada0906ed70e4a6fefee7230a1076dd53aa3dba205eeae140762d
-- core._admit_jobs: which of these locked jobs may start: keys, then providers' limits.
--
-- The caller holds the rows. What may not start is made to wait with the reason and the
-- time at which it is worth looking again; a blocked job is therefore looked at once,
-- not on every claim. Where another claim decides on the same key or provider at this
-- moment, the job stays ready. Nothing here waits for a lock.

create or replace function core._admit_jobs(p_ids bigint[], p_now timestamptz)
    returns bigint[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_admitted bigint[];
    v_group record;
    v_provider core.job_providers;
    v_free integer;
    v_again_at timestamptz;
    v_reason text;
begin
    select coalesce(array_agg(j.id order by j.priority desc, j.id), '{}')
    into v_admitted
    from core.jobs as j
    where j.id = any(p_ids) and j.concurrency_key is null;

    for v_group in
        select
            j.concurrency_key as key,
            max(k.concurrency) as concurrency,
            array_agg(j.id order by j.priority desc, j.id) as ids
        from core.jobs as j
        inner join core.job_kinds as k on j.kind = k.kind
        where j.id = any(p_ids) and j.concurrency_key is not null
        group by j.concurrency_key
        order by j.concurrency_key
    loop
        continue when not core._take_turn(v_group.key, false);
        select v_group.concurrency - count(*)
        into v_free
        from core.jobs as j
        where
            j.concurrency_key = v_group.key
            and j.status = 'ready'
            and j.leased_by is not null
            and j.id <> all(v_group.ids);
        v_free := greatest(v_free, 0);
        v_admitted := v_admitted || v_group.ids[: v_free];
        perform core._defer_jobs(
            v_group.ids[v_free + 1 :], 'concurrency_key', p_now + interval '30 seconds', 0
        );
    end loop;

    for v_group in
        select k.provider, array_agg(j.id order by j.priority desc, j.id) as ids
        from core.jobs as j
        inner join core.job_kinds as k on j.kind = k.kind
        where j.id = any(v_admitted) and k.provider is not null
        group by k.provider
        order by k.provider
    loop
        v_admitted := array(
            select a.id
            from unnest(v_admitted) with ordinality as a (id, place)
            where a.id <> all(v_group.ids)
            order by a.place
        );
        select *
        into v_provider
        from core.job_providers
        where name = v_group.provider
        for update skip locked;
        continue when not found;

        v_provider := core._refill_provider(v_provider, p_now);
        v_free := least(
            cardinality(v_group.ids),
            floor(v_provider.tokens),
            v_provider.daily_budget - v_provider.spent
        );
        v_free := greatest(v_free, 0);
        v_again_at := p_now
            + make_interval(secs => (1 - least(v_provider.tokens - v_free, 1))::float8
                / v_provider.per_second::float8);
        v_reason := 'provider_rate';
        if v_provider.spent + v_free >= v_provider.daily_budget then
            v_reason := 'provider_budget';
            v_again_at := ((v_provider.spent_on + 1)::timestamp at time zone 'UTC');
        end if;
        if v_provider.paused_until_at > p_now then
            v_free := 0;
            v_reason := 'provider_paused';
            v_again_at := v_provider.paused_until_at;
        end if;

        update core.job_providers
        set
            tokens = v_provider.tokens - v_free,
            refilled_at = v_provider.refilled_at,
            spent = v_provider.spent + v_free,
            spent_on = v_provider.spent_on
        where name = v_provider.name;
        v_admitted := v_admitted || v_group.ids[: v_free];
        perform core._defer_jobs(
            v_group.ids[v_free + 1 :], v_reason, v_again_at,
            case v_reason when 'provider_rate' then 1 / v_provider.per_second else 0 end
        );
    end loop;

    return v_admitted;
end;
$$;

-- @ functions/core/_audit_leaf e98d4c0942f432b486690a877d5d438c5cb09f9e502c76437d50bb00924a1590
-- core._audit_leaf: the hash of one entry, as RFC 6962 hashes a leaf.
--
-- The canonical text is the jsonb array [id, xid, changed_at, table_name, row_id,
-- operation, old_values, actor_id, role, request_id, reason], as Postgres writes jsonb,
-- in UTF-8; changed_at is UTC with microseconds. Written out column by column: a column
-- that comes later must not change the hash of older entries.

create or replace function core._audit_leaf(p_entry core.audit_entries)
    returns bytea
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select sha256(
        '\x00'::bytea || convert_to(
            jsonb_build_array(
                p_entry.id,
                p_entry.xid,
                to_char(
                    p_entry.changed_at at time zone 'UTC',
                    'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                ),
                p_entry.table_name,
                p_entry.row_id,
                p_entry.operation,
                p_entry.old_values,
                p_entry.actor_id,
                p_entry.role,
                p_entry.request_id,
                p_entry.reason
            )::text, 'UTF8'
        )
    )
$$;

comment on function core._audit_leaf(core.audit_entries) is
    'SHA-256 over 0x00 and the entry''s canonical text.';

-- @ functions/core/_audited_table 9ff5815e1e4f6fd8a5d47313c56a6ccb5cc5316a4b5fecb7b25f15f0d5504657
-- core._audited_table: an audited table by its name: its key columns, what is masked.
--
-- Both are read where they are kept: the primary key, and the arguments of the audit
-- trigger. `key` is the SQL text that makes an entry's row_id of a row `r`.

create or replace function core._audited_table(
    p_table_name text,
    out relation regclass,
    out key text,
    out masked text[]
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_arguments bytea;
    v_columns text[];
begin
    select t.tgrelid, t.tgargs
    into relation, v_arguments
    from pg_catalog.pg_namespace as n
    inner join pg_catalog.pg_class as c
        on n.oid = c.relnamespace and c.relname = split_part(p_table_name, '.', 2)
    inner join pg_catalog.pg_trigger as t
        on c.oid = t.tgrelid and t.tgname = 't80_audit_update'
    where
        n.nspname = split_part(p_table_name, '.', 1)
        and format('%s.%s', n.nspname, c.relname) = p_table_name;
    if not found then
        perform core.raise_error(
            'core.table_not_audited',
            format('%s is not audited.', coalesce(p_table_name, 'null'))
        );
    end if;

    masked := array_remove(
        string_to_array(encode(v_arguments, 'escape'), '\000'), ''
    );
    v_columns := array(
        select format('r.%I::text', a.attname)
        from pg_catalog.pg_index as i
        cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
        inner join pg_catalog.pg_attribute as a
            on i.indrelid = a.attrelid and k.attnum = a.attnum
        where i.indrelid = relation and i.indisprimary
        order by k.place
    );
    key := case cardinality(v_columns)
        when 1 then v_columns[1]
        else format('jsonb_build_array(%s)::text', array_to_string(v_columns, ', '))
    end;
end;
$$;

comment on function core._audited_table(text) is
    'Errors: core.table_not_audited PT404.';

-- @ functions/core/_check_webhook 4bfc1eb2c43f7c33281c45aaca8c5120b08483a68f6e8b8da8aeb834b69fe80f
-- core._check_webhook: refuse an endpoint that could never be sent to.
--
-- What a name resolves to changes; so addresses are judged by the sender, at each
-- attempt. Here stands what the text alone can tell.

create or replace function core._check_webhook(
    p_url text, p_event_types text[], p_description text
)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_authority text := substring(p_url from '^https?://([^/?#]*)');
    v_port integer := coalesce(
        substring(v_authority from ':([0-9]{1,5})$')::integer,
        case when starts_with(p_url, 'https:') then 443 else 80 end
    );
    v_type text;
begin
    if v_authority is null
        or length(p_url) > 2000
        or p_url ~ '[[:space:][:cntrl:]\\]'
        or strpos(v_authority, '@') > 0
        or v_authority !~ '^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$'
    then
        perform core.raise_error(
            'core.invalid_webhook_url',
            format(
                '%L is no http(s) URL of at most 2000 characters without credentials.',
                left(p_url, 100)
            )
        );
    end if;
    if not core.setting('core.webhook_ports') @> to_jsonb(v_port) then
        perform core.raise_error(
            'core.invalid_webhook_url',
            format(
                'Port %s is none of %s.', v_port, core.setting('core.webhook_ports')
            )
        );
    end if;

    if p_event_types is null or cardinality(p_event_types) not between 1 and 50 then
        perform core.raise_error(
            'core.invalid_argument', 'event_types are 1 to 50 patterns.'
        );
    end if;
    foreach v_type in array p_event_types
    loop
        if coalesce(v_type, '') !~ '^(\*|[a-z0-9_]+(\.[a-z0-9_]+)*(\.\*)?)$'
            or length(v_type) > 200
        then
            perform core.raise_error(
                'core.invalid_argument',
                format(
                    'Event type %L is no type, no `<prefix>.*` and not `*`.',
                    left(v_type, 100)
                )
            );
        end if;
    end loop;

    if length(p_description) > 500 then
        perform core.raise_error(
            'core.invalid_argument',
            format('description has %s characters, at most 500.', length(p_description))
        );
    end if;
end;
$$;

comment on function core._check_webhook(text, text[], text) is
$$Refuses a URL, patterns of types or a description that cannot be kept.

Errors: PT422 core.invalid_webhook_url, core.invalid_argument.
$$;

-- @ functions/core/_client_address 5ceb8f8ec227463e161a259f45ed84b583becada99a85b1d13476be161f2dbd7
-- core._client_address: who sent the request, by the word of the last trusted hop.
--
-- Each proxy appends the address of its own peer to X-Forwarded-For; whatever stands
-- further left was written by the client. So the list is read from the right, as many
-- entries as there are proxies of ours (core.trusted_proxies). A list that is shorter
-- never passed the outer ones: its leftmost entry is then the word of a hop of ours.
-- A whole IPv6 /64 belongs to one subscriber and counts as one address.

create or replace function core._client_address()
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_hops constant text[] := regexp_split_to_array(
        btrim(coalesce(core.request_header('x-forwarded-for'), '')), '\s*,\s*'
    );
    v_trusted constant integer := (core.setting('core.trusted_proxies'))::integer;
    v_hop text;
    v_address inet;
begin
    if v_trusted < 1 then
        return 'unknown';
    end if;

    v_hop := v_hops[greatest(1, cardinality(v_hops) - v_trusted + 1)];
    -- A port, as some proxies write it: 192.0.2.1:4711, [2001:db8::1]:4711.
    v_hop := regexp_replace(v_hop, '^\[(.*)\](:\d+)?$|^([\d.]+):\d+$', '\1\3');
    v_hop := regexp_replace(v_hop, '^::ffff:(?=\d+\.)', '', 'i');
    if v_hop = '' or v_hop ~ '/' then
        return 'unknown';
    end if;

    v_address := v_hop::inet;
    return case family(v_address)
        when 6 then network(set_masklen(v_address, 64))::text
        else host(v_address)
    end;
exception
    when data_exception then
        return 'unknown';
end;
$$;

comment on function core._client_address() is
$$The address that the last trusted proxy saw; an IPv6 address as its /64 network.

`unknown` without a trusted proxy, without the header, and when it holds no address:
all such callers share one limit.
$$;

-- @ functions/core/_compare_values 930075a50597229ea1a4b698b3159bb8e2a475e978f46aa274bee008849a827a
-- core._compare_values: -1, 0 or 1; null when the two cannot be compared.
--
-- Numbers as numbers, times as times, other texts by their bytes.

create or replace function core._compare_values(p_left jsonb, p_right jsonb)
    returns integer
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when jsonb_typeof(p_left) = 'number' and jsonb_typeof(p_right) = 'number'
            then sign((p_left #>> '{}')::numeric - (p_right #>> '{}')::numeric)::integer
        when
            (core._has_type(p_left, 'timestamp') or core._has_type(p_left, 'date'))
            and (core._has_type(p_right, 'timestamp') or core._has_type(p_right, 'date'))
            then
                sign(
                    extract(
                        epoch from
                        (p_left #>> '{}')::timestamptz - (p_right #>> '{}')::timestamptz
                    )
                )::integer
        when jsonb_typeof(p_left) = 'string' and jsonb_typeof(p_right) = 'string'
            then case
                when (p_left #>> '{}') collate "C" < (p_right #>> '{}') then -1
                when (p_left #>> '{}') = (p_right #>> '{}') then 0
                else 1
            end
        when jsonb_typeof(p_left) = 'boolean' and p_left = p_right then 0
    end
$$;

comment on function core._compare_values(jsonb, jsonb) is
$$How two JSON values compare; null when they are of different kinds.
$$;

-- @ functions/core/_compile_check 8becab72d308130ad858063d7ac2f2afd2799edbb84e5a865c437fdbdb2c5faa
-- core._compile_check: write the check function of one entity from its rules.
--
-- Every part of a rule goes in as a literal by %L, so that a rule is data whatever it
-- holds; what is no literal is text of this file, or a function by its catalog name. An
-- entity without rules loses its function. A create or replace waits for nobody: calls
-- that run finish with the old body.

create or replace function core._compile_check(p_entity text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name constant text := '_check_' || replace(p_entity, '.', '__');
    v_rule core.validation_rules;
    v_value text;
    v_wrong text;
    v_lines text := '';
begin
    if not exists (
        select from core.validation_rules as r where r.entity = p_entity
    ) then
        execute format('drop function if exists core.%I(jsonb)', v_name);
        return;
    end if;

    for v_rule in
        select r.*
        from core.validation_rules as r
        where r.entity = p_entity and r.is_enabled
        order by r.kind <> 'sanitize', r.position, r.name
    loop
        if v_rule.kind = 'sanitize' then
            v_lines := v_lines || format(
                '    if jsonb_typeof(v_record -> %1$L) = %3$L then '
                'v_record := v_record || jsonb_build_object('
                '%1$L, core.sanitize_text(v_record ->> %1$L, %2$L)); '
                'end if;' || E'\n',
                v_rule.field,
                array(
                    select s.step
                    from jsonb_array_elements_text(v_rule.argument -> 'steps') as s (step)
                )::text,
                'string'
            );
            continue;
        end if;

        v_value := case
            when v_rule.field is null then 'v_record'
            else format('nullif(v_record -> %L, %L)', v_rule.field, 'null')
        end;
        v_wrong := case v_rule.kind
            when 'required' then format('coalesce(%1$s, %2$L) = %2$L', v_value, '""')
            when 'required_if' then
                format(
                    'v_record -> %1$L = %2$L::jsonb and coalesce(%3$s, %4$L) = %4$L',
                    v_rule.argument ->> 'field', v_rule.argument -> 'equals', v_value, '""'
                )
            when 'type' then
                format('not core._has_type(%s, %L)', v_value, v_rule.argument ->> 'type')
            when 'pattern' then
                format('not core._matches(%s, %L)', v_value, v_rule.argument ->> 'pattern')
            when 'length' then
                format(
                    'not core._has_length(%s, %L, %L)', v_value,
                    v_rule.argument ->> 'min', v_rule.argument ->> 'max'
                )
            when 'range' then
                format(
                    'core._compare_values(%1$s, %2$L::jsonb) < 0'
                    ' or core._compare_values(%1$s, %3$L::jsonb) > 0',
                    v_value, v_rule.argument -> 'min', v_rule.argument -> 'max'
                )
            when 'one_of' then
                format(
                    'not %L::jsonb @> jsonb_build_array(%s)',
                    v_rule.argument -> 'values', v_value
                )
            when 'json_schema' then
                format(
                    'core._schema_errors(%L::jsonb, %s) <> %L',
                    v_rule.argument -> 'schema', v_value, '{}'
                )
            when 'compare' then
                format(
                    'not core._compare_values('
                    'nullif(v_record -> %1$L, %3$L), nullif(v_record -> %2$L, %3$L)'
                    ') %4$s 0',
                    v_rule.argument ->> 'left', v_rule.argument ->> 'right', 'null',
                    v_rule.argument ->> 'op'
                )
            when 'custom' then 'v_said is not null'
        end;
        if v_rule.kind not in ('required', 'required_if', 'compare', 'custom') then
            v_wrong := format('%s is not null and (%s)', v_value, v_wrong);
        end if;

        if v_rule.kind = 'custom' then
            v_lines := v_lines || format(
                E'    v_said := %s(v_record);\n',
                to_regprocedure((v_rule.argument ->> 'function') || '(jsonb)')::regproc
            );
        end if;
        v_lines := v_lines || format(
            E'    if %s then\n'
            '        v_errors := v_errors || jsonb_build_object('
            '%L, %L::text, %L, %L, %L, %s, %L, %L);'
            '\n    end if;\n',
            v_wrong,
            'field', v_rule.field,
            'code', v_rule.name,
            'message',
            case v_rule.kind when 'custom' then 'v_said' else format('%L', v_rule.message) end,
            'severity', v_rule.severity
        );
    end loop;

    execute format(
        'create or replace function core.%I(p_record jsonb)'
        ' returns jsonb language plpgsql stable security invoker'
        ' set search_path = pg_catalog, pg_temp as %L',
        v_name,
        E'declare\n    v_record jsonb := p_record;\n    v_errors jsonb := jsonb_build_array();\n'
        || case when strpos(v_lines, 'v_said') > 0 then E'    v_said text;\n' else '' end
        || E'begin\n' || v_lines
        || E'    return jsonb_build_object(\'record\', v_record, \'errors\', v_errors);\nend;'
    );
end;
$$;

comment on function core._compile_check(text) is
$$Make, replace or drop core._check_<module>__<entity>, as the rules say.
$$;

-- @ functions/core/_compute_cache 2d48db5ba64e9e506e1bef0ffc80a91acee2d932a87f701365c910b1bbb769cc
-- core._compute_cache: compute an answer and keep it.
--
-- As nobody: the claims of the caller are put aside meanwhile, so that what is kept for
-- everybody cannot hold what one user may see. The snapshot is taken before the
-- computation, so it can only be too old, which ends the entry too early and never too
-- late. A read-only transaction computes and keeps nothing.

create or replace function core._compute_cache(p_cache text, p_arguments jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cache core.caches;
    v_keep jsonb;
    v_claims constant text := coalesce(current_setting('request.jwt.claims', true), '');
    v_snapshot constant pg_snapshot := pg_current_snapshot();
    v_start constant timestamptz := clock_timestamp();
    v_payload jsonb;
begin
    select c.*
    into strict v_cache
    from core.caches as c
    where c.name = p_cache;
    v_keep := core.setting(v_cache.setting);

    perform set_config('request.jwt.claims', '', true);
    execute format(
        'select %I.%I($1)',
        split_part(v_cache.function_name, '.', 1),
        split_part(v_cache.function_name, '.', 2)
    )
    into v_payload
    using p_arguments;
    perform set_config('request.jwt.claims', v_claims, true);

    v_payload := coalesce(v_payload, 'null');
    if current_setting('transaction_read_only')::boolean then
        return v_payload;
    end if;

    insert into core.cache_entries as e (
        cache, arguments, payload, etag, snapshot, computed_at, expires_at,
        stale_until_at, computed_ms
    )
    values (
        p_cache, p_arguments, v_payload, md5(v_payload::text), v_snapshot, core.now(),
        core.now() + make_interval(secs => (v_keep -> 'fresh_seconds')::float8),
        core.now() + make_interval(
            secs => (v_keep -> 'fresh_seconds')::float8
            + (v_keep -> 'stale_seconds')::float8
        ),
        date_part('epoch', clock_timestamp() - v_start) * 1000
    )
    on conflict (cache, arguments) do update
    set
        payload = excluded.payload,
        etag = excluded.etag,
        snapshot = excluded.snapshot,
        computed_at = excluded.computed_at,
        expires_at = excluded.expires_at,
        stale_until_at = excluded.stale_until_at,
        computed_ms = excluded.computed_ms;

    return v_payload;
end;
$$;

comment on function core._compute_cache(text, jsonb) is
$$The answer of a cached function, computed now.
$$;

-- @ functions/core/_count_lookup c92b4112d029f906bfff7c379644eb4caac4a6e01d6721fb27042161b4ddf3e0
-- core._count_lookup: count a hit, a stale hit or a miss, unless that would mean to
-- wait.

create or replace function core._count_lookup(p_cache text, p_outcome text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_place tid;
begin
    if current_setting('transaction_read_only')::boolean then
        return;
    end if;

    select f.ctid
    into v_place
    from core.cache_figures as f
    where f.cache = p_cache and f.slot = pg_backend_pid() % 16
    for update skip locked;
    if not found then
        return;
    end if;

    update core.cache_figures
    set
        hits = hits + (p_outcome = 'hit')::integer,
        stale_hits = stale_hits + (p_outcome = 'stale')::integer,
        misses = misses + (p_outcome = 'miss')::integer
    where ctid = v_place;
end;
$$;

comment on function core._count_lookup(text, text) is
$$Count one lookup of a cache: hit, stale or miss.
$$;

-- @ functions/core/_defer_jobs 78968ec0c67e5870c8148085a187d70e9c466566bae2abf07bffba90d980b524
-- core._defer_jobs: make locked jobs wait, each a little later than the one before it.

create or replace function core._defer_jobs(
    p_ids bigint[], p_reason text, p_run_at timestamptz, p_step_seconds numeric
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update core.jobs as j
    set
        status = 'waiting',
        wait_reason = p_reason,
        run_at = p_run_at + make_interval(secs => ((d.place - 1) * p_step_seconds)::float8),
        leased_by = null,
        lease_expires_at = null
    from unnest(p_ids) with ordinality as d (id, place)
    where j.id = d.id
$$;

-- @ functions/core/_disable_webhook 719a9dbe3a3f396cb5662c6421c8446973458f3e231c1c2f669dcb4eb2e0042a
-- core._disable_webhook: stop sending to an endpoint and tell its owner.
--
-- The owner is told by an event on a topic of their own, which reaches their devices
-- by Realtime and changes_since, and other endpoints of theirs. The caller holds the
-- lock on the circuit; this takes the endpoint's. What is pending stays, for when it
-- is enabled.

create or replace function core._disable_webhook(p_id uuid, p_reason text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints;
begin
    update core.webhook_endpoints as e
    set status = 'disabled', status_reason = p_reason, updated_at = core.now()
    where e.id = p_id and e.status = 'active'
    returning e.* into v_endpoint;

    if found then
        perform core.emit(
            p_type => 'core.webhook.disabled',
            p_topic => format('core:webhooks:%s', v_endpoint.owner_id),
            p_entity_id => p_id::text,
            p_payload => jsonb_build_object(
                'v', 1, 'webhook_id', p_id, 'url', v_endpoint.url, 'reason', p_reason
            )
        );
    end if;
end;
$$;

comment on function core._disable_webhook(uuid, text) is
$$Disable an endpoint that is gone or has been failing for too long.

Emits: core.webhook.disabled on core:webhooks:<owner>, {v, webhook_id, url, reason}.
$$;

-- @ functions/core/_do_chunk 256a3253ed69caac722f93522ba83e9ffc791ea238882fa896a0c506be9b9cc2
-- core._do_chunk: give one chunk to its function; when it refuses, item by item.
--
-- A refused item is undone alone and written down. What would pass when tried again
-- (deadlock, lock timeout, lack of resources, shutdown) is no refusal: it goes up, and
-- the job is tried again from where its last slice committed.

create or replace function core._do_chunk(
    p_operation core.operations,
    p_function regproc,
    p_chunk core.operation_chunks
)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_call text := format('select %s($1, $2)', p_function);
    v_item record;
    v_failed integer := 0;
    v_detail text;
    v_hint text;
begin
    begin
        execute v_call using p_operation, p_chunk.items;
        return 0;
    exception
        when others then
            if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
                raise;
            end if;
    end;

    for v_item in
        select
            i.item,
            p_chunk.first_item + i.place - 1 as number
        from jsonb_array_elements(p_chunk.items) with ordinality as i (item, place)
        order by i.place
    loop
        begin
            execute v_call using p_operation, jsonb_build_array(v_item.item);
        exception
            when others then
                if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
                    raise;
                end if;
                get stacked diagnostics
                    v_detail = pg_exception_detail,
                    v_hint = pg_exception_hint;
                insert into core.operation_errors (
                    operation_id, item_number, item, code, message, detail, hint,
                    failed_at
                )
                values (
                    p_operation.id, v_item.number, v_item.item, sqlstate, sqlerrm,
                    v_detail, v_hint, core.now()
                );
                v_failed := v_failed + 1;
        end;
    end loop;
    return v_failed;
end;
$$;

grant execute on function core._do_chunk(
    core.operations, regproc, core.operation_chunks
) to service_role, app_worker;

-- @ functions/core/_emit_alert 8edfbd508f19053613bfefc90a8b5e4e534cc301a493c5d028620a70fc9bfaeb
-- core._emit_alert: tell the event log what became of an alert.

create or replace function core._emit_alert(p_type text, p_alert_id bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        p_type => p_type,
        p_topic => 'core:alerts',
        p_entity_id => a.id::text,
        p_payload => jsonb_build_object(
            'v', 1,
            'check', a.check_name,
            'status', a.status,
            'value', a.value,
            'unit', a.unit,
            'detail', a.detail,
            'opened_at', a.opened_at,
            'cleared_at', a.cleared_at
        )
    )
    from core.alerts as a
    where a.id = p_alert_id
$$;

grant execute on function core._emit_alert(text, bigint) to service_role, app_worker;

-- @ functions/core/_emit_read c6f01d1121b9c89e85b71da885d63943607858b03057e034f230e66d2b4e2504
-- core._emit_read: tell the user's other devices what she has read.
--
-- Definer: users may not write the log. It names the caller's own topic only.

create or replace function core._emit_read(p_ids bigint[])
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.emit(
        p_type => 'core.notification.read',
        p_topic => 'core:notifications:' || core.actor_id(),
        p_entity_id => core.actor_id()::text,
        p_payload => jsonb_build_object('v', 1, 'ids', to_jsonb(p_ids))
    );
end;
$$;

grant execute on function core._emit_read(bigint[])
to authenticated;

comment on function core._emit_read(bigint[]) is
$$Emits: core.notification.read {v, ids} on the caller's topic.
$$;

-- @ functions/core/_end_attempts 6cc509de3ecacb92336f0984b65e4e270c5f4251103f9dbaf4e6504ecb18266b
-- core._end_attempts: locked jobs whose lease ran out and that must not run again.
--
-- One asked to be cancelled is cancelled; one without attempts left is dead.

create or replace function core._end_attempts(p_ids bigint[], p_now timestamptz)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._finish_jobs(
        array(
            select j.id
            from core.jobs as j
            where j.id = any(p_ids) and j.cancel_requested_at is not null
        ),
        'cancelled', p_now
    );
    perform core._kill_jobs(p_ids, 'The worker''s lease ran out on the last attempt.', p_now);
end;
$$;

-- @ functions/core/_enqueue_operation 8f21310060ccb5adbbf3ed800ab6da49fc6849e57a1d9aee3ae3c51f2dac1439
-- core._enqueue_operation: the next job of one of an operation's lanes.
--
-- A lane is a place for one job at a time: as many lanes, so many jobs at once.

create or replace function core._enqueue_operation(
    p_operation_id bigint,
    p_lane integer,
    p_delay interval default '0'
)
    returns bigint
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select core.enqueue(
        p_kind => 'core.run_operation',
        p_payload => jsonb_build_object('operation_id', p_operation_id, 'lane', p_lane),
        p_run_at => core.now() + p_delay
    )
$$;

grant execute on function core._enqueue_operation(bigint, integer, interval)
to service_role, app_worker;

-- @ functions/core/_find_operation 2bdf61c1118bba0990c95b59c4fc8a8f6d666d7dc2504960ae7239ba07c925a5
-- core._find_operation: an operation that the caller may know of.
--
-- Definer: callers have no grant on the table. What belongs to another caller looks as
-- if it were not there; admins and our own roles see all.

create or replace function core._find_operation(p_operation_id bigint)
    returns core.operations
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations;
begin
    select *
    into v_operation
    from core.operations
    where
        id = p_operation_id
        and (
            coalesce(current_setting('role', true), '') not in ('anon', 'authenticated')
            or requested_by = core.actor_id()
            or core.has_role('admin')
        );
    if v_operation.id is null then
        perform core.raise_error(
            'core.operation_not_found',
            format('There is no operation %s of yours.', p_operation_id)
        );
    end if;
    return v_operation;
end;
$$;

grant execute on function core._find_operation(bigint)
to authenticated, service_role, app_worker;

-- @ functions/core/_find_quality b0002c1525317927922d5f7af7bde37c6298ee2e411ecbb42039fc0f1610aed8
-- core._find_quality: what one rule finds now.
--
-- Stable: the executor then refuses anything but a read. A thing that the query names
-- twice is one finding.

create or replace function core._find_quality(p_rule text)
    returns table (row_key text, detail text)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_query text;
begin
    select r.query
    into strict v_query
    from core.data_quality_rules as r
    where r.name = p_rule;

    for row_key, detail in execute format(
        'select f.row_key::text, min(f.detail::text) from (%s) as f (row_key, detail) '
        'where f.row_key is not null group by 1',
        rtrim(v_query, E' ;\n') || E'\n'
    )
    loop
        return next;
    end loop;
end;
$$;

comment on function core._find_quality(text) is
$$The things that a rule finds, each once.
$$;

-- @ functions/core/_finish_jobs 4a9be9442dbf0f9c945169741007f13ff5b8fabef28e65f29439ec5a44280997
-- core._finish_jobs: move locked jobs out of the queue, without a result.

create or replace function core._finish_jobs(
    p_ids bigint[], p_outcome text, p_now timestamptz
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_keys text[];
begin
    with gone as (
        delete from core.jobs
        where id = any(p_ids)
        returning *
    ),

    kept as (
        insert into core.finished_jobs (
            id, kind, queue, outcome, payload, error, attempts, worker, actor,
            traceparent, enqueued_at, started_at, finished_at
        )
        select
            g.id, g.kind, g.queue, p_outcome, g.payload, g.last_error, g.attempts,
            g.leased_by, g.actor, g.traceparent, g.enqueued_at, g.started_at, p_now
        from gone as g
    )

    select array_agg(g.concurrency_key)
    into v_keys
    from gone as g
    where g.concurrency_key is not null;

    if v_keys is not null then
        perform core._free_keys(v_keys);
    end if;
end;
$$;

-- @ functions/core/_free_keys 504a3cc25fde93cc48c5c409edf0f5420a13550d95acb296b42a121f22ee6b13
-- core._free_keys: jobs of these concurrency keys ended: let the next of each be ready.
--
-- Called after the ended jobs' rows have changed. Keys in order of their locks, so two
-- callers cannot wait for each other. Should the process die before, the blocked jobs
-- are still ready again at their run_at.

create or replace function core._free_keys(p_keys text[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text;
begin
    for v_key in
        select k.key
        from (select distinct unnest(p_keys) as key) as k
        where k.key is not null
        order by hashtextextended('core.jobs/' || k.key, 0)
    loop
        perform core._take_turn(v_key, true);
        update core.jobs
        set
            status = 'ready',
            wait_reason = null
        where id = (
            select j.id
            from core.jobs as j
            where
                j.concurrency_key = v_key
                and j.status = 'waiting'
                and j.wait_reason = 'concurrency_key'
            order by j.priority desc, j.id
            limit 1
            for update skip locked
        );
    end loop;
end;
$$;

-- @ functions/core/_has_bounds f0695ee1bb3f8a9bfd49184e94e9f9523cb0d1e9261c0750dc5f25b5117d3e66
-- core._has_bounds: is there a lower or an upper bound, and are both numbers?

create or replace function core._has_bounds(p_argument jsonb)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        (p_argument ? 'min' or p_argument ? 'max')
        and coalesce(jsonb_typeof(p_argument -> 'min'), 'number') = 'number'
        and coalesce(jsonb_typeof(p_argument -> 'max'), 'number') = 'number'
$$;

comment on function core._has_bounds(jsonb) is
$$Whether this holds a number `min`, a number `max`, or both.
$$;

-- @ functions/core/_has_length a7866ab69a68207d5958023968247950c2442613a48812621f3f93a3a9ef5e22
-- core._has_length: is a text, or a list, as long as it should be?

create or replace function core._has_length(p_value jsonb, p_min numeric, p_max numeric)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case jsonb_typeof(p_value)
        when 'string' then
            coalesce(length(p_value #>> '{}') >= p_min, true)
            and coalesce(length(p_value #>> '{}') <= p_max, true)
        when 'array' then
            coalesce(jsonb_array_length(p_value) >= p_min, true)
            and coalesce(jsonb_array_length(p_value) <= p_max, true)
    end
$$;

comment on function core._has_length(jsonb, numeric, numeric) is
$$Whether characters or items are within bounds; null for any other value.
$$;

-- @ functions/core/_has_type 88306c2fed7dca8be53fcb17e91cc637b9cf115bf0f043e95138827110f08c55
-- core._has_type: is this value of that type?
--
-- Only what is written as ISO 8601 is a date: Postgres would also take `today`.

create or replace function core._has_type(p_value jsonb, p_type text)
    returns boolean
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_text constant text := p_value #>> '{}';
begin
    case p_type
        when 'text' then
            return jsonb_typeof(p_value) = 'string';
        when 'integer' then
            return jsonb_typeof(p_value) = 'number' and v_text::numeric % 1 = 0;
        when 'uuid' then
            return jsonb_typeof(p_value) = 'string'
                and v_text ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
        when 'email' then
            return jsonb_typeof(p_value) = 'string'
                and length(v_text) <= 254
                and v_text ~ '^[^@[:space:]]{1,64}@[^@[:space:].]+(\.[^@[:space:].]+)+$';
        when 'date' then
            if
                jsonb_typeof(p_value) <> 'string' or v_text !~ '^\d{4}-\d{2}-\d{2}$'
            then
                return false;
            end if;
            return v_text::date is not null;
        when 'timestamp' then
            if
                jsonb_typeof(p_value) <> 'string'
                or v_text !~ (
                    '^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?'
                    '(Z|[+-]\d{2}(:?\d{2})?)$'
                )
            then
                return false;
            end if;
            return v_text::timestamptz is not null;
        else
            return jsonb_typeof(p_value) = p_type;
    end case;
exception
    when data_exception then
        return false;
end;
$$;

comment on function core._has_type(jsonb, text) is
$$Whether a JSON value is of this type of core.validation_rules.
$$;

-- @ functions/core/_held_job a9c650260b63d377d1db5058050c5d1c0fa1fe4e375fe9c906d3bb230faa2771
-- core._held_job: lock a job that is leased under this token, or refuse.

create or replace function core._held_job(p_id bigint, p_token bigint)
    returns core.jobs
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job core.jobs;
begin
    select *
    into v_job
    from core.jobs
    where id = p_id and token = p_token and leased_by is not null
    for update;

    if not found then
        perform core.raise_error(
            'core.lease_lost',
            format('Job %s is not leased under token %s any more.', p_id, p_token)
        );
    end if;
    return v_job;
end;
$$;

-- @ functions/core/_hmac_sha256 79f5d465a927fedc0b5dbab108ccdb89537f9d0096bfd0edfe973254be4a8d99
-- core._hmac_sha256: HMAC (RFC 2104) over the server's own sha256().
--
-- So signatures need no extension. A key longer than the 64-byte block is hashed first;
-- a shorter one is filled with zeros. The key is combined with the two pads eight bytes
-- at a time, as 64-bit integers: 0x36 repeated, then 0x5c repeated.

create or replace function core._hmac_sha256(p_key bytea, p_message bytea)
    returns bytea
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select sha256(pads.outer_pad || sha256(pads.inner_pad || p_message))
    from (
        select
            string_agg(int8send(word # 3906369333256140342), '' order by n) as inner_pad,
            string_agg(int8send(word # 6655295901103053916), '' order by n) as outer_pad
        from (
            select
                n,
                ('x' || substr(block, n * 16 + 1, 16))::bit(64)::bigint as word
            from (
                select
                    rpad(
                        encode(
                            case
                                when length(p_key) > 64 then sha256(p_key) else p_key
                            end,
                            'hex'
                        ),
                        128,
                        '0'
                    ) as block
            ) as padded
            cross join generate_series(0, 7) as n
        ) as words
    ) as pads
$$;

comment on function core._hmac_sha256(bytea, bytea) is
    'HMAC-SHA256 of a message under a key.';

-- @ functions/core/_idempotent_caller f826d226e122bd4b2bb255e6c46fc56d0e77813cfda93a7dd696ef875f555cab
-- core._idempotent_caller: whose keys are these? A user's own, or a server's.
--
-- Callers without a token have none: they would share their answers.

create or replace function core._idempotent_caller()
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller constant text := coalesce(
        core.actor_id()::text, nullif(current_setting('role'), 'none'), session_user
    );
begin
    if v_caller = 'anon' then
        perform core.raise_error(
            'core.invalid_argument', 'An idempotency_key needs a signed-in caller.'
        );
    end if;

    return v_caller;
end;
$$;

comment on function core._idempotent_caller() is
$$The user id of the caller, else the role.

Errors: PT422 core.invalid_argument for an anonymous caller.
$$;

-- @ functions/core/_is_broadcast 071957f0e475e71523099ec5fc7fb6c6cee348b3d1bcc1ced5950a8d9907db91
-- core._is_broadcast: whether the events of a topic are also pushed through Realtime.
--
-- The longest prefix decides, as in can_read_topic.

create or replace function core._is_broadcast(p_topic text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select r.is_broadcast
            from core.topic_rules as r
            where starts_with(p_topic || ':', r.prefix || ':')
            order by length(r.prefix) desc
            limit 1
        ),
        false
    )
$$;

comment on function core._is_broadcast(text) is
    'Whether each event of this topic is also a Realtime message, by core.topic_rules.';

-- @ functions/core/_is_rate_limit 27c1f7024d3c103ebcc67be98cebd21f1006829cde4d374bcab35e1d3c7f960f
-- core._is_rate_limit: can this setting be read as a limit? {} means none.

create or replace function core._is_rate_limit(p_limit jsonb)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_limit = '{}' then true
        when
            jsonb_typeof(p_limit -> 'requests') = 'number'
            and jsonb_typeof(p_limit -> 'seconds') = 'number'
            then
                (p_limit ->> 'requests')::numeric between 1 and 1000000
                and (p_limit ->> 'requests')::numeric % 1 = 0
                and (p_limit ->> 'seconds')::numeric between 0.001 and 31536000
        else false
    end
$$;

comment on function core._is_rate_limit(jsonb) is
$$Whether this is {} or {"requests": <1 to 1,000,000>, "seconds": <up to a year>}.
$$;

-- @ functions/core/_judge_figure 82361af31fd7cda832a819446d1108226f28d4e88d429712594bd9fe12c82f9d
-- core._judge_figure: what a value means between two thresholds.
--
-- `fail` below `warn` says that less is worse. A value that is not there is no fault.

create or replace function core._judge_figure(
    p_value numeric,
    p_warn numeric,
    p_fail numeric
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_value is null then 'ok'
        when p_fail < p_warn and p_value <= p_fail then 'fail'
        when p_fail < p_warn and p_value <= p_warn then 'warn'
        when p_fail < p_warn then 'ok'
        when p_value >= p_fail then 'fail'
        when p_value >= p_warn then 'warn'
        else 'ok'
    end
$$;

grant execute on function core._judge_figure(numeric, numeric, numeric)
to service_role, app_worker, app_reader;

-- @ functions/core/_judge_webhook 8e12527b133ae78d5a14dd597acb94fe8b1ae702829698e70ba570a9e068a269
-- core._judge_webhook: what an answer means. The one place that says so.
--
-- A 4xx is the receiver's last word on this message, except where it says "not now"
-- (408, 409, 421, 423, 424, 425) or asks to slow down (429). A redirect is not followed
-- and is tried again: whoever answers it may be a proxy that is being changed.

create or replace function core._judge_webhook(p_status_code integer, p_error text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_error like 'refused:%' then 'refused'
        when p_error is not null or p_status_code is null then 'unavailable'
        when p_status_code between 200 and 299 then 'delivered'
        when p_status_code = 410 then 'gone'
        when p_status_code in (429, 503) then 'throttled'
        when p_status_code in (408, 421, 424, 425) then 'unavailable'
        when p_status_code in (409, 423) then 'failed'
        when p_status_code between 400 and 499 then 'refused'
        when p_status_code >= 500 then 'unavailable'
        else 'failed'
    end
$$;

comment on function core._judge_webhook(integer, text) is
    'The outcome of an attempt, see core.webhook_attempts.outcome.';

-- @ functions/core/_keep_webhook_secret a13057d9d597bd44ed384f9fe3f78a3fdcacfd44627ea59a35cb2017c8a74108
-- core._keep_webhook_secret: make a signing secret, keep it, and tell it once.
--
-- In the vault where it is installed, else in core.webhook_secrets, which nobody may
-- read. 32 bytes from three random uuids: 366 bits of the server's strong randomness.
-- The secret before stays live for the overlap, the one before that ends: two at most.
-- The caller holds the lock on the endpoint's or source's row.

create or replace function core._keep_webhook_secret(
    p_endpoint_id uuid, p_source text, p_secret text default null
)
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret text := coalesce(
        p_secret,
        'whsec_' || encode(
            sha256(
                uuid_send(gen_random_uuid())
                || uuid_send(gen_random_uuid())
                || uuid_send(gen_random_uuid())
            ),
            'base64'
        )
    );
    v_overlap interval := make_interval(
        secs => (core.setting('core.webhook_overlap_seconds'))::double precision
    );
    v_vault regnamespace := (
        select p.pronamespace
        from pg_catalog.pg_proc as p
        where p.oid = to_regprocedure('vault.create_secret(text,text,text,uuid)')
    );
    v_vault_id uuid;
begin
    delete from core.webhook_secrets as s
    where
        (s.endpoint_id = p_endpoint_id or s.source = p_source)
        and s.expires_at is not null;

    update core.webhook_secrets as s
    set expires_at = core.now() + v_overlap
    where s.endpoint_id = p_endpoint_id or s.source = p_source;

    if v_vault is not null then
        execute format('select %s.create_secret($1)', v_vault)
        into v_vault_id
        using v_secret;
    end if;

    insert into core.webhook_secrets (endpoint_id, source, secret, vault_id, created_at)
    values (
        p_endpoint_id,
        p_source,
        case when v_vault_id is null then v_secret end,
        v_vault_id,
        core.now()
    );

    return v_secret;
end;
$$;

comment on function core._keep_webhook_secret(uuid, text, text) is
    'A new secret of an endpoint or of a source; the old one stays live for a while.';

-- @ functions/core/_kill_jobs 37a780676c3674b3722bb473b9dbbdc97672be5151aad09aca9d7f4ce2b8312c
-- core._kill_jobs: send locked jobs to the dead letter; each tells it as an event.

create or replace function core._kill_jobs(
    p_ids bigint[], p_error text, p_now timestamptz
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job core.jobs;
    v_keys text[];
begin
    for v_job in
        update core.jobs
        set
            status = 'dead',
            wait_reason = null,
            died_at = p_now,
            last_error = left(p_error, 2000),
            leased_by = null,
            lease_expires_at = null
        where id = any(p_ids)
        returning *
    loop
        v_keys := v_keys || v_job.concurrency_key;
        perform core.emit(
            'core.job.died', 'core:job', v_job.id::text,
            jsonb_build_object(
                'v', 1,
                'kind', v_job.kind,
                'queue', v_job.queue,
                'attempts', v_job.attempts,
                'error', v_job.last_error
            )
        );
    end loop;
    perform core._free_keys(v_keys);
end;
$$;

-- @ functions/core/_limit_request d9b28651f6ffc1f96909a8ddbcc75499385bd82c27100a674b8ff2871066cb58
-- core._limit_request: the limits of the current HTTP request, per role, supplier, RPC.
--
-- Order: role, supplier, RPC; each takes one token, and a refusal by a later one undoes
-- what the earlier took. Buckets are locked in this order in every request, so two
-- requests of one caller wait for each other but never in a circle. A value that an
-- operator mistyped counts as the default: no limit is lost, no request fails for it.

create or replace function core._limit_request(p_claims jsonb)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_role constant text := coalesce(p_claims ->> 'role', current_setting('role'));
    v_supplier constant text := p_claims -> 'app_metadata' ->> 'supplier_id';
    v_rpc constant text := substring(
        current_setting('request.path', true) from '^/rpc/(.+)$'
    );
    v_by_role jsonb;
    v_by_supplier jsonb;
    v_by_rpc jsonb;
    v_who text;
begin
    select
        (max(l.value::text) filter (where l.name = 'core.rate_limits.' || v_role))::jsonb,
        (max(l.value::text) filter (where l.name = 'core.rate_limits.suppliers'))::jsonb,
        (max(l.value::text) filter (where l.name = 'core.rate_limits.rpcs'))::jsonb
    into v_by_role, v_by_supplier, v_by_rpc
    from (
        select
            s.name,
            case
                when
                    s.name in ('core.rate_limits.suppliers', 'core.rate_limits.rpcs')
                    or core._is_rate_limit(s.value)
                    then coalesce(s.value, s.default_value)
                else s.default_value
            end as value
        from core.settings as s
        where
            s.name in (
                'core.rate_limits.' || v_role,
                'core.rate_limits.suppliers',
                'core.rate_limits.rpcs'
            )
    ) as l;

    v_by_supplier := coalesce(v_by_supplier -> v_supplier, v_by_supplier -> '*');
    v_by_rpc := v_by_rpc -> v_rpc;
    v_who := coalesce(
        core.actor_id()::text,
        case when v_role <> 'service_role' then core._client_address() else v_role end
    );

    perform core.limit_rate('role:' || v_role, v_who, v_by_role);
    if v_supplier is not null and core._is_rate_limit(v_by_supplier) then
        perform core.limit_rate('supplier', v_supplier, v_by_supplier);
    end if;
    if v_by_rpc <> '{}' and core._is_rate_limit(v_by_rpc) then
        perform core._require_post(v_rpc);
        perform core.limit_rate('rpc:' || v_rpc, v_who, v_by_rpc);
    end if;
end;
$$;

comment on function core._limit_request(jsonb) is
$$Count the current request against the limits of its role, its supplier and its RPC.

Errors: PT429 core.rate_limited, PT405 core.post_only.
$$;

-- @ functions/core/_live_webhook_secrets 2f9ff29ae2add4c805acb69f6adf294bdd48b26e522d5a575cee30edfcfeafd2
-- core._live_webhook_secrets: what an endpoint is signed with, a source verified with.
--
-- Newest first. From the vault where the text is there.

create or replace function core._live_webhook_secrets(p_endpoint_id uuid, p_source text)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_kept core.webhook_secrets;
    v_secret text;
    v_secrets text[] := array[]::text[];
begin
    for v_kept in
        select s.*
        from core.webhook_secrets as s
        where
            (s.endpoint_id = p_endpoint_id or s.source = p_source)
            and (s.expires_at is null or s.expires_at > core.now())
        order by s.id desc
    loop
        v_secret := v_kept.secret;
        if v_kept.vault_id is not null then
            execute format(
                'select decrypted_secret from %s.decrypted_secrets where id = $1',
                to_regnamespace('vault')
            )
            into v_secret
            using v_kept.vault_id;
        end if;
        v_secrets := v_secrets || v_secret;
    end loop;

    return v_secrets;
end;
$$;

comment on function core._live_webhook_secrets(uuid, text) is
    'Live secrets of an endpoint or of a source, newest first.';

-- @ functions/core/_lock_webhook 1f582b28229a19765d7b172adb920570373aedfb248d1ee18a230fc44b0ce022
-- core._lock_webhook: the caller's own endpoint, locked; or a refusal.
--
-- Locks the circuit, then the endpoint: the order of everybody who takes both. Somebody
-- else's endpoint is refused as one that does not exist. A caller without a user owns
-- nothing.

create or replace function core._lock_webhook(p_id uuid)
    returns core.webhook_endpoints
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints;
begin
    perform c.state
    from core.webhook_circuits as c
    inner join core.webhook_endpoints as e on c.endpoint_id = e.id
    where e.id = p_id and e.owner_id = core.actor_id()
    for update of c;

    select e.*
    into v_endpoint
    from core.webhook_endpoints as e
    where e.id = p_id and e.owner_id = core.actor_id()
    for update;

    if not found then
        perform core.raise_error(
            'core.webhook_not_found',
            format('You have no webhook %L.', p_id)
        );
    end if;
    return v_endpoint;
end;
$$;

comment on function core._lock_webhook(uuid) is
$$The caller's endpoint, locked until the transaction ends.

Errors: PT404 core.webhook_not_found.
$$;

-- @ functions/core/_log_request b1e8292214c28f8f210acccec55e1676f2ee22a0f50ceab760108f750043911f
-- core._log_request: log the current request if its RPC is a guarded one.

create or replace function core._log_request()
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rpc constant text := substring(
        current_setting('request.path', true) from '^/rpc/(.+)$'
    );
begin
    if v_rpc is not null and core.setting('core.access_log.rpcs') ? v_rpc then
        perform core.log_access('rpc:' || v_rpc);
    end if;
end;
$$;

comment on function core._log_request() is
$$Log the request if the setting core.access_log.rpcs names its RPC.

Errors: PT405 core.post_only when it is read-only.
$$;

-- @ functions/core/_matches 68a469f6fb7786d9fe30ba44268e92b73d2ac3f68dbe21e6d6855b6725d260d5
-- core._matches: does this text match this pattern? Longer ones than 10,000 never do.
--
-- `~` asks for no captures: Postgres then matches with an automaton alone.

create or replace function core._matches(p_value jsonb, p_pattern text)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when jsonb_typeof(p_value) <> 'string' then null
        when length(p_value #>> '{}') > 10000 then false
        else (p_value #>> '{}') ~ p_pattern
    end
$$;

comment on function core._matches(jsonb, text) is
$$Whether a JSON string matches; null for anything else.
$$;

-- @ functions/core/_matches_event_type 953bda2b71d3c964a6c6a7854deed67905e9ea03d29b95596a27aa1df5981bee
-- core._matches_event_type: does one of these patterns mean this type?

create or replace function core._matches_event_type(p_patterns text[], p_type text)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from unnest(p_patterns) as p (pattern)
        where
            p.pattern = '*'
            or p.pattern = p_type
            or (
                right(p.pattern, 2) = '.*'
                and starts_with(p_type, left(p.pattern, -1))
            )
    )
$$;

comment on function core._matches_event_type(text[], text) is
    'Whether a type is named, or its prefix (`commerce.order.*`), or everything (`*`).';

-- @ functions/core/_may_administer cd904790fb7ad960fa420452eaa634c7dc143e4331bfb46a6ee31bd877fd7b06
-- core._may_administer: an admin, a server of ours, or the owner at a terminal?
--
-- For definer functions, where current_user is the owner: `role` is what the request
-- became, `none` when nobody became anybody.

create or replace function core._may_administer()
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case current_setting('role')
        when 'service_role' then true
        when 'none' then session_user = current_user
            or pg_has_role(session_user, current_user, 'member')
        else core.has_role('admin')
    end
$$;

comment on function core._may_administer() is
    'Whether the caller of a definer function is an admin, a server or the owner.';

-- @ functions/core/_merkle_path 19e89ba9e153d598070f28706ffa4f26d51d01a173d58264c690bd505a303fc2
-- core._merkle_path: the root over some leaves, and the way from one of them to it.
--
-- RFC 6962's tree: neighbours are hashed in pairs, a last one without neighbour goes up
-- as it is. Level by level over arrays: n leaves take n hashes. `path` holds, from the
-- leaf upwards, each neighbour and its side.

create or replace function core._merkle_path(
    p_leaves bytea[],
    p_place bigint default null,
    out root bytea,
    out path jsonb
)
    returns record
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_level bytea[] := p_leaves;
    v_place bigint := p_place;
    v_neighbour bigint;
begin
    path := '[]';
    while cardinality(v_level) > 1 loop
        v_neighbour := case when v_place % 2 = 1 then v_place + 1 else v_place - 1 end;
        if v_level[v_neighbour] is not null then
            path := path || jsonb_build_object(
                'side', case when v_neighbour > v_place then 'right' else 'left' end,
                'sha256', encode(v_level[v_neighbour], 'hex')
            );
        end if;
        v_place := (v_place + 1) / 2;

        select array_agg(
            case
                when p.next is null then p.hash
                else sha256('\x01'::bytea || p.hash || p.next)
            end
            order by p.place
        )
        into v_level
        from (
            select t.hash, t.place, lead(t.hash) over (order by t.place) as next
            from unnest(v_level) with ordinality as t (hash, place)
        ) as p
        where p.place % 2 = 1;
    end loop;

    root := v_level[1];
end;
$$;

comment on function core._merkle_path(bytea[], bigint) is
    'Root of an RFC 6962 tree; with p_place (from 1), the inclusion path of that leaf.';

-- @ functions/core/_metric_name 85eefea7f1435aa56a916dcaaa299156b3ff1b2090c84896cff3f78c8c082786
-- core._metric_name: how Prometheus names the figure of a check.

create or replace function core._metric_name(p_check text, p_unit text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concat(
        'rowhouse_', replace(p_check, '.', '_'),
        case when p_check !~ ('[._]' || p_unit || '$') then '_' || p_unit end
    )
$$;

grant execute on function core._metric_name(text, text)
to service_role, app_worker, app_reader;

-- @ functions/core/_next_webhook_delay 5fd75d6a8b585fe4016200f6294689f8ae60792695b9b485b15e3188555e10b1
-- core._next_webhook_delay: how long to wait after the n-th attempt of a round.
--
-- The ladder is a setting; jitter makes each delay longer by up to a share of itself,
-- so that what failed together does not come back together. Null: there is no next
-- attempt.

create or replace function core._next_webhook_delay(p_step integer)
    returns interval
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select make_interval(
        secs =>
        (core.setting('core.webhook_ladder_seconds') -> p_step)::double precision
        * (1 + random() * (core.setting('core.webhook_jitter'))::double precision)
    )
$$;

comment on function core._next_webhook_delay(integer) is
    'The wait before the attempt after this one; null after the last.';

-- @ functions/core/_note_dropped_events 341c22ec7662d917c540d95bb499c6460423df0c2e512a15eccadce51a4cdace
-- core._note_dropped_events: before a partition of events goes, remember its last one.
--
-- Called by core.drop_partitions in the transaction that drops, which holds the table.

create or replace function core._note_dropped_events(p_partition regclass)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_xid xid8;
    v_id bigint;
begin
    execute format(
        'select e.xid, e.id from %s as e order by e.xid desc, e.id desc limit 1',
        p_partition
    )
    into v_xid, v_id;

    update core.event_horizons
    set
        xid = v_xid,
        id = v_id,
        dropped_at = core.now()
    where (xid, id) < (v_xid, v_id);
end;
$$;

-- @ functions/core/_owner_reads f3be4b168914930e1d793494b2041b357e54bb6d310f3807d532ef164066935c
-- core._owner_reads: would this owner of an endpoint be let read this topic now?
--
-- Asks core.can_read_topic as that user: the claims stand for the length of the call.
-- The roles are those the owner had when the endpoint was saved, as far as auth.users
-- still has them; a user who is gone reads nothing. Where users are kept elsewhere
-- (no row, or no app metadata) the saved roles count.

create or replace function core._owner_reads(
    p_owner_id uuid, p_app_roles text[], p_topic text
)
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_before text := coalesce(current_setting('request.jwt.claims', true), '');
    v_user record;
    v_roles jsonb := to_jsonb(p_app_roles);
    v_answer boolean;
begin
    select u.deleted_at, u.raw_app_meta_data as metadata
    into v_user
    from auth.users as u
    where u.id = p_owner_id;
    if v_user.deleted_at is not null then
        return false;
    end if;
    if v_user.metadata is not null then
        select coalesce(jsonb_agg(r.role), '[]')
        into v_roles
        from unnest(p_app_roles) as r (role)
        where v_user.metadata -> 'roles' ? r.role;
    end if;

    perform set_config(
        'request.jwt.claims',
        jsonb_build_object(
            'sub', p_owner_id,
            'role', 'authenticated',
            'app_metadata', jsonb_build_object('roles', v_roles)
        )::text,
        true
    );
    v_answer := core.can_read_topic(p_topic);
    perform set_config('request.jwt.claims', v_before, true);

    return coalesce(v_answer, false);
end;
$$;

comment on function core._owner_reads(uuid, text[], text) is
    'Whether an endpoint of this owner, saved with these roles, may get this topic.';

-- @ functions/core/_partition_bounds 25a4eb93da1f8aac0248771b24c8539998c1028d204be066b62bd64937c5ca6b
-- core._partition_bounds: the partitions of a table cut by time, with their bounds.
--
-- The catalog keeps bounds as an expression only, so its text is read. The settings
-- make that text the same for every caller.

create or replace function core._partition_bounds(p_table regclass)
    returns table (partition regclass, from_at timestamptz, until_at timestamptz)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set datestyle = 'ISO'
    set timezone = 'UTC'
as $$
    select
        i.inhrelid::regclass,
        substring(b.bound from $re$FROM \('([^']+)'\)$re$)::timestamptz,
        substring(b.bound from $re$TO \('([^']+)'\)$re$)::timestamptz
    from pg_catalog.pg_inherits as i
    inner join pg_catalog.pg_class as c on i.inhrelid = c.oid
    cross join lateral (values (pg_get_expr(c.relpartbound, c.oid))) as b (bound)
    where i.inhparent = p_table
    order by 2, 1
$$;

grant execute on function core._partition_bounds(regclass)
to service_role, app_worker, app_reader;

comment on function core._partition_bounds(regclass) is
    'Every partition: from (inclusive), until (exclusive); null for the default one.';

-- @ functions/core/_pattern_fault 28eb12f186eb59708a70f411412115f40e313e2d7b5cac292ca42b70f9784364
-- core._pattern_fault: why a pattern is not safe to match, null when it is.
--
-- Back references make matching exponential; look-around makes it quadratic; bounds
-- multiply the automaton, nested ones to the power. What is left is compiled here once,
-- with the very operator that will match it.

create or replace function core._pattern_fault(p_pattern text)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bounds constant integer := coalesce(
        (
            select max(greatest(b.bound[1], coalesce(nullif(b.bound[2], ''), '0'))::integer)
            from regexp_matches(p_pattern, '\{(\d{1,9})(?:,(\d{0,9}))?\}', 'g') as b (bound)
        ),
        0
    );
begin
    if p_pattern is null or length(p_pattern) not between 1 and 300 then
        return '{"pattern": 1 to 300 characters}';
    end if;
    if p_pattern ~ '\\[1-9]' or p_pattern ~ '^\*\*\*' then
        return 'a pattern without back references or directors';
    end if;
    if p_pattern ~ '\(\?[=!<]' then
        return 'a pattern without look-around';
    end if;
    if v_bounds > 100 then
        return 'a pattern with bounds of at most 100';
    end if;
    if p_pattern ~ '\{[^}]*\}[^()]*\)[*+?]?\{' then
        return 'a pattern without bounds inside bounds';
    end if;

    perform '' ~ p_pattern;
    return null;
exception
    when invalid_regular_expression then
        return format('a pattern that Postgres reads (%s)', sqlerrm);
end;
$$;

comment on function core._pattern_fault(text) is
$$What is wrong with a pattern, as the end of a sentence; null when it may be used.
$$;

-- @ functions/core/_promote_jobs 92f16f8b59a6bd251d4b3080f4198ef4caaaf529c00e7ad924ab7668c5205fcf
-- core._promote_jobs: make ready what has waited long enough, at most 1,000 at a time.
--
-- Steps over rows that somebody else promotes at the moment.

create or replace function core._promote_jobs(p_now timestamptz)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update core.jobs as j
    set
        status = 'ready',
        wait_reason = null
    from (
        select id
        from core.jobs
        where status = 'waiting' and run_at <= p_now
        order by run_at
        limit 1000
        for update skip locked
    ) as due
    where j.id = due.id
$$;

-- @ functions/core/_push_event e15766a228ea11c4a4044977659147c454ebf8f464a95239370f94c2c896ea68
-- core._push_event: hand an event to Realtime, in the event's own transaction.
--
-- A push is a hint: `cursor` stands before everything that may still be under way, so
-- changes_since from there finds this event and whatever the subscriber missed. What is
-- too big to push is left to that call. realtime.send turns each of its errors into a
-- warning; core.list_lost_broadcasts finds what it lost. UTC, since the message's
-- partition is chosen by the session's time zone.

create or replace function core._push_event(
    p_id bigint, p_type text, p_topic text, p_payload jsonb
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
as $$
declare
    c_max_bytes constant integer := 65536;
    v_payload jsonb := p_payload;
begin
    if octet_length(v_payload::text) > c_max_bytes then
        v_payload := jsonb_build_object(
            'v', v_payload -> 'v', 'version', v_payload -> 'version', 'is_cut', true
        );
    end if;

    perform realtime.send(
        v_payload || jsonb_build_object(
            'event_id', p_id,
            'cursor', core._write_event_cursor(
                pg_snapshot_xmin(pg_current_snapshot()), 0
            )
        ),
        p_type,
        p_topic,
        true
    );
end;
$$;

comment on function core._push_event(bigint, text, text, jsonb) is
$$Send the private Realtime message of an event: its payload, with event_id and cursor.

Units: a payload over 64 KiB is replaced by {v, version, is_cut: true}.
$$;

-- @ functions/core/_read_cache f9085319587cc6bb27fe7b4d460ed4c510509e87265462b3c78ea13159b92045
-- core._read_cache: an entry that may still be given, fresh or stale.
--
-- An entry ends when a change of one of its tags is visible now that its computation
-- could not see. The index on (tag, xid) is read from the entry's oldest unseen
-- transaction on, so a quiet tag costs one look.

create or replace function core._read_cache(p_cache text, p_arguments jsonb)
    returns core.cache_entries
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select e.*
    from core.cache_entries as e
    inner join core.caches as c on e.cache = c.name
    where
        e.cache = p_cache
        and e.arguments = p_arguments
        and e.stale_until_at > core.now()
        and not exists (
            select
            from core.cache_changes as h
            where
                h.tag = any(c.tags)
                and h.xid >= pg_snapshot_xmin(e.snapshot)
                and not pg_visible_in_snapshot(h.xid, e.snapshot)
        )
$$;

comment on function core._read_cache(text, jsonb) is
$$The entry of these arguments, unless it ended; null when there is none.
$$;

-- @ functions/core/_read_event_cursor 4f83a5884130d608b60a44371d9f6c2ee51002f4c6f9db7a9ade4811d8bf7b57
-- core._read_event_cursor: what _write_event_cursor wrote, or a refusal.
--
-- No secret: a forged one of the right shape only starts somewhere else.

create or replace function core._read_event_cursor(
    p_after text, out xid xid8, out id bigint
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_after !~ '^[0-9]{1,18}-[0-9]{1,18}$' then
        perform core.raise_error(
            'core.invalid_cursor', format('%L is no cursor of events.', left(p_after, 60))
        );
    end if;
    xid := split_part(p_after, '-', 1)::xid8;
    id := split_part(p_after, '-', 2)::bigint;
end;
$$;

-- @ functions/core/_read_metric_source 14bf1d50e28388655d5b81877d2825259d518a4b3406161d8f8c12a3e8ec4abf
-- core._read_metric_source: the series of one labelled metric, never more than it may
-- have.
--
-- Definer, in a read-only subtransaction and under lock_timeout, as
-- core.run_health_check is.

create or replace function core._read_metric_source(p_name text)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '1s'
as $$
declare
    v_source core.metric_sources;
    v_series jsonb;
begin
    select *
    into strict v_source
    from core.metric_sources
    where name = p_name;

    begin
        perform set_config('transaction_read_only', 'on', true);
        execute format(
            $query$
                with answer (labels, value) as materialized (%s),
                ranked as (
                    select
                        a.labels,
                        sum(a.value)::numeric as value,
                        row_number() over (
                            order by sum(a.value) desc nulls last, a.labels
                        ) as place
                    from answer as a
                    where a.value is not null
                    group by a.labels
                ),
                folded as (
                    select
                        case
                            when r.place <= $1 then r.labels
                            else (
                                select jsonb_object_agg(k.name, 'other')
                                from jsonb_object_keys(r.labels) as k (name)
                            )
                        end as labels,
                        r.value
                    from ranked as r
                ),
                bounded as (
                    select f.labels, sum(f.value) as value
                    from folded as f
                    group by f.labels
                )
                select
                    jsonb_agg(
                        jsonb_build_object('labels', b.labels, 'value', b.value)
                    )
                from bounded as b
            $query$,
            rtrim(v_source.query, E' ;\n') || E'\n'
        )
        into v_series
        using v_source.max_series;
    exception
        when others then
            raise;
    end;

    return v_series;
end;
$$;

grant execute on function core._read_metric_source(text)
to service_role, app_worker, app_reader;

-- @ functions/core/_read_retry_after 37d07c50e473d06557606412ffffb48fd679ac1527d3b9dd0839e32e60771b68
-- core._read_retry_after: a Retry-After header, seconds or a date, as a wait from now.
--
-- Never negative, never longer than the setting: a receiver can slow us down, not park
-- its queue for ever. Anything that is neither form counts as no header.

create or replace function core._read_retry_after(p_value text)
    returns interval
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_most double precision := (
        core.setting('core.webhook_retry_after_max_seconds')
    )::double precision;
    v_seconds double precision;
begin
    if p_value ~ '^\s*[0-9]{1,12}\s*$' then
        v_seconds := p_value::double precision;
    elsif p_value ~ '^\s*[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT\s*$' then
        v_seconds := extract(
            epoch from
            (substr(trim(p_value), 6, 20) || ' UTC')::timestamptz - core.now()
        );
    end if;

    -- least() and greatest() pass over a null; the null has to stay one.
    return case
        when v_seconds is not null
            then make_interval(secs => greatest(0, least(v_seconds, v_most)))
    end;
exception
    when data_exception then
        return null;
end;
$$;

comment on function core._read_retry_after(text) is
    'How long a receiver asks us to wait; null when it does not say.';

-- @ functions/core/_read_statements 226269995463df56e3781a4f1b994fa0f997ecfd36076fb3b2a9f38464d101b1
-- core._read_statements: pg_stat_statements, added up by the RPC that was called.
--
-- Definer: only pg_read_all_stats sees the statements of others. The extension may be
-- missing, in any schema, or made without its library: then there is nothing to say.

create or replace function core._read_statements()
    returns table (
        rpc text,
        statement text,
        calls bigint,
        total_ms numeric,
        max_ms numeric,
        rows_total bigint,
        hit_ratio numeric
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_schema name;
begin
    select n.nspname
    into v_schema
    from pg_catalog.pg_extension as e
    inner join pg_catalog.pg_namespace as n on e.extnamespace = n.oid
    where e.extname = 'pg_stat_statements';
    if v_schema is null
        or position('pg_stat_statements' in current_setting('shared_preload_libraries'))
        = 0
    then
        return;
    end if;

    for rpc, statement, calls, total_ms, max_ms, rows_total, hit_ratio in
        execute format(
            $query$
                with exposed as (
                    select distinct p.proname::text as name
                    from pg_catalog.pg_proc as p
                    where p.pronamespace = 'api'::regnamespace
                ),
                seen as (
                    select
                        x.name as rpc,
                        case when x.name is null then s.query end as statement,
                        s.calls,
                        s.total_exec_time,
                        s.max_exec_time,
                        s.rows,
                        s.shared_blks_hit as hit,
                        s.shared_blks_hit + s.shared_blks_read as blocks
                    from %I.pg_stat_statements as s
                    left join exposed as x
                        on x.name = substring(
                            s.query from '(?i)\m"?api"?\."?([a-z_][a-z0-9_]*)"?\s*\('
                        )
                    where s.dbid = (
                        select d.oid
                        from pg_catalog.pg_database as d
                        where d.datname = current_database()
                    )
                )
                select
                    s.rpc,
                    left(s.statement, 500),
                    sum(s.calls)::bigint,
                    round(sum(s.total_exec_time)::numeric, 3),
                    round(max(s.max_exec_time)::numeric, 3),
                    sum(s.rows)::bigint,
                    round(sum(s.hit) / nullif(sum(s.blocks), 0), 4)
                from seen as s
                group by s.rpc, s.statement
            $query$,
            v_schema
        )
    loop
        return next;
    end loop;
end;
$$;

grant execute on function core._read_statements()
to service_role, app_worker, app_reader;

-- @ functions/core/_refill_provider c2fd75231bdb1cf74468159a4c582ec9acfce3d2a4ba1813f57de4045d2471f0
-- core._refill_provider: a provider's bucket and budget as they stand at a time.

create or replace function core._refill_provider(
    p_provider core.job_providers, p_now timestamptz
)
    returns core.job_providers
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_seconds numeric := extract(epoch from p_now - p_provider.refilled_at);
    v_today date := (p_now at time zone 'UTC')::date;
begin
    p_provider.tokens := least(
        p_provider.burst,
        p_provider.tokens + greatest(v_seconds, 0) * p_provider.per_second
    );
    p_provider.refilled_at := greatest(p_now, p_provider.refilled_at);
    if p_provider.spent_on < v_today then
        p_provider.spent := 0;
        p_provider.spent_on := v_today;
    end if;
    return p_provider;
end;
$$;

-- @ functions/core/_refuse_revoked ff9345b96075459db6273e83e7d0be35bf59309359db1d9642a44d44f00481a6
-- core._refuse_revoked: refuse a token that was revoked before it expired.
--
-- `iat` has whole seconds: what was issued in the second of the revocation is refused
-- too. Reads only, so it holds for GET as well.

create or replace function core._refuse_revoked(p_claims jsonb)
    returns void
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id constant uuid := core.actor_id();
    v_issued_at timestamptz;
begin
    if exists (
        select from core.revoked_tokens as t
        where t.jti in (p_claims ->> 'jti', p_claims ->> 'session_id')
    ) then
        perform core.raise_error('core.token_revoked', 'This token was revoked.');
    end if;

    if v_user_id is null then
        return;
    end if;

    if jsonb_typeof(p_claims -> 'iat') = 'number' then
        v_issued_at := to_timestamp((p_claims ->> 'iat')::double precision);
    end if;
    if exists (
        select from core.revoked_users as u
        where
            u.user_id = v_user_id
            and coalesce(v_issued_at, '-infinity') <= u.issued_until_at
    ) then
        perform core.raise_error(
            'core.token_revoked', 'The tokens of this user were revoked.'
        );
    end if;
end;
$$;

comment on function core._refuse_revoked(jsonb) is
$$Return if neither the token (jti, session_id) nor its user (by iat) is revoked.

Errors: PT401 core.token_revoked.
$$;

-- @ functions/core/_require_operator 367a3ee6b0ccec40253c56dd9591194eeb0188575ce3715b0bf0c937a313507b
-- core._require_operator: refuse a signed-in user who is no admin.
--
-- The service role and our own roles get this far by their grant alone. `role` names
-- who was set, inside a definer function too.

create or replace function core._require_operator()
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('role', true) in ('anon', 'authenticated')
        and not core.has_role('admin')
    then
        perform core.raise_error('core.not_permitted', 'This needs app role admin.');
    end if;
end;
$$;

grant execute on function core._require_operator()
to authenticated, service_role, app_worker, app_reader;

-- @ functions/core/_require_post bb3b1b7c07c7d58f371cde65aa6412c105b1a0d2249e995d11c7b2e2f29ca399
-- core._require_post: refuse a GET of what has to be counted or written down.
--
-- A GET runs in a read-only transaction, and so does a POST of a stable function: only
-- the first can be mended by the caller, so only that is refused.

create or replace function core._require_post(p_rpc text)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if
        current_setting('transaction_read_only')::boolean
        and coalesce(current_setting('request.method', true), 'GET') <> 'POST'
    then
        perform core.raise_error(
            'core.post_only',
            format('%s is limited or logged: a GET of it cannot be counted.', p_rpc)
        );
    end if;
end;
$$;

comment on function core._require_post(text) is
$$Return unless this request is a read-only one that could have been a POST.

Errors: PT405 core.post_only.
$$;

-- @ functions/core/_require_role be351b95691ead113bd2f64440f76aef64ce936d1166c86f6a67d5785df46a57
-- core._require_role: only operators, or users with one of these app roles.
--
-- Operators are database roles that no request of the outside runs as: the service
-- role, the worker, the owner. Those still need EXECUTE on what calls this.

create or replace function core._require_role(variadic p_roles text[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if core._acting_role() not in ('anon', 'authenticated', 'authenticator') then
        return;
    end if;

    if exists (select from unnest(p_roles) as r (name) where core.has_role(r.name)) then
        return;
    end if;

    perform core.raise_error(
        'core.not_permitted',
        format('App role %s is needed.', array_to_string(p_roles, ' or '))
    );
end;
$$;

comment on function core._require_role(text[]) is
    'Errors: core.not_permitted PT403.';

-- @ functions/core/_ring c6b437022852297bf7aad1c6860e4b5d501c852e1e9824894334a7e88a64a002
-- core._ring: wake the workers that have said they sleep; nobody else is disturbed.
--
-- The caller's transaction has its id by now, so a worker that falls asleep after this
-- look sees that the writer still runs, and keeps looking until it has ended
-- (glue/worker/bell.py). Definer: callers have no business in the table.

create or replace function core._ring(p_bell text)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select
        from core.job_sleepers
        where
            expires_at > clock_timestamp()
            and p_bell = any(bells)
    ) then
        perform pg_notify('core:jobs', p_bell);
    end if;
end;
$$;

-- @ functions/core/_run_by_halves 9a7fd0ea62cb1b608951a9720b7ec5b3d41ef54a30bb4dc834d29cd84aacce5f
-- core._run_by_halves: run a statement over staged lines, and find those that fail.
--
-- Halving here costs a subtransaction an attempt; from a client it costs four round
-- trips as well, ten times as much. The left half goes first, so of two rows that
-- exclude each other the earlier one stays.

create or replace function core._run_by_halves(
    p_statement text,
    p_lines bigint[],
    p_fatal_classes text[],
    out done bigint,
    out bad_lines bigint[],
    out reasons text[]
)
    returns record
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_from integer[] := array[1];
    v_to integer[] := array[cardinality(p_lines)];
    v_depth integer := 1;
    v_first integer;
    v_last integer;
    v_rows bigint;
    v_message text;
    v_detail text;
begin
    done := 0;
    bad_lines := '{}';
    reasons := '{}';
    while v_depth > 0 loop
        v_first := v_from[v_depth];
        v_last := v_to[v_depth];
        v_depth := v_depth - 1;
        continue when v_first > v_last;
        begin
            execute p_statement using p_lines[v_first], p_lines[v_last];
            get diagnostics v_rows = row_count;
            done := done + v_rows;
        exception when others then
            get stacked diagnostics
                v_message = message_text,
                v_detail = pg_exception_detail;
            -- A policy refuses a row by the code that also means a missing privilege.
            if sqlstate <> '42501' and left(sqlstate, 2) = any(p_fatal_classes) then
                raise;
            elsif v_first = v_last then
                bad_lines := bad_lines || p_lines[v_first];
                reasons := reasons
                    || concat_ws(': ', sqlstate, v_message, nullif(v_detail, ''));
            else
                v_from[v_depth + 1] := (v_first + v_last) / 2 + 1;
                v_to[v_depth + 1] := v_last;
                v_from[v_depth + 2] := v_first;
                v_to[v_depth + 2] := (v_first + v_last) / 2;
                v_depth := v_depth + 2;
            end if;
        end;
    end loop;
end;
$$;

comment on function core._run_by_halves(text, bigint[], text[]) is
$$Run a statement with $1 and $2 as first and last line, halving what fails to the line.

done is the number of rows that the statement reported; a reason stands at the place of its
bad line, as `sqlstate: message: detail`. For the owner: the statement is run as it is.
Errors: one whose SQLSTATE is of p_fatal_classes, since no line is to blame for it.
$$;

-- @ functions/core/_schema_errors 4b91e55f476534d39f4e317d1d1bd148f98607dcf3a38eecbb2faaabd6a5a067
-- core._schema_errors: what a value violates of a JSON Schema.
--
-- By pg_jsonschema where Supabase puts it, else by what follows: the keywords that
-- core._schema_fault lets through. A schema nests as deep as its author wrote it.

create or replace function core._schema_errors(
    p_schema jsonb, p_value jsonb, p_path text default ''
)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_extension constant regprocedure := to_regprocedure(
        'extensions.jsonschema_validation_errors(json, json)'
    );
    v_types constant jsonb := case jsonb_typeof(p_schema -> 'type')
        when 'string' then jsonb_build_array(p_schema -> 'type')
        else p_schema -> 'type'
    end;
    v_type constant text := jsonb_typeof(p_value);
    v_at constant text := case when p_path = '' then 'the value' else p_path end;
    v_text constant text := p_value #>> '{}';
    v_errors text[] := array[]::text[];
    v_key text;
begin
    if
        p_path = ''
        and v_extension is not null
    then
        execute format('select %s($1::json, $2::json)', v_extension::regproc)
        into v_errors
        using p_schema, p_value;
        return v_errors;
    end if;

    if
        not v_types ? v_type
        and not (v_types ? 'integer' and v_type = 'number' and v_text::numeric % 1 = 0)
    then
        v_errors := v_errors || format('%s is %s', v_at, v_type);
    end if;
    if not p_schema -> 'enum' @> jsonb_build_array(p_value) then
        v_errors := v_errors || format('%s is none of %s', v_at, p_schema -> 'enum');
    end if;
    if p_schema -> 'const' <> p_value then
        v_errors := v_errors || format('%s is not %s', v_at, p_schema -> 'const');
    end if;

    if v_type = 'string' then
        if
            length(v_text) < (p_schema ->> 'minLength')::numeric
            or length(v_text) > (p_schema ->> 'maxLength')::numeric
        then
            v_errors := v_errors || format('%s has %s characters', v_at, length(v_text));
        end if;
        if not core._matches(p_value, p_schema ->> 'pattern') then
            v_errors := v_errors || format('%s does not match', v_at);
        end if;
    elsif v_type = 'number' then
        if
            v_text::numeric < (p_schema ->> 'minimum')::numeric
            or v_text::numeric > (p_schema ->> 'maximum')::numeric
            or v_text::numeric <= (p_schema ->> 'exclusiveMinimum')::numeric
            or v_text::numeric >= (p_schema ->> 'exclusiveMaximum')::numeric
        then
            v_errors := v_errors || format('%s is out of range', v_at);
        end if;
    elsif v_type = 'array' then
        if
            jsonb_array_length(p_value) < (p_schema ->> 'minItems')::numeric
            or jsonb_array_length(p_value) > (p_schema ->> 'maxItems')::numeric
        then
            v_errors := v_errors || format(
                '%s has %s items', v_at, jsonb_array_length(p_value)
            );
        end if;
        if p_schema ? 'items' then
            for v_number in 0 .. jsonb_array_length(p_value) - 1 loop
                v_errors := v_errors || core._schema_errors(
                    p_schema -> 'items',
                    p_value -> v_number,
                    format('%s/%s', p_path, v_number)
                );
            end loop;
        end if;
    elsif v_type = 'object' then
        for v_key in
            select r.name
            from jsonb_array_elements_text(p_schema -> 'required') as r (name)
            where not p_value ? r.name
        loop
            v_errors := v_errors || format('%s lacks %s', v_at, v_key);
        end loop;
        for v_key in
            select k.name from jsonb_object_keys(p_value) as k (name) order by k.name
        loop
            if p_schema -> 'properties' ? v_key then
                v_errors := v_errors || core._schema_errors(
                    p_schema -> 'properties' -> v_key,
                    p_value -> v_key,
                    format('%s/%s', p_path, v_key)
                );
            elsif p_schema -> 'additionalProperties' = 'false' then
                v_errors := v_errors || format('%s may not have %s', v_at, v_key);
            end if;
        end loop;
    end if;

    return v_errors;
end;
$$;

comment on function core._schema_errors(jsonb, jsonb, text) is
$$One sentence for each violation of the schema; an empty list when there is none.
$$;

-- @ functions/core/_schema_fault d438aab4b4a47256d5c2e97f74774e006390e4ea1ed4e115ac98d71e0da8f5a7
-- core._schema_fault: why a JSON Schema may not be used, null when it may.
--
-- The keywords that core._schema_errors knows: with and without pg_jsonschema a rule
-- then means the same. Patterns obey the same guard as pattern rules.

create or replace function core._schema_fault(p_schema jsonb)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text;
    v_value jsonb;
    v_fault text;
begin
    if coalesce(jsonb_typeof(p_schema), '') <> 'object' then
        return '{"schema": {…}}';
    end if;

    for v_key, v_value in
        select e.key, e.value from jsonb_each(p_schema) as e
    loop
        v_fault := case
            when v_key = 'properties' then (
                select min(core._schema_fault(e.value)) from jsonb_each(v_value) as e
            )
            when v_key = 'items' then core._schema_fault(v_value)
            when v_key = 'pattern' then core._pattern_fault(v_value #>> '{}')
            when v_key = 'additionalProperties' and jsonb_typeof(v_value) <> 'boolean'
                then 'a schema whose additionalProperties is true or false'
            when v_key not in (
                'type', 'enum', 'const', 'required', 'minItems', 'maxItems',
                'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum',
                'exclusiveMaximum', 'additionalProperties', '$schema', '$id', 'title',
                'description', 'default', 'examples'
            ) then format('a schema without the keyword %s', v_key)
        end;
        if v_fault is not null then
            return v_fault;
        end if;
    end loop;

    return null;
exception
    when data_exception then
        return 'a JSON Schema';
end;
$$;

comment on function core._schema_fault(jsonb) is
$$What is wrong with a schema, as the end of a sentence; null when it may be used.
$$;

-- @ functions/core/_seal_chain f1fd6d40e6bdee235ba51c07a365502850018ca0e6645658be466fab60292253
-- core._seal_chain: the chain hash that a seal must have.

create or replace function core._seal_chain(p_seal core.audit_seals)
    returns bytea
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select sha256(
        '\x02'::bytea
        || p_seal.previous_sha256
        || convert_to(
            jsonb_build_array(
                p_seal.after_id,
                p_seal.from_xid,
                p_seal.below_xid,
                to_char(p_seal.month_on, 'YYYY-MM'),
                p_seal.entries,
                p_seal.last_id
            )::text, 'UTF8'
        )
        || p_seal.root_sha256
    )
$$;

comment on function core._seal_chain(core.audit_seals) is
    'SHA-256 over 0x02, the previous hash, what the seal covers as JSON, its root.';

-- @ functions/core/_seal_leaves 1235d50860ca60bacab4c884c821e1446c0adf460a6d0aa2c74b856d07810519
-- core._seal_leaves: the entries that a seal covers, as they are now, in their order.
--
-- One definition for sealing, verifying and proving. The last id keeps out what another
-- cluster, restored from this one, writes in transactions that it counts anew. In
-- PL/pgSQL, whose plans follow partitions that come and go within one transaction.

create or replace function core._seal_leaves(
    p_seal core.audit_seals,
    out leaves bytea[],
    out ids bigint[],
    out last_id bigint
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    select
        array_agg(core._audit_leaf(e) order by e.xid, e.id),
        array_agg(e.id order by e.xid, e.id),
        max(e.id)
    into leaves, ids, last_id
    from core.audit_entries as e
    where
        e.id > p_seal.after_id
        and e.id <= coalesce(p_seal.last_id, 9223372036854775807)
        and e.xid >= p_seal.from_xid
        and e.xid < p_seal.below_xid
        and e.changed_at >= (p_seal.month_on::timestamp at time zone 'UTC')
        and e.changed_at < ((p_seal.month_on + interval '1 month') at time zone 'UTC');
end;
$$;

comment on function core._seal_leaves(core.audit_seals) is
    'Leaf hashes and ids of a seal''s entries, by xid and id.';

-- @ functions/core/_set_headers 2641bbf9a077ded3608f4ef90664f898ddbf7356a370e8877b0ddf417bbefd2d
-- core._set_headers: add headers to the answer of this request.
--
-- PostgREST reads `response.headers`, a list of objects with one name each. What the
-- list holds already stays, except under the same names: the last word counts.

create or replace function core._set_headers(p_headers jsonb)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select set_config(
        'response.headers',
        (
            select jsonb_agg(h.header order by h.place)
            from (
                select
                    e.header,
                    e.place
                from jsonb_array_elements(
                    coalesce(nullif(current_setting('response.headers', true), ''), '[]')
                    ::jsonb
                ) with ordinality as e (header, place)
                where not p_headers ?| array(select jsonb_object_keys(e.header))

                union all

                select
                    jsonb_build_object(n.key, n.value),
                    null
                from jsonb_each(p_headers) as n (key, value)
            ) as h
        )::text,
        true
    )
$$;

comment on function core._set_headers(jsonb) is
    'Add {"<name>": "<value>", …} to the headers that PostgREST will answer with.';

-- @ functions/core/_settle_operation 104821f51c93cb18c96cc7e5050a9cf7bc7a27f0dc43baa0995f3193fb002fee
-- core._settle_operation: add up what a slice did, and finish what is finished.
--
-- Locks the operation's row, then reads the chunks: of two slices that end at once the
-- second sees the first's marks, so one of them finishes the operation. Chunks that
-- another slice holds are left to it (skip locked): waiting for it with the row locked
-- would be a deadlock.

create or replace function core._settle_operation(
    p_operation_id bigint,
    p_done integer,
    p_failed integer
)
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations;
    v_now timestamptz := core.now();
    v_skipped integer := 0;
begin
    select *
    into strict v_operation
    from core.operations
    where id = p_operation_id
    for update;
    if v_operation.finished_at is not null then
        return true;
    end if;

    if v_operation.cancel_requested_at is not null then
        with open as (
            select c.number
            from core.operation_chunks as c
            where c.operation_id = p_operation_id and c.status = 'pending'
            for update skip locked
        ),

        skipped as (
            update core.operation_chunks as c
            set
                status = 'skipped',
                finished_at = v_now
            from open as o
            where c.operation_id = p_operation_id and c.number = o.number
            returning jsonb_array_length(c.items) as items
        )

        select coalesce(sum(s.items), 0)
        into v_skipped
        from skipped as s;
    end if;

    update core.operations as o
    set
        status = 'running',
        done = o.done + p_done,
        failed = o.failed + p_failed,
        skipped = o.skipped + v_skipped,
        started_at = coalesce(o.started_at, v_now),
        progressed_at = case
            when p_done + p_failed + v_skipped > 0 then v_now
            else o.progressed_at
        end
    where o.id = p_operation_id
    returning o.* into v_operation;

    if v_operation.done + v_operation.failed + v_operation.skipped
        < v_operation.total
    then
        return false;
    end if;

    update core.operations as o
    set
        status = case
            when o.skipped > 0 then 'cancelled'
            when o.failed = 0 then 'succeeded'
            when o.done = 0 then 'failed'
            else 'partial'
        end,
        finished_at = v_now
    where o.id = p_operation_id
    returning o.* into v_operation;
    perform core.emit(
        p_type => 'core.operation.finished',
        p_topic => 'core:operation:' || v_operation.id,
        p_entity_id => v_operation.id::text,
        p_payload => jsonb_build_object(
            'v', 1,
            'kind', v_operation.kind,
            'status', v_operation.status,
            'total', v_operation.total,
            'done', v_operation.done,
            'failed', v_operation.failed,
            'skipped', v_operation.skipped,
            'requested_by', v_operation.requested_by
        )
    );
    return true;
end;
$$;

grant execute on function core._settle_operation(bigint, integer, integer)
to service_role, app_worker;

-- @ functions/core/_show_webhook 3e3863ffa705f03f9115f6c2f4b2d211c5b43acef633b3e6e606ae6e191b0aca
-- core._show_webhook: one endpoint as its owner sees it: never with a secret.

create or replace function core._show_webhook(p_id uuid)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', e.id,
        'url', e.url,
        'event_types', e.event_types,
        'description', e.description,
        'status', e.status,
        'status_reason', e.status_reason,
        'max_concurrency', e.max_concurrency,
        'max_per_second', e.max_per_second,
        'circuit', c.state,
        'resume_at', c.resume_at,
        'failing_since', c.failing_since_at,
        'succeeded_at', c.succeeded_at,
        'created_at', e.created_at,
        'updated_at', e.updated_at
    )
    from core.webhook_endpoints as e
    inner join core.webhook_circuits as c on e.id = c.endpoint_id
    where e.id = p_id
$$;

grant execute on function core._show_webhook(uuid) to authenticated;

comment on function core._show_webhook(uuid) is
    'A webhook with its state; null when the caller may not see it.';

-- @ functions/core/_sign_webhook 8358bc1ce078ab185fc74d18399869d14a77488e66b66c4d43d8c3857b3ef368
-- core._sign_webhook: the value of `webhook-signature`, as Standard Webhooks 1.0 says.
--
-- One signature per live secret: a receiver that knows the old or the new one verifies.

create or replace function core._sign_webhook(
    p_id text, p_timestamp bigint, p_body text, p_secrets text[]
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select string_agg(
        'v1,' || encode(
            core._hmac_sha256(
                decode(substr(s.secret, 7), 'base64'),
                convert_to(format('%s.%s.%s', p_id, p_timestamp, p_body), 'UTF8')
            ),
            'base64'
        ),
        ' '
        order by s.place
    )
    from unnest(p_secrets) with ordinality as s (secret, place)
$$;

comment on function core._sign_webhook(text, bigint, text, text[]) is
    'Space-separated signatures `v1,<base64>` of one message, in the order of secrets.';

-- @ functions/core/_take_turn bada83cdd8b97e8d5cd83f37f0ead0478e7f0254efcea189661cca5cb4b27fad
-- core._take_turn: one transaction at a time decides about a concurrency key.
--
-- An advisory lock to the end of the transaction. Claim only tries it (false: another
-- claim or end decides now); whoever ends a job of the key waits for it, after its own
-- rows, which claim steps over: so the two never wait for each other.

create or replace function core._take_turn(p_key text, p_wait boolean)
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lock bigint := hashtextextended('core.jobs/' || p_key, 0);
begin
    if not p_wait then
        return pg_try_advisory_xact_lock(v_lock);
    end if;
    perform pg_advisory_xact_lock(v_lock);
    return true;
end;
$$;

-- @ functions/core/_token_roles e29dbba1739661e48552d645bad369e815224fb8f1218fd3afedb6dbe0103f71
-- core._token_roles: the app roles in the caller's token, sorted.

create or replace function core._token_roles()
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(r.role order by r.role), '{}')
    from jsonb_array_elements_text(
        jsonb_path_query_array(
            nullif(current_setting('request.jwt.claims', true), '')::jsonb,
            'strict $.app_metadata.roles[*] ? (@.type() == "string")',
            silent => true
        )
    ) as r (role)
$$;

comment on function core._token_roles() is
    'What core.has_role would say yes to.';

-- @ functions/core/_turn_webhook_circuit e60626774ffa826c90523ba6d83224b84cdad31a452b6f8feadfbff1264cb26a
-- core._turn_webhook_circuit: what an outcome means for everything else of the
-- endpoint.
--
-- A success closes the circuit. Failures in a row for which the receiver was not there
-- open it, twice as long each time; a probe that fails opens it again at once.
-- Whatever the failure, too long a time without a success disables the endpoint; 410
-- does so now. The caller holds the circuit's lock.

create or replace function core._turn_webhook_circuit(
    p_circuit core.webhook_circuits, p_outcome text, p_wait interval
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_is_away boolean := p_outcome in ('unavailable', 'throttled');
    v_failures integer := p_circuit.failures + v_is_away::integer;
    v_opens boolean := v_is_away and (
        p_circuit.state = 'half_open'
        or v_failures >= (core.setting('core.webhook_breaker_failures'))::integer
    );
    v_pause interval := make_interval(
        secs => least(
            (core.setting('core.webhook_breaker_seconds'))::double precision
            * 2 ^ least(p_circuit.openings, 20),
            (core.setting('core.webhook_breaker_max_seconds'))::double precision
        )
    );
    v_give_up interval := make_interval(
        secs => (core.setting('core.webhook_give_up_seconds'))::double precision
    );
begin
    if p_outcome = 'delivered' then
        update core.webhook_circuits as c
        set
            state = 'closed', failures = 0, openings = 0, failing_since_at = null,
            succeeded_at = v_now,
            resume_at = case c.state when 'closed' then c.resume_at end
        where c.endpoint_id = p_circuit.endpoint_id;
        return;
    end if;

    update core.webhook_circuits as c
    set
        state = case
            when v_opens then 'open'
            when v_is_away then c.state
            else 'closed'
        end,
        failures = case when v_is_away and not v_opens then v_failures else 0 end,
        openings = c.openings + v_opens::integer,
        resume_at = greatest(
            c.resume_at, v_now + p_wait, case when v_opens then v_now + v_pause end
        ),
        failing_since_at = coalesce(c.failing_since_at, v_now)
    where c.endpoint_id = p_circuit.endpoint_id;

    if p_outcome = 'gone' then
        perform core._disable_webhook(p_circuit.endpoint_id, 'gone');
    elsif p_circuit.failing_since_at <= v_now - v_give_up then
        perform core._disable_webhook(p_circuit.endpoint_id, 'failing');
    end if;
end;
$$;

comment on function core._turn_webhook_circuit(core.webhook_circuits, text, interval) is
    'Close, open, pause or disable an endpoint after an attempt.';

-- @ functions/core/_webhook_body 77e8fca0b7b59f734f87a74f292e987c2c87ce323ea37a2068b9380b7d36c3a2
-- core._webhook_body: what is sent for an event, as Standard Webhooks asks.

create or replace function core._webhook_body(p_event core.events)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'type', p_event.type,
        'timestamp', p_event.at,
        'topic', p_event.topic,
        'entity_id', p_event.entity_id,
        'data', p_event.payload
    )::text
$$;

comment on function core._webhook_body(core.events) is
    'The JSON text {type, timestamp, topic, entity_id, data} of an event.';

-- @ functions/core/_write_event_cursor 2078a95e47a3c50658cea959f991b564535cf15e42505f70912274eca86cf3ba
-- core._write_event_cursor: a place in the log as text that survives a URL.

create or replace function core._write_event_cursor(p_xid xid8, p_id bigint)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_xid::text || '-' || p_id
$$;

-- @ functions/core/_write_metric d6b1121237f3600f4462c37d51bd170cc6c083bbada48b9032aa4a44f6be1214
-- core._write_metric: one metric in Prometheus's text format.

create or replace function core._write_metric(
    p_name text,
    p_kind text,
    p_help text,
    p_series jsonb
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concat(
        '# HELP ', p_name, ' ',
        replace(replace(p_help, '\', '\\'), e'\n', '\n'), e'\n',
        '# TYPE ', p_name, ' ', p_kind, e'\n',
        string_agg(
            concat(
                p_name,
                case when l.text <> '' then '{' || l.text || '}' end,
                ' ', s.value ->> 'value', e'\n'
            ),
            ''
            order by l.text
        )
    )
    from jsonb_array_elements(p_series) as s (value)
    cross join lateral (
        select
            coalesce(
                string_agg(
                    format(
                        '%s="%s"',
                        e.key,
                        replace(
                            replace(replace(e.value, '\', '\\'), '"', '\"'),
                            e'\n', '\n'
                        )
                    ),
                    ','
                    order by e.key
                ),
                ''
            ) as text
        from jsonb_each_text(coalesce(s.value -> 'labels', '{}')) as e
    ) as l
$$;

grant execute on function core._write_metric(text, text, text, jsonb)
to service_role, app_worker, app_reader;

-- @ functions/core/actor_id 99d4a7522944fa131048953326722c5066f777ed861ec8e33e9837725e15acf6
-- core.actor_id: who acts: the subject of the caller's token.
--
-- Not auth.uid(): that raises on a subject that is no uuid, and a role of our own may
-- not use schema auth. PostgREST has verified the token; in SQL the setting is the
-- session's own word.

create or replace function core.actor_id()
    returns uuid
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if coalesce(v_claims, '') = '' then
        return null;
    end if;

    return (v_claims::jsonb ->> 'sub')::uuid;
exception
    when data_exception then
        return null;
end;
$$;

grant execute on function core.actor_id()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.actor_id() is
$$The `sub` claim of the caller's token; null without a token or when it is no uuid.

Never raises.
$$;

-- @ functions/core/add_consumer f7615b48378f9ff94434c6f489fe8e11c030d374e8744e57a3c218a35274a72d
-- core.add_consumer: somebody begins to read the log.
--
-- `now` is the xmin of this snapshot: whatever is still being written comes first.
-- Idempotent: a consumer that is there keeps its place.

create or replace function core.add_consumer(
    p_name text,
    p_from text default 'now',
    p_sql_function text default null
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_from is null or p_from not in ('now', 'start') then
        perform core.raise_error(
            'core.invalid_argument', format('p_from is %L, wanted now or start.', p_from)
        );
    end if;

    insert into core.event_consumers as c (name, xid, id, moved_at, sql_function)
    select
        p_name,
        case p_from
            when 'now' then pg_snapshot_xmin(pg_current_snapshot()) else h.xid
        end,
        case p_from when 'now' then 0 else h.id end,
        core.now(),
        p_sql_function
    from core.event_horizons as h
    on conflict (name) do update
    set sql_function = excluded.sql_function
    where c.sql_function is distinct from excluded.sql_function;
end;
$$;

grant execute on function core.add_consumer(text, text, text) to service_role,
app_worker;

comment on function core.add_consumer(text, text, text) is
$$Register a consumer: it reads from now, or from the start of what is kept.

Errors: core.invalid_argument.
$$;

-- @ functions/core/apply_retention 54d1cff20df2ac6f1fde6d194c34adc846ffebe123bb64fbe741f12e953040da
-- core.apply_retention: one table forgets one batch, or says what it would forget.
--
-- Order: the lock of this table (a second run answers nothing rather than wait for the
-- first, a hold waits for the batch), the hold, the work, the report, all in one
-- transaction: if the process dies, nothing is gone and nothing is reported. Rows that
-- somebody else has locked are left for the next batch. An error undoes the work and is
-- reported; it does not stop the tables after this one.

create or replace function core.apply_retention(
    p_table_name text, p_is_dry_run boolean default false
)
    returns core.retention_runs
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_policy core.retention_policies;
    v_run core.retention_runs;
    v_where text;
begin
    select p.*
    into v_policy
    from core.retention_policies as p
    where p.table_name = p_table_name;
    if not found then
        perform core.raise_error(
            'core.unknown_table', format('There is no policy for %L.', p_table_name)
        );
    end if;
    if not pg_try_advisory_xact_lock(
        hashtextextended('core.retention:' || p_table_name, 0)
    ) then
        return null;
    end if;

    v_run.table_name := p_table_name;
    v_run.cutoff_at := core.now() - v_policy.keep;
    v_run.partitions := '{}';
    v_run.rows := 0;
    v_run.has_more := false;
    v_run.outcome := case
        when core.is_held(p_table_name) then 'held'
        when not v_policy.is_enabled then 'disabled'
        else 'done'
    end;
    v_where := format(
        '%I < $1 and coalesce(%s, false)', v_policy.column_name,
        coalesce('(' || v_policy.condition || ')', 'true')
    );

    if v_run.outcome = 'done' then
        begin
            if v_policy.method = 'partition' and p_is_dry_run then
                v_run.partitions := array(
                    select b.partition::text
                    from core._partition_bounds(p_table_name::regclass) as b
                    where b.until_at <= v_run.cutoff_at
                    order by b.until_at
                );
            elsif v_policy.method = 'partition' then
                v_run.partitions := array(
                    select core.drop_partitions(p_table_name::regclass, v_run.cutoff_at)
                );
            elsif p_is_dry_run then
                execute format(
                    'select count(*) from %s where %s', p_table_name::regclass, v_where
                )
                into v_run.rows
                using v_run.cutoff_at;
            else
                execute format(
                    'delete from %1$s where ctid = any(array('
                    'select ctid from %1$s where %2$s limit %3$s for update skip locked))',
                    p_table_name::regclass, v_where, v_policy.batch_rows
                )
                using v_run.cutoff_at;
                get diagnostics v_run.rows = row_count;
                v_run.has_more := v_run.rows = v_policy.batch_rows;
            end if;
        exception
            when others then
                v_run.outcome := 'failed';
                v_run.detail := format('%s: %s', sqlstate, sqlerrm);
        end;
    end if;

    insert into core.retention_runs (
        table_name, ran_at, cutoff_at, is_dry_run, outcome, partitions, rows, has_more,
        detail
    )
    values (
        v_run.table_name, core.now(), v_run.cutoff_at, p_is_dry_run, v_run.outcome,
        v_run.partitions, v_run.rows, v_run.has_more, v_run.detail
    )
    returning * into v_run;
    return v_run;
end;
$$;

grant execute on function core.apply_retention(text, boolean)
to service_role;

comment on function core.apply_retention(text, boolean) is
$$Forget one batch of a table's old rows, or its old partitions; the report of it.

p_is_dry_run: change nothing, say what would go. Null while another run of this table is
under way. outcome: done, held, disabled or failed.
Errors: PT422 core.unknown_table.
$$;

-- @ functions/core/cached 775003da5f907418b1a8f9804e8bc3447151f8e3552bb9657fc7981a5da67f39
-- core.cached: an answer from the cache, computed once however many ask for it.
--
-- Fresh: given. Stale: given, and one job renews it. Else computed under an advisory
-- lock that lasts until the transaction ends: who waited for it reads again and finds
-- the answer; if the computing transaction was undone, or its process died, the next
-- one computes. In a read-only transaction (GET) nothing can be kept, so everybody
-- without an entry computes for itself: keep such caches warm. Locks: the advisory one,
-- then the entry's row. A function that asks two caches must ask them in one order.
--
-- Definer: the tables are nobody's to write. What is cached is the same for all
-- callers; who may ask is decided by the function that calls this one.

create or replace function core.cached(p_cache text, p_arguments jsonb default '{}')
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry core.cache_entries;
begin
    if not exists (select from core.caches as c where c.name = p_cache) then
        perform core.raise_error(
            'core.unknown_cache', format('There is no cache %L.', p_cache)
        );
    end if;

    v_entry := core._read_cache(p_cache, p_arguments);
    if v_entry.expires_at > core.now() then
        perform core._count_lookup(p_cache, 'hit');
        return v_entry.payload;
    end if;
    if v_entry.cache is not null then
        perform core._count_lookup(p_cache, 'stale');
        if not current_setting('transaction_read_only')::boolean then
            perform core.enqueue(
                'core.refresh_cache',
                jsonb_build_object('cache', p_cache, 'arguments', p_arguments),
                p_queue => 'maintenance',
                p_dedupe_key => p_cache || ':' || md5(p_arguments::text)
            );
        end if;
        return v_entry.payload;
    end if;

    perform core._count_lookup(p_cache, 'miss');
    if not current_setting('transaction_read_only')::boolean then
        perform pg_advisory_xact_lock(
            hashtextextended('core.cached:' || p_cache || p_arguments::text, 0)
        );
        v_entry := core._read_cache(p_cache, p_arguments);
        if v_entry.cache is not null then
            return v_entry.payload;
        end if;
    end if;

    return core._compute_cache(p_cache, p_arguments);
end;
$$;

grant execute on function core.cached(text, jsonb)
to service_role, app_worker;

comment on function core.cached(text, jsonb) is
$$The answer of a cached function for these arguments, from the cache where it may be.

It is computed as nobody: without the claims of whoever asks.
Errors: PT422 core.unknown_cache; whatever the function raises.
$$;

-- @ functions/core/can_read_topic 0acf5004209cdd4d22e17c5fe98e1f3b5fea667c6f310e2bee812905e9d31e3e
-- core.can_read_topic: the one place that says who may read a topic.
--
-- Used by changes_since and by the policies on realtime.messages. The rule with the
-- longest prefix decides, whole segments only; without a rule the topic is closed.
-- A predicate is a function that a release seeded; it runs as the caller.

create or replace function core.can_read_topic(p_topic text)
    returns boolean
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
    v_rule core.topic_rules;
    v_answer boolean;
begin
    if v_claims ->> 'role' = 'service_role' then
        return true;
    end if;

    select r.*
    into v_rule
    from core.topic_rules as r
    where starts_with(p_topic || ':', r.prefix || ':')
    order by length(r.prefix) desc
    limit 1;

    if not found then
        return false;
    end if;

    case v_rule.audience
        when 'everyone' then
            return true;
        when 'users' then
            return core.actor_id() is not null;
        when 'owner' then
            return coalesce(
                p_topic = v_rule.prefix || ':' || core.actor_id(), false
            );
        when 'roles' then
            return exists (
                select from unnest(v_rule.roles) as r (name)
                where core.has_role(r.name)
            );
        else
            execute format(
                'select %I.%I($1)',
                split_part(v_rule.predicate, '.', 1),
                split_part(v_rule.predicate, '.', 2)
            )
            into v_answer
            using p_topic;
            return coalesce(v_answer, false);
    end case;
end;
$$;

grant execute on function core.can_read_topic(text)
to anon, authenticated, service_role;

comment on function core.can_read_topic(text) is
    'Whether the caller may read a topic, by core.topic_rules; no rule, no right.';

-- @ functions/core/cancel_job 11ac8a28f302dc20d3d0d1bbb64eef351e63c0b22f9bdff595e9ae79355a5cc7
-- core.cancel_job: stop a job that has not ended.
--
-- Locks its row. What does not run is cancelled at once. What runs under a lease is
-- asked to stop: its worker hears it with the next heartbeat; if it fails or its lease
-- runs out, it is not tried again. A SQL job holds its own row while it runs: after
-- half a second it is `running`, and ends by itself. Definer: nobody may write the
-- table itself.

create or replace function core.cancel_job(p_id bigint, p_reason text default null)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '500ms'
as $$
declare
    v_now timestamptz := core.now();
    v_job core.jobs;
begin
    begin
        select * into v_job from core.jobs where id = p_id for update;
    exception
        when lock_not_available then
            return 'running';
    end;

    if v_job.id is null then
        perform core.raise_error(
            'core.unknown_job', format('There is no unfinished job %s.', p_id)
        );
    end if;

    update core.jobs
    set
        cancel_requested_at = coalesce(cancel_requested_at, v_now),
        last_error = coalesce(left(p_reason, 2000), last_error)
    where id = p_id;
    if v_job.lease_expires_at > v_now then
        return 'asked';
    end if;
    perform core._finish_jobs(array[p_id], 'cancelled', v_now);
    return 'cancelled';
end;
$$;

grant execute on function core.cancel_job(bigint, text) to service_role, app_worker;

comment on function core.cancel_job(bigint, text) is
$$Cancel a job: cancelled, asked (its worker is told), or running (SQL, ends by itself).

Errors: core.unknown_job.
$$;

-- @ functions/core/cancel_operation a652a598e4bb2a7da7352d34711b10eec5659e2da546e8dca4b80b0f43c480ce
-- core.cancel_operation: end bulk work where it is.
--
-- Definer: callers have no grant to write. Takes the operation's row only, which a
-- slice locks at its end: so this waits for no chunk. A slice that runs ends after its
-- chunk; what it did stands and is counted.

create or replace function core.cancel_operation(p_operation_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations;
begin
    perform core._find_operation(p_operation_id);
    select *
    into strict v_operation
    from core.operations
    where id = p_operation_id
    for update;
    if v_operation.finished_at is not null
        and v_operation.cancel_requested_at is null
    then
        perform core.raise_error(
            'core.operation_finished',
            format('Operation %s has %s.', v_operation.id, v_operation.status)
        );
    end if;

    if v_operation.finished_at is null then
        update core.operations
        set cancel_requested_at = coalesce(cancel_requested_at, core.now())
        where id = p_operation_id;
        perform core._settle_operation(p_operation_id, 0, 0);
    end if;
    return core.get_operation(p_operation_id);
end;
$$;

grant execute on function core.cancel_operation(bigint)
to authenticated, service_role, app_worker;

comment on function core.cancel_operation(bigint) is
$$Stop bulk work: what is done stays, the rest is skipped.

Returns what get_operation does. Calling it again changes nothing. While a chunk is being done the status stays
`running` with cancel_requested true.
Errors: PT404 core.operation_not_found, PT409 core.operation_finished.
Emits: core.operation.finished.
Budget: 50 ms.
$$;

-- @ functions/core/changes_since ea2e1bf95b2ff44cadb25b324ac968c4fb47141334b3a6cf11f84f7c40b9d993
-- core.changes_since: what happened on some topics, for a caller who may read them.
--
-- One statement reads events and xmin, so the cursor never passes what is still being
-- written. Each topic is read through its own index, at most a page of each. Definer:
-- callers hold no grant on the log; the right to each topic is tested first.

create or replace function core.changes_since(
    p_topics text[],
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_topic text;
    v_xmin xid8 := pg_snapshot_xmin(pg_current_snapshot());
    v_xid xid8;
    v_id bigint;
    v_horizon core.event_horizons;
    v_page jsonb;
    v_count integer;
begin
    if p_page_size is null or p_page_size not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_page_size', format('page_size is %s.', p_page_size)
        );
    end if;
    if coalesce(cardinality(p_topics), 0) not between 1 and 100 then
        perform core.raise_error(
            'core.invalid_argument',
            format('%s topics, wanted 1 to 100.', coalesce(cardinality(p_topics), 0))
        );
    end if;
    foreach v_topic in array p_topics loop
        if not coalesce(core.can_read_topic(v_topic), false) then
            perform core.raise_error(
                'core.topic_not_readable',
                format('The caller may not read topic %L.', v_topic)
            );
        end if;
    end loop;

    if p_after is null then
        return jsonb_build_object(
            'events', '[]'::jsonb,
            'next', core._write_event_cursor(v_xmin, 0),
            'has_more', false
        );
    end if;

    select c.xid, c.id
    into v_xid, v_id
    from core._read_event_cursor(p_after) as c;
    select * into v_horizon from core.event_horizons;
    if (v_xid, v_id) < (v_horizon.xid, v_horizon.id) then
        perform core.raise_error(
            'core.cursor_expired',
            format('Events after this cursor were dropped at %s.', v_horizon.dropped_at)
        );
    end if;

    with found as (
        select e.*
        from (select distinct unnest(p_topics) as topic) as t
        cross join lateral (
            select c.id, c.xid, c.topic, c.type, c.entity_id, c.payload, c.at
            from core.events as c
            where
                c.topic = t.topic
                and (c.xid, c.id) > (v_xid, v_id)
                and c.xid < v_xmin
            order by c.xid, c.id
            limit p_page_size + 1
        ) as e
        order by e.xid, e.id
        limit p_page_size + 1
    ),

    numbered as (
        select f.*, row_number() over (order by f.xid, f.id) as place
        from found as f
    )

    select
        coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'id', n.id,
                    'topic', n.topic,
                    'type', n.type,
                    'entity_id', n.entity_id,
                    'payload', n.payload,
                    'at', n.at
                )
                order by n.place
            ) filter (where n.place <= p_page_size),
            '[]'
        ),
        count(*),
        coalesce(max(n.xid::text) filter (where n.place = p_page_size)::xid8, v_xmin),
        coalesce(max(n.id) filter (where n.place = p_page_size), 0)
    into v_page, v_count, v_xid, v_id
    from numbered as n;

    -- A last page has seen everything below xmin, on whatever topic.
    return jsonb_build_object(
        'events', v_page,
        'next', case
            when v_count > p_page_size then core._write_event_cursor(v_xid, v_id)
            else core._write_event_cursor(v_xmin, 0)
        end,
        'has_more', v_count > p_page_size
    );
end;
$$;

grant execute on function core.changes_since(text[], text, integer)
to anon, authenticated, service_role;

comment on function core.changes_since(text[], text, integer) is
$$Events of these topics after a cursor, in commit order: {events, next, has_more}.

Without `after`: from now, that is no event and the current cursor. An event shows as
soon as every transaction that began to write before it has ended.
Errors: core.topic_not_readable, core.invalid_cursor, core.cursor_expired,
core.invalid_page_size, core.invalid_argument.
Budget: 50 ms
$$;

-- @ functions/core/check_health 085b53c0eda5a349be7bd190497ed484d8aeb0aa2be6c5e9f10de49454481ff4
-- core.check_health: every check, none able to hold up or break the others.
--
-- One check is one subtransaction. Inside one statement Postgres arms statement_timeout
-- once: whichever check it ends is named, and those after it are not run but answered
-- from their samples. So is a check that the watcher found to be slow, while its sample
-- is fresh, and every check once core.health_budget_ms is used up; quick ones go first.
-- Writes nothing.

create or replace function core.check_health(
    p_module text default null,
    p_live boolean default false
)
    returns table (
        name text,
        module text,
        status text,
        value numeric,
        unit text,
        detail text,
        took_ms numeric,
        has_answered boolean,
        is_live boolean
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_row record;
    v_start timestamptz := clock_timestamp();
    v_began timestamptz;
    v_is_over boolean := false;
    v_live_ms numeric := (core.setting('core.health_live_ms'))::numeric;
    v_budget interval :=
        make_interval(secs => (core.setting('core.health_budget_ms'))::numeric / 1000);
begin
    for v_row in
        select c.name, c.module, c.unit, s as sample
        from core.health_checks as c
        left join core.health_samples as s on c.name = s.name
        where p_module is null or c.module = p_module
        order by s.has_answered desc nulls last, s.took_ms, c.name
    loop
        name := v_row.name;
        module := v_row.module;
        unit := v_row.unit;
        v_began := clock_timestamp();
        v_is_over := v_is_over or (not p_live and v_began - v_start > v_budget);
        if v_is_over or (
            not p_live
            and (not (v_row.sample).has_answered or (v_row.sample).took_ms > v_live_ms)
            and (v_row.sample).sampled_at > core.now() - interval '10 minutes'
        ) then
            status := coalesce((v_row.sample).status, 'fail');
            value := (v_row.sample).value;
            took_ms := (v_row.sample).took_ms;
            has_answered := coalesce((v_row.sample).has_answered, false);
            is_live := false;
            detail := case
                when (v_row.sample).name is null then 'Not measured: no time was left.'
                else format(
                    '%s (measured %s)',
                    (v_row.sample).detail,
                    to_char(
                        (v_row.sample).sampled_at at time zone 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS"Z"'
                    )
                )
            end;
            return next;
            continue;
        end if;

        is_live := true;
        begin
            select r.status, r.value, r.detail, r.took_ms, true
            into status, value, detail, took_ms, has_answered
            from core.run_health_check(v_row.name) as r;
        exception
            when query_canceled then
                v_is_over := true;
                has_answered := false;
                detail := 'No answer in time.';
            when others then
                has_answered := false;
                detail := format('No answer: %s: %s.', sqlstate, sqlerrm);
        end;
        if not has_answered then
            status := 'fail';
            value := null;
            took_ms := round(
                (extract(epoch from clock_timestamp() - v_began) * 1000)::numeric, 3
            );
        end if;
        return next;
    end loop;
end;
$$;

grant execute on function core.check_health(text, boolean)
to service_role, app_worker, app_reader;

comment on function core.check_health(text, boolean) is
$$All health checks, or those of one module: status, value, unit, what it means.

A check that cannot answer fails, and says why. With p_live every check is asked; else
one that the watcher found slow is answered from its sample (is_live false).
Units: took_ms is milliseconds.
$$;

-- @ functions/core/check_quality 1c8f805f914f949c42bc8b5a17dd0e69efa80adac211bbc5cced0961233b2845
-- core.check_quality: ask one rule, and open, keep or resolve its findings.
--
-- One run of a rule at a time: the second waits, then finds what the first left. A
-- query that fails changes no finding: nothing found and nothing asked are not the
-- same.

create or replace function core.check_quality(p_rule text)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_opened bigint := 0;
    v_open bigint := 0;
    v_resolved bigint := 0;
    v_failure text;
begin
    perform pg_advisory_xact_lock(hashtextextended('core.check_quality:' || p_rule, 0));

    begin
        with found as materialized (
            select q.row_key, q.detail from core._find_quality(p_rule) as q
        )

        , opened as (
            insert into core.data_quality_findings as f (
                rule, row_key, detail, opened_at, seen_at
            )
            select p_rule, q.row_key, q.detail, core.now(), core.now()
            from found as q
            on conflict (rule, row_key) where resolved_at is null do update
            set
                detail = excluded.detail,
                seen_at = greatest(f.seen_at, excluded.seen_at)
            returning f.xmax = 0 as is_new
        )

        , resolved as (
            update core.data_quality_findings as f
            set resolved_at = greatest(core.now(), f.opened_at)
            where
                f.rule = p_rule
                and f.resolved_at is null
                and not exists (select from found as q where q.row_key = f.row_key)
            returning f.id
        )

        select
            (select count(*) from opened as o where o.is_new),
            (select count(*) from opened as o where not o.is_new),
            (select count(*) from resolved)
        into v_opened, v_open, v_resolved;
    exception
        when others then
            v_failure := format('%s: %s', sqlstate, sqlerrm);
    end;

    update core.data_quality_rules
    set
        last_run_at = core.now(),
        last_failure = v_failure
    where name = p_rule;

    if v_opened + v_resolved > 0 then
        perform core.emit(
            p_type => 'core.data_quality.changed',
            p_topic => 'core:data_quality',
            p_entity_id => p_rule,
            p_payload => jsonb_build_object(
                'v', 1, 'rule', p_rule, 'opened', v_opened, 'still_open', v_open,
                'resolved', v_resolved
            )
        );
    end if;

    return jsonb_strip_nulls(jsonb_build_object(
        'rule', p_rule, 'opened', v_opened, 'still_open', v_open,
        'resolved', v_resolved, 'failure', v_failure
    ));
end;
$$;

grant execute on function core.check_quality(text)
to service_role, app_worker;

comment on function core.check_quality(text) is
$$Run one data quality rule: {rule, opened, still_open, resolved, failure}.

Emits: core.data_quality.changed {v, rule, opened, still_open, resolved}.
$$;

-- @ functions/core/check_record ab1da34965960302fdea36b52cdffb560c58df3f9a02faf7ca01cf162027e225
-- core.check_record: a record made clean, and all that is wrong with it.
--
-- Definer: custom rules may look into tables that the caller may not. They only read,
-- and a release names them.

create or replace function core.check_record(p_entity text, p_record jsonb)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function constant regprocedure := to_regprocedure(
        format('core.%I(jsonb)', '_check_' || replace(p_entity, '.', '__'))
    );
    v_checked jsonb;
begin
    if
        v_function is null
        or not exists (select from core.validation_rules as r where r.entity = p_entity)
    then
        perform core.raise_error(
            'core.unknown_entity',
            format(
                'There is no rule for %s.',
                coalesce(quote_literal(left(p_entity, 60)), 'null')
            )
        );
    end if;
    if coalesce(jsonb_typeof(p_record), '') <> 'object' then
        perform core.raise_error('core.invalid_argument', 'record must be a JSON object.');
    end if;
    if octet_length(p_record::text) > 1000000 then
        perform core.raise_error(
            'core.invalid_argument', 'record must be smaller than 1,000,000 bytes.'
        );
    end if;

    execute format('select %s($1)', v_function::regproc) into v_checked using p_record;
    return v_checked;
end;
$$;

grant execute on function core.check_record(text, jsonb)
to authenticated, service_role, app_worker;

comment on function core.check_record(text, jsonb) is
$${record, errors: [{field, code, message, severity}]}: the record after sanitising, and
every violation of a rule at once.

field is null for a rule over several fields; code is the rule's name.
Errors: PT422 core.unknown_entity, PT422 core.invalid_argument.
$$;

-- @ functions/core/claim_idempotency_key e5efba0fa5094c3afb39d9f9e090a5f15c18a1e1d54143e698ed6ae08e7ef46f
-- core.claim_idempotency_key: the answer that this key already has, else the right to
-- act.
--
-- Use, in a function that writes:
--     v_answer := core.claim_idempotency_key('m.f', p_key, <the request>);
--     if v_answer is not null then return v_answer; end if;
--     … act …
--     return core.keep_answer('m.f', p_key, v_answer);
--
-- The insert waits while another transaction holds the same key: if that one commits,
-- its answer is found here; if it is undone, or its process dies, this one acts. A key
-- is locked before anything that its function locks. An expired key counts as new.
-- Definer: a caller may write only rows of its own, through these two functions.

create or replace function core.claim_idempotency_key(
    p_scope text, p_key text, p_request jsonb
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller constant text := core._idempotent_caller();
    v_sha256 constant bytea := sha256(convert_to(p_request::text, 'UTF8'));
    v_now constant timestamptz := core.now();
    v_found core.idempotency_keys;
begin
    if p_key is null then
        return null;
    end if;
    if length(p_key) not between 1 and 200 then
        perform core.raise_error(
            'core.invalid_argument', 'idempotency_key must have 1 to 200 characters.'
        );
    end if;

    insert into core.idempotency_keys as k (
        scope, caller, key, request_sha256, created_at, expires_at
    )
    values (
        p_scope, v_caller, p_key, v_sha256, v_now,
        v_now + make_interval(
            secs => (core.setting('core.idempotency_keys.keep_seconds'))::float8
        )
    )
    on conflict (scope, caller, key) do update
    set
        request_sha256 = excluded.request_sha256,
        answer = null,
        created_at = excluded.created_at,
        expires_at = excluded.expires_at
    where k.expires_at <= v_now;
    if found then
        return null;
    end if;

    select k.*
    into strict v_found
    from core.idempotency_keys as k
    where k.scope = p_scope and k.caller = v_caller and k.key = p_key;

    if v_found.request_sha256 <> v_sha256 then
        perform core.raise_error(
            'core.idempotency_key_reused',
            format('The key %L was sent with another request before.', p_key)
        );
    end if;
    if v_found.answer is null then
        perform core.raise_error(
            'core.idempotency_key_in_use',
            format('The key %L is held by a call that has no answer yet.', p_key)
        );
    end if;

    return v_found.answer;
end;
$$;

grant execute on function core.claim_idempotency_key(text, text, jsonb)
to authenticated, service_role, app_worker;

comment on function core.claim_idempotency_key(text, text, jsonb) is
$$The answer that was given for this key, or null: then act, and call core.keep_answer.

A null key means that the caller asks for no protection: null. An answer that was JSON
null comes back as such, which is not SQL null.
Errors: PT422 core.idempotency_key_reused when the request was another one, PT409
core.idempotency_key_in_use, PT422 core.invalid_argument.
$$;

-- @ functions/core/claim_jobs 0214bb7468997817926f33042876ed58b190aa7b0cadf48079423267032d164f
-- core.claim_jobs: lease the next jobs to a worker, those of dead workers among them.
--
-- Locks the rows it takes and steps over locked ones, so two workers never wait for
-- each other; within _admit_jobs it only tries. The lease is there when the caller
-- commits; when the process dies before, nothing was claimed; when it dies after, the
-- lease runs out and the next claim takes the jobs again. An expired lease with no
-- attempt left ends in the dead letter. Definer: workers hold no write grant, so that
-- the fencing token cannot be forged. The planner settings: with statistics of an empty
-- queue it would sort the whole table.

create or replace function core.claim_jobs(
    p_worker uuid,
    p_queues text[] default null,
    p_limit integer default 1,
    p_lease interval default '1 minute',
    p_kinds text[] default null
)
    returns setof core.jobs
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set enable_bitmapscan = off
as $$
declare
    v_now timestamptz := core.now();
    v_left integer := p_limit;
    v_queue text;
    v_plain bigint[];
    v_limited bigint[];
    v_over bigint[];
    v_found integer;
begin
    perform core._promote_jobs(v_now);

    for v_queue in
        select q.name
        from core.job_queues as q
        where
            (p_queues is null or q.name = any(p_queues))
            and (q.paused_until_at is null or q.paused_until_at <= v_now)
        order by array_position(p_queues, q.name), random()
    loop
        -- Jobs that were looked at and may not start give their place to the next ones.
        for v_round in 1 .. 5 loop
            select
                array_agg(c.id) filter (where not c.is_over and not c.is_limited),
                array_agg(c.id) filter (where not c.is_over and c.is_limited),
                array_agg(c.id) filter (where c.is_over),
                count(*)
            into v_plain, v_limited, v_over, v_found
            from (
                select
                    j.id,
                    j.is_limited,
                    j.attempts >= j.max_attempts
                    or j.cancel_requested_at is not null as is_over
                from core.jobs as j
                where
                    j.queue = v_queue
                    and j.status = 'ready'
                    and (j.lease_expires_at is null or j.lease_expires_at <= v_now)
                    and (p_kinds is null or j.kind = any(p_kinds))
                order by j.priority desc, j.id
                limit v_left
                for update skip locked
            ) as c;

            exit when v_found = 0;
            if v_over is not null then
                perform core._end_attempts(v_over, v_now);
            end if;
            if v_limited is not null then
                v_plain := v_plain || core._admit_jobs(v_limited, v_now);
            end if;

            return query
            with leased as (
                update core.jobs as j
                set
                    token = j.token + 1,
                    attempts = j.attempts + 1,
                    leased_by = p_worker,
                    lease_expires_at = v_now + p_lease,
                    heartbeat_at = v_now,
                    started_at = v_now
                where j.id = any(v_plain)
                returning j.*
            )

            select l.*
            from leased as l
            order by l.priority desc, l.id;

            v_left := v_left - coalesce(cardinality(v_plain), 0);
            exit when v_left <= 0 or v_limited is null and v_over is null;
        end loop;
        exit when v_left <= 0;
    end loop;
end;
$$;

grant execute on function core.claim_jobs(uuid, text[], integer, interval, text[])
to app_worker;

comment on function core.claim_jobs(uuid, text[], integer, interval, text[]) is
$$Lease up to p_limit jobs of these queues and kinds (null: all) to a worker.

Each comes with the fencing token that complete_jobs, fail_job and heartbeat ask for.
Queues in the order given; null means all, in an order drawn anew each time.
$$;

-- @ functions/core/claim_sql_jobs b51b8c43161c5540159349c60298cbeaed75200c6278c2ebe71d63b157731a49
-- core.claim_sql_jobs: claim_jobs for jobs whose handler is SQL, without their content.
--
-- What runs in the database need not travel to the worker and back. Definer: as
-- claim_jobs.

create or replace function core.claim_sql_jobs(
    p_worker uuid,
    p_queues text[] default null,
    p_limit integer default 100,
    p_lease interval default '1 minute',
    out ids bigint[],
    out tokens bigint[]
)
    returns record
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select
        coalesce(array_agg(c.id), '{}'),
        coalesce(array_agg(c.token), '{}')
    from core.claim_jobs(
        p_worker, p_queues, p_limit, p_lease,
        array(select k.kind from core.job_kinds as k where k.handler = 'sql')
    ) as c
$$;

grant execute on function core.claim_sql_jobs(uuid, text[], integer, interval)
to app_worker;

comment on function core.claim_sql_jobs(uuid, text[], integer, interval) is
    'Lease the next SQL jobs to a worker: their ids and fencing tokens, for run_jobs.';

-- @ functions/core/claim_webhooks e082ff903243dc753a19db87818dc2c68af44a231a9501ab4d2cdee7bb7f7c7b
-- core.claim_webhooks: take due deliveries under a lease, signed and ready to be sent.
--
-- Locks the circuits of endpoints that have something due, skipping those that another
-- claim or report holds; then their deliveries. So two claims never count the same
-- endpoint's limits at once. Endpoints take turns: whose turn was longest ago comes
-- first. A lease that ran out is the rescue: its attempt is marked lost and the
-- delivery is due like any other, until the ladder ends. When the process dies after
-- this commits, that is what happens. Definer: the worker may not read secrets; it
-- gets signatures.

create or replace function core.claim_webhooks(
    p_worker uuid, p_limit integer, p_lease interval default '60 seconds'
)
    returns table (
        delivery_id bigint,
        lease integer,
        url text,
        headers jsonb,
        body text,
        traceparent text
    )
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_steps integer := jsonb_array_length(core.setting('core.webhook_ladder_seconds'));
    v_left integer := p_limit;
    v_due record;
    v_secrets text[];
    v_tokens double precision;
    v_allowed integer;
    v_taken integer;
begin
    for v_due in
        with recursive pending as (
            (
                select d.endpoint_id
                from core.webhook_deliveries as d
                where d.status = 'pending'
                order by d.endpoint_id
                limit 1
            )
            union all
            select (
                select d.endpoint_id
                from core.webhook_deliveries as d
                where d.status = 'pending' and d.endpoint_id > p.endpoint_id
                order by d.endpoint_id
                limit 1
            )
            from pending as p
            where p.endpoint_id is not null
        )

        select
            e.id, e.url, e.max_concurrency, e.max_per_second,
            c.state, c.tokens, c.refilled_at
        from pending as p
        inner join core.webhook_endpoints as e on p.endpoint_id = e.id
        inner join core.webhook_circuits as c on e.id = c.endpoint_id
        where
            e.status = 'active'
            and coalesce(c.resume_at <= v_now, true)
            and exists (
                select from core.webhook_deliveries as d
                where
                    d.endpoint_id = e.id
                    and d.status = 'pending'
                    and d.next_attempt_at <= v_now
            )
        order by c.claimed_at nulls first, e.id
        limit p_limit
        for update of c skip locked
    loop
        exit when v_left <= 0;

        with lost as (
            update core.webhook_deliveries as d
            set
                last_outcome = 'lost',
                leased_by = null,
                leased_until_at = null,
                status = case when d.step >= v_steps then 'failed' else d.status end,
                finished_at = case when d.step >= v_steps then v_now end
            where
                d.endpoint_id = v_due.id
                and d.leased_by is not null
                and d.leased_until_at <= v_now
            returning d.id, d.lease
        )

        update core.webhook_attempts as a
        set outcome = 'lost', finished_at = v_now
        from lost
        where a.delivery_id = lost.id and a.number = lost.lease and a.outcome is null;

        v_tokens := least(
            v_due.max_per_second,
            v_due.tokens + v_due.max_per_second * case
                when isfinite(v_due.refilled_at)
                    then greatest(0, extract(epoch from v_now - v_due.refilled_at))
                else 1
            end
        );
        select
            least(
                v_left,
                floor(v_tokens),
                case v_due.state when 'closed' then v_due.max_concurrency else 1 end
                - count(*)
            )
        into v_allowed
        from core.webhook_deliveries as d
        where d.endpoint_id = v_due.id and d.leased_by is not null;
        continue when v_allowed <= 0;

        v_secrets := core._live_webhook_secrets(p_endpoint_id => v_due.id, p_source => null);

        return query
        with due as (
            select d.id
            from core.webhook_deliveries as d
            where
                d.endpoint_id = v_due.id
                and d.status = 'pending'
                and d.next_attempt_at <= v_now
            order by d.next_attempt_at, d.id
            limit v_allowed
            for update skip locked
        ),

        taken as (
            update core.webhook_deliveries as d
            set
                lease = d.lease + 1,
                step = d.step + 1,
                leased_by = p_worker,
                leased_until_at = v_now + p_lease,
                next_attempt_at = v_now + p_lease
            from due
            where d.id = due.id
            returning d.*
        ),

        begun as (
            insert into core.webhook_attempts (delivery_id, number, started_at)
            select t.id, t.lease, v_now
            from taken as t
        )

        select
            t.id,
            t.lease,
            v_due.url,
            jsonb_build_object(
                'content-type', 'application/json',
                'webhook-id', format('evt_%s', t.event_id),
                'webhook-timestamp', floor(extract(epoch from v_now))::bigint::text,
                'webhook-signature', core._sign_webhook(
                    format('evt_%s', t.event_id),
                    floor(extract(epoch from v_now))::bigint,
                    t.body,
                    v_secrets
                )
            ),
            t.body,
            t.traceparent
        from taken as t;
        get diagnostics v_taken = row_count;

        v_left := v_left - v_taken;
        update core.webhook_circuits as c
        set
            tokens = v_tokens - v_taken,
            refilled_at = v_now,
            claimed_at = v_now,
            state = case c.state when 'open' then 'half_open' else c.state end
        where c.endpoint_id = v_due.id;
    end loop;
end;
$$;

grant execute on function core.claim_webhooks(uuid, integer, interval) to app_worker;

comment on function core.claim_webhooks(uuid, integer, interval) is
$$Due deliveries, leased to this worker: where to send what, with which headers.

Each endpoint's concurrency, rate, breaker and pause hold. Report each by
core.finish_webhook with the lease that came with it.
$$;

-- @ functions/core/clean_record 6c0415324ee1c36939fbcecfb560781670834d02afdceea64f96f2d7ff17de14
-- core.clean_record: the record that may be stored, or a refusal that says all.

create or replace function core.clean_record(p_entity text, p_record jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_checked constant jsonb := core.check_record(p_entity, p_record);
    v_errors constant text := (
        select string_agg(
            concat_ws(': ', e.error ->> 'field', e.error ->> 'message'), ' '
            order by e.place
        )
        from jsonb_array_elements(v_checked -> 'errors')
            with ordinality as e (error, place)
        where e.error ->> 'severity' = 'error'
    );
begin
    if v_errors is not null then
        perform core.raise_error('core.invalid_record', v_errors);
    end if;

    return v_checked -> 'record';
end;
$$;

grant execute on function core.clean_record(text, jsonb)
to authenticated, service_role, app_worker;

comment on function core.clean_record(text, jsonb) is
$$The sanitised record; warnings do not refuse it.

Errors: PT422 core.invalid_record with every error of the record, PT422
core.unknown_entity, PT422 core.invalid_argument.
$$;

-- @ functions/core/complete_jobs 4750042372b0e4cb81aefac1a07d0ea634b2f0f4e4671d24e63cb4ee98aaa568
-- core.complete_jobs: the worker is done with these; those it no longer holds are not.
--
-- Locks the rows by deleting them, then the concurrency keys it frees. One transaction:
-- a process that dies before its commit has completed nothing, and the jobs run again
-- when the lease is over. Definer: workers hold no write grant.

create or replace function core.complete_jobs(
    p_ids bigint[], p_tokens bigint[], p_results jsonb[] default null
)
    returns setof bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_ids bigint[];
    v_keys text[];
begin
    with gone as (
        delete from core.jobs as j
        using unnest(p_ids, p_tokens, p_results) as t (id, token, result)
        where
            j.id = t.id
            and j.token = t.token
            and j.leased_by is not null
        returning j.*, t.result
    ),

    kept as (
        insert into core.finished_jobs (
            id, kind, queue, outcome, payload, result, attempts, worker, actor,
            traceparent, enqueued_at, started_at, finished_at
        )
        select
            g.id, g.kind, g.queue, 'succeeded', g.payload, g.result, g.attempts,
            g.leased_by, g.actor, g.traceparent, g.enqueued_at, g.started_at, v_now
        from gone as g
    )

    select
        array_agg(g.id),
        array_agg(g.concurrency_key) filter (where g.concurrency_key is not null)
    into v_ids, v_keys
    from gone as g;

    if v_keys is not null then
        perform core._free_keys(v_keys);
    end if;
    return query select unnest(v_ids);
end;
$$;

grant execute on function core.complete_jobs(bigint[], bigint[], jsonb[]) to app_worker;

comment on function core.complete_jobs(bigint[], bigint[], jsonb[]) is
$$Finish jobs under the caller's tokens; the ids that it still held.

What is missing from the answer belongs to another worker by now, or is gone.
$$;

-- @ functions/core/delete_webhook 9a5a67e0e2ce11adb0212d1a0239ce062e34cb6e41ac06fd2701b00483e10b8c
-- core.delete_webhook: remove an endpoint, its secrets and its deliveries.
--
-- Definer: nobody may write these tables directly. Locks circuit, then endpoint. A
-- request that is under way is not called back; its report then finds nothing.

create or replace function core.delete_webhook(p_id uuid)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._lock_webhook(p_id);
    delete from core.webhook_endpoints as e
    where e.id = p_id;
end;
$$;

grant execute on function core.delete_webhook(uuid) to authenticated;

comment on function core.delete_webhook(uuid) is
$$Remove a webhook with its secrets and the record of its deliveries.

Errors: PT404 core.webhook_not_found.
Budget: 200 ms.
$$;

-- @ functions/core/dispatch_events fa522968568c1a0db6d3eb237c25331d39b89fb215795029a1d5afbf6b9cc4be
-- core.dispatch_events: let one SQL consumer handle its next events.
--
-- The consumer's own function reads and handles them in this transaction; what it
-- raises rolls its batch back, to be read again. Definer: consumers' functions are the
-- owner's, seeded by a release.

create or replace function core.dispatch_events(
    p_consumer text, p_limit integer default 100
)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function text;
    v_handled integer;
begin
    select c.sql_function
    into v_function
    from core.event_consumers as c
    where c.name = p_consumer and c.sql_function is not null;

    if not found then
        perform core.raise_error(
            'core.unknown_consumer',
            format('There is no consumer %L with a function.', p_consumer)
        );
    end if;

    execute format(
        'select %I.%I($1, $2)',
        split_part(v_function, '.', 1), split_part(v_function, '.', 2)
    )
    into v_handled
    using p_consumer, p_limit;
    return coalesce(v_handled, 0);
end;
$$;

grant execute on function core.dispatch_events(text, integer) to service_role,
app_worker;

comment on function core.dispatch_events(text, integer) is
$$Run a SQL consumer's function on its next events; how many it handled.

Errors: core.unknown_consumer; whatever the consumer's function raises.
$$;

-- @ functions/core/drop_partitions a03e2ddc9b8ad6b884de76c28d5cdd8e20f56bb3cde52a881d92c6b03b060c40
-- core.drop_partitions: retention of a table cut by time.
--
-- Dropping takes ACCESS EXCLUSIVE on the table for a moment and leaves no dead rows; a
-- lock that does not come within 2 s is an error, and the next call tries again. One
-- call is one transaction. What `before_drop` of the registered table names is run
-- first, while the rows are still there. The default partition is never dropped.

create or replace function core.drop_partitions(
    p_table regclass,
    p_before timestamptz
)
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s'
as $$
declare
    v_partition regclass;
    v_name text;
    v_before_drop text;
begin
    select t.before_drop
    into v_before_drop
    from core.partitioned_tables as t
    where t.table_name::regclass = p_table;

    for v_partition in
        select b.partition
        from core._partition_bounds(p_table) as b
        where b.until_at <= p_before
        order by b.until_at
    loop
        v_name := v_partition::text;
        if v_before_drop is not null then
            execute format(
                'select %I.%I($1)',
                split_part(v_before_drop, '.', 1), split_part(v_before_drop, '.', 2)
            )
            using v_partition;
        end if;
        execute format('drop table %s', v_partition);
        return next v_name;
    end loop;
end;
$$;

comment on function core.drop_partitions(regclass, timestamptz) is
$$Drop every partition that ends at or before this time; returns their names.

Only the table's owner may. Errors: 55P03 when a lock does not come within 2 s.
$$;

-- @ functions/core/emit 0f5710985a81385a769a71269814c45fd5e5ca482ad64bc2d73a5cca8f892898
-- core.emit: append one event to the log, in the caller's transaction.
--
-- With a stream, its row is locked until the transaction ends, so its versions are
-- taken one writer at a time and without a gap; a writer that loses waits, then finds
-- the version moved on. An event of a stream never stands before an earlier version in
-- the log: it takes that one's place number if its own transaction began before it.
-- That is still no gap for readers, who only read below every running transaction.
-- Lock order: stream row, then the insert. Definer: nobody may write the log itself.
-- The event of a topic that is broadcast goes to Realtime in the same transaction.

create or replace function core.emit(
    p_type text,
    p_topic text,
    p_entity_id text,
    p_payload jsonb,
    p_stream text default null,
    p_expected_version bigint default null
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_xid xid8 := pg_current_xact_id();
    v_version bigint;
    v_actor uuid;
    v_traceparent text;
    v_id bigint;
begin
    if p_stream is not null then
        insert into core.event_streams as s (stream, version, xid)
        values (p_stream, 1, v_xid)
        on conflict (stream) do update
        set
            version = s.version + 1,
            xid = greatest(s.xid, excluded.xid)
        returning s.version, s.xid into v_version, v_xid;

        if v_version - 1 <> p_expected_version then
            perform core.raise_error(
                'core.version_conflict',
                format(
                    'Stream %s is at version %s, not %s.',
                    p_stream, v_version - 1, p_expected_version
                )
            );
        end if;
    elsif p_expected_version is not null then
        perform core.raise_error(
            'core.invalid_argument', 'An expected version needs a stream.'
        );
    end if;

    if coalesce(current_setting('request.headers', true), '') <> ''
        or coalesce(current_setting('rowhouse.traceparent', true), '') <> ''
    then
        v_traceparent := core.traceparent();
    end if;
    if coalesce(current_setting('request.jwt.claims', true), '') <> '' then
        v_actor := core.actor_id();
    end if;

    insert into core.events (
        xid, type, topic, entity_id, payload, stream, version, actor, traceparent, at
    )
    values (
        v_xid, p_type, p_topic, p_entity_id, coalesce(p_payload, '{}'), p_stream,
        v_version, v_actor, v_traceparent, core.now()
    )
    returning id into v_id;

    if core._is_broadcast(p_topic) then
        perform core._push_event(v_id, p_type, p_topic, coalesce(p_payload, '{}'));
    end if;
    perform core._ring('@events');
    return v_id;
end;
$$;

grant execute on function core.emit(text, text, text, jsonb, text, bigint)
to service_role, app_worker;

comment on function core.emit(text, text, text, jsonb, text, bigint) is
$$Append an event; its id. With a stream, it takes the stream's next version.

p_expected_version: the version the stream must be at (0: it must be new).
Errors: core.version_conflict, core.invalid_argument; 23514 on a malformed type or topic.
$$;

-- @ functions/core/emit_change 87aa1de9ff81e119f3d3550b1f6a95f8672ff9b631242c5e4c22149be8e10591
-- core.emit_change: one changed row of a broadcast table, as an event on its topic.
--
-- Called by the triggers that the macro `broadcast` makes; the topic gives the type.

create or replace function core.emit_change(
    p_topic text, p_verb text, p_entity_id text, p_version bigint, p_changed jsonb
)
    returns bigint
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        p_type => format(
            '%s.%s.%s', split_part(p_topic, ':', 1), split_part(p_topic, ':', 2), p_verb
        ),
        p_topic => p_topic,
        p_entity_id => p_entity_id,
        p_payload => jsonb_build_object(
            'v', 1, 'version', p_version, 'changed', p_changed
        )
    )
$$;

comment on function core.emit_change(text, text, text, bigint, jsonb) is
$$Emit <module>.<entity>.<verb> of a topic <module>:<entity>[:<id>]; the event's id.

p_changed: the key, and the columns that changed with their new values.
Emits: {v, version, changed} on the topic.
$$;

-- @ functions/core/emit_tick 4c63caaf9a6634e6753605470f15a1b82357ea48b04ec4070b03958bda974629
-- core.emit_tick: many rows of a topic changed in one statement; which, a reader asks.
--
-- Called by the triggers that the macro `broadcast` makes, for more than 50 rows.

create or replace function core.emit_tick(
    p_topic text, p_verb text, p_version bigint, p_count bigint
)
    returns bigint
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        p_type => format(
            '%s.%s.changed', split_part(p_topic, ':', 1), split_part(p_topic, ':', 2)
        ),
        p_topic => p_topic,
        p_entity_id => null,
        p_payload => jsonb_build_object(
            'v', 1, 'version', p_version, 'verb', p_verb, 'count', p_count
        )
    )
$$;

comment on function core.emit_tick(text, text, bigint, bigint) is
$$Emit <module>.<entity>.changed of a topic <module>:<entity>[:<id>]; the event's id.

Emits: {v, version, verb, count} on the topic.
$$;

-- @ functions/core/enqueue 8358b37da93b1985c3547ad893158cc0bbe787a716d90fceb42c43b0a7d5eb02
-- core.enqueue: put one job into a queue, in the caller's transaction.
--
-- Locks nothing but what it inserts. When the transaction rolls back or the process
-- dies before its commit, there was no job. Definer: nobody may write the table itself.
-- This path is hot: the look for sleepers stands here and not in _ring, and the insert
-- without a dedupe key by itself, as ON CONFLICT costs half as much again.

create or replace function core.enqueue(
    p_kind text,
    p_payload jsonb default '{}',
    p_queue text default 'default',
    p_run_at timestamptz default null,
    p_priority integer default 0,
    p_dedupe_key text default null,
    p_concurrency_key text default null,
    p_max_attempts integer default null
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- core.now() without a call where there is no test clock.
    v_now timestamptz := case
        when coalesce(current_setting('rowhouse.clock', true), '') = '' then now()
        else core.now()
    end;
    v_is_later boolean := coalesce(p_run_at > v_now, false);
    v_actor uuid;
    v_traceparent text;
    v_max_attempts integer;
    v_is_limited boolean;
    v_status text := 'ready';
    v_wait_reason text;
    v_id bigint;
begin
    if p_queue <> 'default' then
        if not exists (select from core.job_queues where name = p_queue) then
            perform core.raise_error(
                'core.unknown_queue', format('There is no queue %L.', p_queue)
            );
        end if;
    end if;
    if p_max_attempts < 1 then
        perform core.raise_error(
            'core.invalid_argument',
            format('max_attempts is %s, wanted 1 or more.', p_max_attempts)
        );
    end if;
    if coalesce(current_setting('request.headers', true), '') <> ''
        or coalesce(current_setting('rowhouse.traceparent', true), '') <> ''
    then
        v_traceparent := core.traceparent();
    end if;
    if coalesce(current_setting('request.jwt.claims', true), '') <> '' then
        v_actor := core.actor_id();
    end if;

    select k.max_attempts, k.provider is not null
    into v_max_attempts, v_is_limited
    from core.job_kinds as k
    where k.kind = p_kind;
    if not found then
        perform core.raise_error(
            'core.unknown_job_kind', format('There is no kind of job %L.', p_kind)
        );
    end if;
    if v_is_later then
        v_status := 'waiting';
        v_wait_reason := 'scheduled';
    end if;

    if p_dedupe_key is null then
        insert into core.jobs (
            kind, queue, payload, priority, status, wait_reason, run_at, max_attempts,
            concurrency_key, is_limited, actor, traceparent, enqueued_at
        )
        values (
            p_kind, p_queue, coalesce(p_payload, '{}'), p_priority, v_status,
            v_wait_reason, coalesce(p_run_at, v_now),
            coalesce(p_max_attempts, v_max_attempts), p_concurrency_key,
            v_is_limited or p_concurrency_key is not null, v_actor, v_traceparent, v_now
        )
        returning id into v_id;
    else
        loop
            insert into core.jobs (
                kind, queue, payload, priority, status, wait_reason, run_at,
                max_attempts, dedupe_key, concurrency_key, is_limited, actor,
                traceparent, enqueued_at
            )
            values (
                p_kind, p_queue, coalesce(p_payload, '{}'), p_priority, v_status,
                v_wait_reason, coalesce(p_run_at, v_now),
                coalesce(p_max_attempts, v_max_attempts), p_dedupe_key,
                p_concurrency_key, v_is_limited or p_concurrency_key is not null,
                v_actor, v_traceparent, v_now
            )
            on conflict (kind, dedupe_key)
                where dedupe_key is not null and status <> 'dead'
                do nothing
            returning id into v_id;
            exit when found;

            -- The one that stood in the way may end in this very moment: then again.
            select j.id
            into v_id
            from core.jobs as j
            where
                j.kind = p_kind
                and j.dedupe_key = p_dedupe_key
                and j.status <> 'dead';
            if found then
                return v_id;
            end if;
        end loop;
    end if;

    if exists (
        select
        from core.job_sleepers
        where expires_at > clock_timestamp() and p_queue = any(bells)
    ) then
        perform pg_notify('core:jobs', p_queue);
    end if;
    return v_id;
end;
$$;

grant execute on function core.enqueue(
    text, jsonb, text, timestamptz, integer, text, text, integer
) to service_role, app_worker;

comment on function core.enqueue(
    text, jsonb, text, timestamptz, integer, text, text, integer
) is
$$Enqueue a job of a kind; its id. With a dedupe key, the unfinished job that has it.

Errors: core.unknown_job_kind, core.unknown_queue, core.invalid_argument.
$$;

-- @ functions/core/ensure_partitions 32dad813d651bd47d3534228b17a01f420d29a2f62e9f3d904af1735b42c9589
-- core.ensure_partitions: the current partition of a table and the next ones exist.
--
-- Attaching takes SHARE UPDATE EXCLUSIVE on the table, so readers and writers go on;
-- only the default partition, when there is one, is locked whole for the moment in
-- which it is shown to hold nothing of the new range. Rows that fell into it (nobody
-- maintained in time) move into the new partition; that detaches it meanwhile and stops
-- the table for as long. Detached, it is free of the table's row triggers: an
-- append-only table lets its rows move, but not change. A lock that does not come
-- within 2 s is an error; one call is one transaction, so after a crash all new
-- partitions stand or none.
--
-- Row triggers come with the table. TRUNCATE has none, so its statement triggers are
-- copied. A partition has row-level security and no grant: nobody reads it directly.

create or replace function core.ensure_partitions(
    p_table regclass,
    p_every interval,
    p_ahead integer
)
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s'
    set datestyle = 'ISO'
    set timezone = 'UTC'
as $$
declare
    v_unit text;
    v_schema name;
    v_name name;
    v_key name;
    v_default regclass;
    v_from timestamptz;
    v_until timestamptz;
    v_has_rows boolean;
    v_moves boolean := false;
    v_trigger text;
begin
    v_unit := case p_every
        when interval '1 hour' then 'hour'
        when interval '1 day' then 'day'
        when interval '1 month' then 'month'
        when interval '1 year' then 'year'
    end;
    if v_unit is null or p_ahead not between 0 and 366 then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'Every %s, %s ahead: send 1 hour, 1 day, 1 month or 1 year, and 0 to 366.',
                p_every, p_ahead
            )
        );
    end if;

    select a.attname, nullif(t.partdefid, 0)::regclass
    into v_key, v_default
    from pg_catalog.pg_partitioned_table as t
    inner join pg_catalog.pg_attribute as a
        on t.partrelid = a.attrelid and t.partattrs[0] = a.attnum
    where
        t.partrelid = p_table
        and t.partstrat = 'r'
        and t.partnatts = 1
        and a.atttypid = 'timestamptz'::regtype;
    if not found then
        perform core.raise_error(
            'core.invalid_argument',
            format('Table %s is not partitioned by range of one timestamptz.', p_table)
        );
    end if;

    -- One maintainer a table at a time: the second one finds everything made.
    perform pg_advisory_xact_lock(
        hashtextextended('core.ensure_partitions', p_table::oid::bigint)
    );

    for v_schema, v_name, v_from, v_until in
        select
            n.nspname,
            c.relname || '_p' || to_char(
                g.day,
                case v_unit
                    when 'hour' then 'YYYY_MM_DD_HH24'
                    when 'day' then 'YYYY_MM_DD'
                    when 'month' then 'YYYY_MM'
                    else 'YYYY'
                end
            ),
            g.day,
            g.day + p_every
        from generate_series(0, p_ahead) as s (step)
        cross join lateral (
            values (date_trunc(v_unit, core.now()) + s.step * p_every)
        ) as g (day)
        cross join pg_catalog.pg_class as c
        inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
        where
            c.oid = p_table
            and not exists (
                select from core._partition_bounds(p_table) as b
                where b.from_at <= g.day and b.until_at > g.day
            )
        order by s.step
    loop
        execute format(
            'create table %I.%I (like %s including all excluding identity)',
            v_schema, v_name, p_table
        );
        execute format('alter table %I.%I enable row level security', v_schema, v_name);

        if v_default is not null then
            execute format(
                'select exists (select from %s where %I >= $1 and %I < $2)',
                v_default, v_key, v_key
            )
            into v_has_rows
            using v_from, v_until;
            v_moves := coalesce(v_has_rows, false);
        end if;

        if v_moves then
            execute format('alter table %s detach partition %s', p_table, v_default);
            execute format(
                'with moved as (delete from %s where %I >= $1 and %I < $2 returning *) '
                'insert into %I.%I select * from moved',
                v_default, v_key, v_key, v_schema, v_name
            )
            using v_from, v_until;
        end if;

        execute format(
            'alter table %s attach partition %I.%I for values from (%L) to (%L)',
            p_table, v_schema, v_name, v_from, v_until
        );

        if v_moves then
            execute format('alter table %s attach partition %s default', p_table, v_default);
        end if;

        for v_trigger in
            select replace(
                pg_get_triggerdef(t.oid),
                format(' ON %s ', p_table),
                format(' ON %I.%I ', v_schema, v_name)
            )
            from pg_catalog.pg_trigger as t
            where t.tgrelid = p_table and not t.tgisinternal and t.tgtype & 32 <> 0
        loop
            execute v_trigger;
        end loop;

        return next format('%I.%I', v_schema, v_name);
    end loop;
end;
$$;

comment on function core.ensure_partitions(regclass, interval, integer) is
$$Make the partitions that are missing: the one of core.now(), and so many after it.

Returns the names of the new ones. Cut in UTC; only the table's owner may.

Errors: core.invalid_argument PT422; 55P03 when a lock does not come within 2 s.
$$;

-- @ functions/core/fail_job 5a765b33fa1fb71a17f85df2a55725b97bd8aaa6fd9be8a60a34da3be038e1fe
-- core.fail_job: an attempt failed: try again later, or give up.
--
-- Locks the job's row, then its provider's when that asked for time, then the key that
-- it frees. One transaction; a process that dies before its commit has reported
-- nothing, and the lease runs out. Definer: workers hold no write grant.

create or replace function core.fail_job(
    p_id bigint,
    p_token bigint,
    p_error text,
    p_retry_after interval default null,
    p_is_permanent boolean default false
)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_job core.jobs := core._held_job(p_id, p_token);
    v_kind core.job_kinds;
    v_wait interval;
begin
    if v_job.cancel_requested_at is not null then
        update core.jobs set last_error = left(p_error, 2000) where id = p_id;
        perform core._finish_jobs(array[p_id], 'cancelled', v_now);
        return 'cancelled';
    end if;

    select * into v_kind from core.job_kinds where kind = v_job.kind;
    if p_retry_after is not null and v_kind.provider is not null then
        perform core.pause_provider(
            v_kind.provider, v_now + p_retry_after, 'Asked for by the service.'
        );
    end if;

    if p_is_permanent or v_job.attempts >= v_job.max_attempts then
        perform core._kill_jobs(array[p_id], p_error, v_now);
        return 'dead';
    end if;

    v_wait := coalesce(p_retry_after, core.retry_delay(
        v_job.attempts, v_kind.backoff_seconds, v_kind.backoff_cap_seconds
    ));
    update core.jobs
    set
        status = 'waiting',
        wait_reason = 'retry',
        run_at = v_now + v_wait,
        last_error = left(p_error, 2000),
        leased_by = null,
        lease_expires_at = null
    where id = p_id;
    if v_job.concurrency_key is not null then
        perform core._free_keys(array[v_job.concurrency_key]);
    end if;
    return 'waiting';
end;
$$;

grant execute on function core.fail_job(bigint, bigint, text, interval, boolean)
to app_worker;

comment on function core.fail_job(bigint, bigint, text, interval, boolean) is
$$Report a failed attempt; what becomes of the job: waiting, dead or cancelled.

p_retry_after overrides the backoff and pauses the kind's provider as long.
Errors: core.lease_lost.
Emits: core.job.died {v, kind, queue, attempts, error}.
$$;

-- @ functions/core/fan_out_webhooks 9a4df9b87247136ec9450a601f1474e17561995ec939b2d926c3f78bed65e6e1
-- core.fan_out_webhooks: events become deliveries, one per endpoint that wants them.
--
-- A consumer of the log: what it read and what it made commit together, so an event is
-- neither lost nor fanned out twice when the process dies; unique (endpoint, event)
-- holds that against a replay made meanwhile. Rights are asked per owner and topic.
-- Definer: the worker may write none of these tables.

create or replace function core.fan_out_webhooks(p_consumer text, p_limit integer)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_read integer;
begin
    with batch as materialized (
        select e.*
        from core.read_events(p_consumer => p_consumer, p_limit => p_limit) as e
    ),

    wanted as materialized (
        select w.id as endpoint_id, w.owner_id, w.app_roles, b.id as event_id, b.topic
        from batch as b
        inner join core.webhook_endpoints as w
            on
                w.status = 'active'
                and core._matches_event_type(w.event_types, b.type)
    ),

    readers as materialized (
        select owner_id, app_roles, topic
        from (select distinct owner_id, app_roles, topic from wanted) as asked
        where core._owner_reads(owner_id, app_roles, topic)
    ),

    made as (
        insert into core.webhook_deliveries (
            endpoint_id, event_id, event_type, event_at, body, traceparent,
            next_attempt_at, created_at
        )
        select
            w.endpoint_id, b.id, b.type, b.at, core._webhook_body(b::core.events),
            b.traceparent, core.now(), core.now()
        from wanted as w
        inner join readers as r using (owner_id, app_roles, topic)
        inner join batch as b on w.event_id = b.id
        order by b.xid, b.id, w.endpoint_id
        on conflict (endpoint_id, event_id) do nothing
    )

    select count(*)
    into v_read
    from batch;

    return v_read;
end;
$$;

grant execute on function core.fan_out_webhooks(text, integer) to app_worker;

comment on function core.fan_out_webhooks(text, integer) is
$$Read a batch of the log for this consumer and make the deliveries; how many were read.

Errors: those of core.read_events.
$$;

-- @ functions/core/finish_webhook 1ef5cf53afd44584e131ee296e259179712355ceab08abfb498b3c44399d0a6c
-- core.finish_webhook: a sender's report; decides what becomes of the delivery.
--
-- Locks the circuit, then the delivery, then the endpoint if it has to be disabled.
-- Only the holder of the current lease decides anything: a report that comes too late
-- is kept on its own attempt and changes nothing else. When the process dies before
-- this commits, the lease runs out. Definer: the worker may write none of these
-- tables.

create or replace function core.finish_webhook(
    p_delivery_id bigint,
    p_lease integer,
    p_status_code integer,
    p_error text,
    p_latency_ms integer,
    p_retry_after text default null,
    p_response text default null,
    p_response_sha256 text default null
)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_outcome text := core._judge_webhook(p_status_code, p_error);
    v_wait interval := case
        when v_outcome = 'throttled' then core._read_retry_after(p_retry_after)
    end;
    v_circuit core.webhook_circuits;
    v_delivery core.webhook_deliveries;
    v_next_at timestamptz;
begin
    select c.*
    into v_circuit
    from core.webhook_deliveries as d
    inner join core.webhook_circuits as c on d.endpoint_id = c.endpoint_id
    where d.id = p_delivery_id
    for update of c;

    update core.webhook_attempts as a
    set
        finished_at = v_now,
        outcome = v_outcome,
        status_code = p_status_code,
        error = left(p_error, 500),
        latency_ms = p_latency_ms,
        response = left(p_response, 1024),
        response_sha256 = p_response_sha256
    where
        a.delivery_id = p_delivery_id
        and a.number = p_lease
        and (a.outcome is null or a.outcome = 'lost');

    select d.*
    into v_delivery
    from core.webhook_deliveries as d
    where d.id = p_delivery_id and d.lease = p_lease and d.leased_by is not null
    for update;
    if not found then
        return 'stale';
    end if;

    if v_outcome not in ('delivered', 'refused', 'gone') then
        v_next_at := v_now + core._next_webhook_delay(v_delivery.step);
        if v_next_at is not null then
            v_next_at := greatest(v_next_at, v_now + v_wait);
        end if;
    end if;

    update core.webhook_deliveries as d
    set
        status = case
            when v_outcome = 'delivered' then 'delivered'
            when v_next_at is null then 'failed'
            else 'pending'
        end,
        last_outcome = v_outcome,
        finished_at = case when v_next_at is null then v_now end,
        next_attempt_at = coalesce(v_next_at, d.next_attempt_at),
        leased_by = null,
        leased_until_at = null
    where d.id = p_delivery_id
    returning d.* into v_delivery;

    perform core._turn_webhook_circuit(v_circuit, v_outcome, v_wait);
    return v_delivery.status;
end;
$$;

grant execute on function core.finish_webhook(
    bigint, integer, integer, text, integer, text, text, text
) to app_worker;

comment on function core.finish_webhook(
    bigint, integer, integer, text, integer, text, text, text
) is
$$Report an attempt: the delivery is delivered, failed, or pending until its next try.

`error` says why there was no usable answer; `refused: …` is final. Returns the status,
or `stale` when the lease is no longer the sender's.
Emits: core.webhook.disabled.
$$;

-- @ functions/core/get_operation d4b2f3f793dbcd1898aae33761132a379f73201cb127d07ffbb020d6b7d6ad18
-- core.get_operation: how far bulk work is.

create or replace function core.get_operation(p_operation_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', o.id,
        'kind', o.kind,
        'status', o.status,
        'total', o.total,
        'done', o.done,
        'failed', o.failed,
        'skipped', o.skipped,
        'progress', case
            when o.total = 0 then 1
            else round((o.done + o.failed + o.skipped)::numeric / o.total, 4)
        end,
        'cancel_requested', o.cancel_requested_at is not null,
        'created_at', o.created_at,
        'started_at', o.started_at,
        'progressed_at', o.progressed_at,
        'finished_at', o.finished_at
    )
    from core._find_operation(p_operation_id) as o
$$;

grant execute on function core.get_operation(bigint)
to authenticated, service_role, app_worker;

comment on function core.get_operation(bigint) is
$$Status and progress of bulk work that the caller started; an admin sees any.

Returns {id, kind, status, total, done, failed, skipped, progress, cancel_requested,
created_at, started_at, progressed_at, finished_at}; status is queued, running,
succeeded, partial (some items failed), failed (all did) or cancelled.
Units: total, done, failed and skipped are items; progress from 0 to 1.
Errors: PT404 core.operation_not_found.
Budget: 20 ms.
$$;

-- @ functions/core/has_role 7e711556e5ba190f3031e49d3ad038ca37bae1ffabc6c55adfb2ba7186472b15
-- core.has_role: does the caller's token grant this role inside the app?
--
-- Reads `app_metadata` only: users can edit their `user_metadata`.

create or replace function core.has_role(p_role text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        nullif(current_setting('request.jwt.claims', true), '')::jsonb
        -> 'app_metadata' -> 'roles' ? p_role,
        false
    )
$$;

grant execute on function core.has_role(text) to anon, authenticated, service_role;

comment on function core.has_role(text) is
$$Whether the caller's token holds this app role (`app_metadata.roles` is an array).

A caller without a token has none. Roles: admin, analyst, buyer, warehouse,
project_manager, supplier, curator.
$$;

-- @ functions/core/health eaa0ced8f0339737f9b4f66d921e3a1bcd96fd48120475704a4c7396c3e9c62f
-- core.health: the installation's state, for people and load balancers.
--
-- Definer: it reads what no caller has a grant for; a signed-in user needs app role
-- admin. Reads only; a process that dies inside it leaves nothing.

create or replace function core.health()
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._require_operator();

    return (
        select jsonb_build_object(
            'status',
            case
                when bool_or(c.status = 'fail') then 'down'
                when bool_or(c.status = 'warn') then 'degraded'
                else 'ok'
            end,
            'checks',
            coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'name', c.name,
                        'status', c.status,
                        'value', c.value,
                        'unit', c.unit,
                        'detail', c.detail
                    )
                    order by c.name
                ),
                '[]'
            )
        )
        from core.check_health() as c
    );
end;
$$;

grant execute on function core.health()
to authenticated, service_role, app_worker, app_reader;

comment on function core.health() is
$$Whether the installation is well: every check with its figure.

Returns {status: ok|degraded|down, checks: [{name, status: ok|warn|fail, value, unit,
detail}]}: down when a check fails, degraded when one warns. A check that cannot answer
in its time fails and the others still answer.
Errors: PT403 core.not_permitted.
Budget: 200 ms.
$$;

-- @ functions/core/health_cache 882cd0928b90bbc31c0c19d565df5e6d7a1579758c438d5c55db3f8394c2bbc4
-- core.health_cache: how well each cache serves, in the form of core.health.
--
-- Definer: the figures are nobody's to read directly.

create or replace function core.health_cache()
    returns jsonb
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    with figures as (
        select
            c.name,
            sum(f.hits) as hits,
            sum(f.stale_hits) as stale_hits,
            sum(f.misses) as misses,
            (
                select count(*) from core.cache_entries as e where e.cache = c.name
            ) as entries,
            (
                select max(date_part('epoch', core.now() - e.computed_at))
                from core.cache_entries as e
                where e.cache = c.name
            ) as age_seconds,
            (core.setting('core.cache.min_hit_percent'))::numeric as wanted
        from core.caches as c
        inner join core.cache_figures as f on c.name = f.cache
        group by c.name
    )

    , rated as (
        select
            f.*,
            round(
                100 * (f.hits + f.stale_hits)
                / nullif(f.hits + f.stale_hits + f.misses, 0)
            ) as percent
        from figures as f
    )

    , checks as (
        select
            r.name || '.hits' as name,
            case
                when r.percent < r.wanted and r.hits + r.stale_hits + r.misses >= 100
                    then 'degraded'
                else 'ok'
            end as status,
            r.percent as value,
            'percent' as unit,
            format('%s hits, %s stale, %s misses.', r.hits, r.stale_hits, r.misses) as detail
        from rated as r

        union all

        select
            r.name || '.age',
            'ok',
            round(r.age_seconds::numeric),
            'seconds',
            format('The oldest of %s answers.', r.entries)
        from rated as r
    )

    select jsonb_build_object(
        'status', coalesce(max(c.status) filter (where c.status <> 'ok'), 'ok'),
        'checks', coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'name', c.name, 'status', c.status, 'value', c.value,
                    'unit', c.unit, 'detail', c.detail
                )
                order by c.name
            ),
            '[]'
        )
    )
    from checks as c
$$;

grant execute on function core.health_cache()
to authenticated, service_role, app_reader;

comment on function core.health_cache() is
$$Hit ratio and age of every cache.

{status, checks: [{name, status, value, unit, detail}]}.
degraded: after 100 lookups, fewer than core.cache.min_hit_percent were hits. GETs are
not counted.
Budget: 50 ms.
$$;

-- @ functions/core/heartbeat 83a6147ac6050ef68620acd5218beb3d3576e22ac19710840f6e33ec245578b9
-- core.heartbeat: the worker still works on these; extend their leases.
--
-- Locks the rows in the order of their ids, and may wait for a cancel or a claim that
-- holds one for a moment. Definer: workers hold no write grant.

create or replace function core.heartbeat(
    p_ids bigint[], p_tokens bigint[], p_lease interval default '1 minute'
)
    returns table (id bigint, is_cancelled boolean)
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    update core.jobs as j
    set
        heartbeat_at = core.now(),
        lease_expires_at = core.now() + p_lease
    from (
        select h.id
        from core.jobs as h
        inner join
            unnest(p_ids, p_tokens) as t (id, token)
            on h.id = t.id and h.token = t.token
        where h.leased_by is not null
        order by h.id
        for update of h
    ) as held
    where j.id = held.id
    returning j.id, j.cancel_requested_at is not null
$$;

grant execute on function core.heartbeat(bigint[], bigint[], interval) to app_worker;

comment on function core.heartbeat(bigint[], bigint[], interval) is
$$Extend the caller's leases; those it still holds, and whether each should stop.

What is missing from the answer is lost: its work must not be reported.
$$;

-- @ functions/core/holds_live_token ae7e89e30c8a4d9823165b96c1e0740fa4da3a0490522675664f3107fcb09d1b
-- core.holds_live_token: whether the caller's token still counts.
--
-- For policies, which can not refuse with an error of their own. Definer: callers hold
-- no grant on what was revoked.

create or replace function core.holds_live_token()
    returns boolean
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._refuse_revoked(
        nullif(current_setting('request.jwt.claims', true), '')::jsonb
    );
    return true;
exception
    when sqlstate 'PT401' then
        return false;
end;
$$;

grant execute on function core.holds_live_token() to anon, authenticated;

comment on function core.holds_live_token() is
    'False when the caller''s token, or all of the user''s until now, were revoked.';

-- @ functions/core/is_held 0f12a56bb1da32a925e6aef8f242f179fd44bb07c0a01b56b3d9ec101248d93c
-- core.is_held: does a legal hold keep this table from forgetting?

create or replace function core.is_held(p_table_name text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from core.legal_holds as h
        where h.table_name = p_table_name and h.released_at is null
    )
$$;

grant execute on function core.is_held(text)
to service_role, app_worker, app_reader;

comment on function core.is_held(text) is
$$Whether a legal hold on this table (<schema>.<table>) is in force.
$$;

-- @ functions/core/is_quiet_below 2f78f9e6969da1d84f9054cf59e3a6e2c68d34fbfd5415c3037a153f364745ff
-- core.is_quiet_below: has every transaction ended that began to write before this
-- mark?

create or replace function core.is_quiet_below(p_mark text)
    returns boolean
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select pg_snapshot_xmin(pg_current_snapshot()) >= p_mark::xid8
$$;

grant execute on function core.is_quiet_below(text) to app_worker;

comment on function core.is_quiet_below(text) is
    'Whether nobody writes any more who may not have seen the sleeper of this mark.';

-- @ functions/core/keep_answer c0e9d92f18512a2c6d4542ea1439859e6bd0779bff8178006fb56f29c8fed44a
-- core.keep_answer: bind the answer to the key that this transaction claimed.
--
-- In the transaction of the act itself: either both are kept or neither.

create or replace function core.keep_answer(p_scope text, p_key text, p_answer jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer constant jsonb := coalesce(p_answer, 'null');
begin
    if p_key is null then
        return v_answer;
    end if;

    update core.idempotency_keys
    set answer = v_answer
    where
        scope = p_scope
        and caller = core._idempotent_caller()
        and key = p_key
        and answer is null;
    if not found then
        raise exception using
            errcode = 'P0002',
            message = format('the key %L of %s was not claimed here', p_key, p_scope);
    end if;

    return v_answer;
end;
$$;

grant execute on function core.keep_answer(text, text, jsonb)
to authenticated, service_role, app_worker;

comment on function core.keep_answer(text, text, jsonb) is
$$Keep the answer for the key that core.claim_idempotency_key gave away, and return it.

Errors: P0002 when this transaction did not claim the key.
$$;

-- @ functions/core/limit_rate c849639ecc2b546e26104bfbaceb877efd24f0e9617258f4ea873bf394308222
-- core.limit_rate: let a caller pass, or refuse with 429.
--
-- The refusal is SQLSTATE PGRST, the form in which PostgREST sends status and headers;
-- its message is the body. A limit that cannot be read limits nobody here: the callers
-- fall back to a default that can. Only core.take_token takes a lock.

create or replace function core.limit_rate(p_name text, p_who text, p_limit jsonb)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_requests constant integer := (p_limit ->> 'requests')::integer;
    v_seconds constant double precision := (p_limit ->> 'seconds')::float8;
    v_taken record;
    v_headers jsonb;
begin
    if v_requests is null or v_seconds is null then
        return;
    end if;

    select *
    into strict v_taken
    from core.take_token(left(p_name || ':' || p_who, 300), v_requests, v_seconds);

    v_headers := jsonb_build_object(
        'RateLimit-Limit', v_requests::text,
        'RateLimit-Remaining', v_taken.remaining::text,
        'RateLimit-Reset', v_taken.reset_seconds::text,
        'RateLimit-Policy', format('%s;w=%s', v_requests, ceil(v_seconds))
    );
    if v_taken.is_allowed then
        perform core._set_headers(v_headers);
        return;
    end if;

    raise sqlstate 'PGRST' using
        message = (
            select
                jsonb_build_object(
                    'code', e.sqlstate,
                    'message', e.key,
                    'details', format(
                        'At most %s requests in %s seconds; try again in %s seconds.',
                        v_requests, v_seconds, v_taken.retry_after_seconds
                    ),
                    'hint', e.hint
                )
            from core.error_codes as e
            where e.key = 'core.rate_limited'
        ),
        detail = jsonb_build_object(
            'status', 429,
            'headers', v_headers || jsonb_build_object(
                'Retry-After', v_taken.retry_after_seconds::text
            )
        );
end;
$$;

grant execute on function core.limit_rate(text, text, jsonb)
to service_role, app_worker;

comment on function core.limit_rate(text, text, jsonb) is
$$Take one token for a caller from a limit {"requests": n, "seconds": s}, or refuse.

Sets the RateLimit-* headers of the answer; {} limits nobody. In a read-only
transaction it refuses whom an earlier call left without tokens, and counts nobody.
Errors: PT429 core.rate_limited, with Retry-After (raised as SQLSTATE PGRST).
$$;

-- @ functions/core/list_due_schedules fefca95a8101461dd7f654270891f58baba1a00241bd8b8c99c2509f68d3a30d
-- core.list_schedules: enabled schedules that have no next tick, or whose tick has
-- come.

create or replace function core.list_due_schedules()
    returns table (
        name text,
        cron text,
        timezone text,
        next_run_at timestamptz,
        seen_at timestamptz
    )
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select s.name, s.cron, s.timezone, s.next_run_at, core.now()
    from core.job_schedules as s
    where s.is_enabled and (s.next_run_at is null or s.next_run_at <= core.now())
    order by s.name
$$;

grant execute on function core.list_due_schedules() to app_worker;

comment on function core.list_due_schedules() is
    'Schedules whose next tick a worker must compute or take, and the time by which.';

-- @ functions/core/list_history a85d200120da6e40626647c0ee7b522f40524b39261d279dbc0406263f076d2b
-- core.list_history: what happened to one row, newest first.
--
-- Definer: entries are no caller's to read; the app role decides. Entries of one row
-- are in the order of their ids: a second writer of a row waits for the first one. A
-- cursor is the last id of its page in base 64; a forged one only starts elsewhere.

create or replace function core.list_history(
    p_table_name text,
    p_row_id text,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_before bigint := 9223372036854775807;
    v_answer jsonb;
begin
    perform core._require_role('admin', 'analyst');
    perform core._audited_table(p_table_name);
    if p_page_size is null or p_page_size not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_page_size',
            format('page_size is %s.', coalesce(p_page_size::text, 'null'))
        );
    end if;
    if p_after is not null then
        begin
            v_before := convert_from(decode(p_after, 'base64'), 'UTF8')::bigint;
        exception
            when data_exception then
                perform core.raise_error(
                    'core.invalid_cursor', format('%L is no cursor.', left(p_after, 60))
                );
        end;
    end if;

    with page as (
        select e.*
        from core.audit_entries as e
        where
            e.table_name = p_table_name
            and e.row_id = p_row_id
            and e.id < v_before
        order by e.id desc
        limit p_page_size + 1
    ),

    shown as (
        select p.*
        from page as p
        order by p.id desc
        limit p_page_size
    )

    select jsonb_build_object(
        'items', coalesce(jsonb_agg(to_jsonb(s) order by s.id desc), '[]'),
        'next', case
            when (select count(*) from page) > p_page_size
                then encode(convert_to(min(s.id)::text, 'UTF8'), 'base64')
        end
    )
    into v_answer
    from shown as s;

    return v_answer;
end;
$$;

grant execute on function core.list_history(text, text, text, integer)
to authenticated, service_role;

comment on function core.list_history(text, text, text, integer) is
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

-- @ functions/core/list_jobs 0de5661703a918a965b808bf289090f47810e036db64416effce771bba03f8a5
-- core.list_jobs: jobs for an operator to look at, the newest first.

create or replace function core.list_jobs(
    p_status text default null,
    p_queue text default null,
    p_kind text default null,
    p_limit integer default 50
)
    returns table (
        id bigint,
        kind text,
        queue text,
        status text,
        attempts integer,
        run_at timestamptz,
        worker uuid,
        error text
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    (
        select
            j.id,
            j.kind,
            j.queue,
            case
                when j.leased_by is not null then 'running'
                when j.status = 'waiting' then 'waiting: ' || j.wait_reason
                else j.status
            end,
            j.attempts,
            j.run_at,
            j.leased_by,
            j.last_error
        from core.jobs as j
        where
            p_status is distinct from 'finished'
            and (
                p_status is null
                or p_status = case when j.leased_by is null then j.status else 'running' end
            )
            and (p_queue is null or j.queue = p_queue)
            and (p_kind is null or j.kind = p_kind)
        order by j.id desc
        limit p_limit
    )

    union all

    (
        select f.id, f.kind, f.queue, f.outcome, f.attempts, f.finished_at, f.worker, f.error
        from core.finished_jobs as f
        where
            p_status = 'finished'
            and (p_queue is null or f.queue = p_queue)
            and (p_kind is null or f.kind = p_kind)
        order by f.id desc
        limit p_limit
    )
$$;

grant execute on function core.list_jobs(text, text, text, integer)
to service_role, app_worker, app_reader;

comment on function core.list_jobs(text, text, text, integer) is
    'Unfinished jobs, or those of one status: ready, running, waiting, dead, finished.';

-- @ functions/core/list_lost_broadcasts 2b9994b9911ee9aaf543909f8252029a245d42c805e91de7c3d1e29ec26e5dd3
-- core.list_lost_broadcasts: events of the last hour that never became a message.
--
-- Only the newest events are looked at, so the price does not grow with the log; and an
-- event and its message are of one transaction, so the message is found by its time.
-- With the test clock on the two times differ, and nothing is said. Definer: monitoring
-- holds no grant on realtime.messages.

create or replace function core.list_lost_broadcasts(p_newest integer default 1000)
    returns table (id bigint, type text, topic text, at timestamptz)
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select e.id, e.type, e.topic, e.at
    from (
        select n.id, n.type, n.topic, n.at
        from core.events as n
        order by n.xid desc, n.id desc
        limit p_newest
    ) as e
    where
        e.at > now() - interval '1 hour'
        and coalesce(current_setting('rowhouse.clock', true), '') = ''
        and core._is_broadcast(e.topic)
        and not exists (
            select from realtime.messages as m
            where
                m.topic = e.topic
                and m.extension = 'broadcast'
                and m.private
                and m.inserted_at = e.at at time zone 'UTC'
                and m.payload ->> 'event_id' = e.id::text
        )
    order by e.id
$$;

grant execute on function core.list_lost_broadcasts(integer)
to service_role, app_worker, app_reader;

comment on function core.list_lost_broadcasts(integer) is
$$Of the newest events: those of broadcast topics without their Realtime message.

realtime.send reports its errors as warnings only, so they are looked for here.
$$;

-- @ functions/core/list_notifications 026e7c0b27aa4c9a4be773082cf28aa0cf254e21d192203ba30b63984765a073
-- core.list_notifications: the caller's notifications, newest first.
--
-- As the caller: the policies say which rows are hers. The unread are counted to 1,000.

create or replace function core.list_notifications(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_after bigint;
    v_items jsonb;
begin
    if coalesce(p_page_size, 0) not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_page_size', format('page_size is %s.', p_page_size)
        );
    end if;
    if p_after !~ '^[1-9][0-9]{0,17}$' then
        perform core.raise_error('core.invalid_cursor', 'after is no cursor of this list.');
    end if;
    v_after := p_after::bigint;

    select coalesce(jsonb_agg(to_jsonb(n) order by n.id desc), '[]')
    into v_items
    from (
        select o.id, o.kind, o.payload, o.created_at, o.read_at
        from core.notifications as o
        where
            o.user_id = core.actor_id()
            and (v_after is null or o.id < v_after)
        order by o.id desc
        limit p_page_size + 1
    ) as n;

    return jsonb_build_object(
        'items', case
            when jsonb_array_length(v_items) > p_page_size then v_items - p_page_size
            else v_items
        end,
        'next', case
            when jsonb_array_length(v_items) > p_page_size
                then v_items -> (p_page_size - 1) ->> 'id'
        end,
        'unread', (
            select count(*)
            from (
                select
                from core.notifications as o
                where o.user_id = core.actor_id() and o.read_at is null
                limit 1000
            ) as u
        )
    );
end;
$$;

grant execute on function core.list_notifications(text, integer)
to authenticated;

comment on function core.list_notifications(text, integer) is
$$The caller's notifications, newest first: {items: [{id, kind, payload, created_at,
read_at}], next, unread}.

unread counts all of them, at most to 1,000.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;

-- @ functions/core/list_operation_errors 8e4107559a0253a5e175f819448a84ec65608e29e3688b7af3f5ac69d1f0be6f
-- core.list_operation_errors: one page of the items that were refused.
--
-- Definer: callers have no grant on the table; core._find_operation decides. The cursor
-- is the last item's number: no secret, and a forged one only starts elsewhere.

create or replace function core.list_operation_errors(
    p_operation_id bigint,
    p_after text default null,
    p_page_size int default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations := core._find_operation(p_operation_id);
    v_after integer := 0;
begin
    if p_page_size is null or p_page_size not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_page_size',
            format('page_size is %s.', coalesce(p_page_size::text, 'null'))
        );
    end if;
    if p_after !~ '^item-[1-9][0-9]{0,8}$' then
        perform core.raise_error(
            'core.invalid_cursor',
            format('%L is no cursor of operation errors.', left(p_after, 60))
        );
    elsif p_after is not null then
        v_after := substr(p_after, 6)::integer;
    end if;

    return (
        with page as (
            select e.*
            from core.operation_errors as e
            where e.operation_id = v_operation.id and e.item_number > v_after
            order by e.item_number
            limit p_page_size + 1
        ),

        shown as (
            select p.*
            from page as p
            order by p.item_number
            limit p_page_size
        )

        select jsonb_build_object(
            'items', coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'item_number', s.item_number,
                        'item', s.item,
                        'code', s.code,
                        'message', s.message,
                        'detail', s.detail,
                        'hint', s.hint
                    )
                    order by s.item_number
                ),
                '[]'
            ),
            'next', case
                when (select count(*) from page) > p_page_size
                then 'item-' || max(s.item_number)
            end
        )
        from shown as s
    );
end;
$$;

grant execute on function core.list_operation_errors(bigint, text, int)
to authenticated, service_role, app_worker;

comment on function core.list_operation_errors(bigint, text, int) is
$$The items of bulk work that were refused, in the order of the call.

Returns {items: [{item_number, item, code, message, detail, hint}], next}.
Units: item_number from 1; page_size from 1 to 500.
Errors: PT404 core.operation_not_found, PT422 core.invalid_cursor,
core.invalid_page_size.
Budget: 20 ms.
$$;

-- @ functions/core/list_webhook_deliveries df622c5914272558b139cd670288b93674633a13baba8e9742872ef7e1d7a06b
-- core.list_webhook_deliveries: what was sent to one endpoint, newest first.
--
-- Invoker: row-level security decides. The cursor is the last id of the page before.

create or replace function core.list_webhook_deliveries(
    p_webhook_id uuid,
    p_status text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer jsonb;
begin
    if p_page_size is null or p_page_size not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_page_size',
            format('page_size is %s.', coalesce(p_page_size::text, 'null'))
        );
    end if;
    if p_status not in ('pending', 'delivered', 'failed') then
        perform core.raise_error(
            'core.invalid_argument', 'status is pending, delivered or failed.'
        );
    end if;
    if p_after !~ '^[0-7][0-9a-f]{15}$' then
        perform core.raise_error(
            'core.invalid_cursor', format('%L is no cursor of deliveries.', left(p_after, 60))
        );
    end if;
    if not exists (
        select from core.webhook_endpoints as e
        where e.id = p_webhook_id and e.owner_id = core.actor_id()
    ) then
        perform core.raise_error(
            'core.webhook_not_found', format('You have no webhook %L.', p_webhook_id)
        );
    end if;

    with page as materialized (
        select
            d.id, d.event_id, d.event_type, d.event_at, d.status, d.step, d.lease,
            d.next_attempt_at, d.last_outcome, d.created_at, d.finished_at
        from core.webhook_deliveries as d
        where
            d.endpoint_id = p_webhook_id
            and (p_status is null or d.status = p_status)
            and (p_after is null or d.id < ('x' || p_after)::bit(64)::bigint)
        order by d.id desc
        limit p_page_size + 1
    ),

    shown as materialized (
        select *
        from page
        order by id desc
        limit p_page_size
    )

    select jsonb_build_object(
        'items', coalesce(
            (
                select jsonb_agg(
                    jsonb_build_object(
                        'id', s.id,
                        'message_id', format('evt_%s', s.event_id),
                        'event_id', s.event_id,
                        'type', s.event_type,
                        'at', s.event_at,
                        'status', s.status,
                        'outcome', s.last_outcome,
                        'attempts', s.lease,
                        'next_attempt_at',
                        case when s.status = 'pending' then s.next_attempt_at end,
                        'finished_at', s.finished_at,
                        'last_attempt', (
                            select
                                jsonb_build_object(
                                    'number', a.number,
                                    'started_at', a.started_at,
                                    'outcome', a.outcome,
                                    'status_code', a.status_code,
                                    'latency_ms', a.latency_ms,
                                    'error', a.error,
                                    'response', a.response
                                )
                            from core.webhook_attempts as a
                            where a.delivery_id = s.id
                            order by a.number desc
                            limit 1
                        )
                    )
                    order by s.id desc
                )
                from shown as s
            ),
            '[]'
        ),
        'next', case
            when (select count(*) from page) > p_page_size
                then (select encode(int8send(min(id)), 'hex') from shown)
        end
    )
    into v_answer;

    return v_answer;
end;
$$;

grant execute on function core.list_webhook_deliveries(uuid, text, text, integer)
to authenticated;

comment on function core.list_webhook_deliveries(uuid, text, text, integer) is
$$Deliveries of one of your webhooks, newest first, with the latest attempt of each.

`status` is pending, delivered or failed; null is all. Returns {items: [{id, message_id,
event_id, type, at, status, outcome, attempts, next_attempt_at, finished_at,
last_attempt}], next}. `message_id` is the `webhook-id` header, the same at every attempt.
Errors: PT404 core.webhook_not_found; PT422 core.invalid_page_size, core.invalid_cursor,
core.invalid_argument.
Budget: 50 ms.
$$;

-- @ functions/core/list_webhooks e330e41f59a685cbc101cd62955bbf7e3602302fac8e82ba47de00f375eb962b
-- core.list_webhooks: the caller's endpoints, as row-level security lets them through.
--
-- One page always: setting core.webhook_max_endpoints bounds it.

create or replace function core.list_webhooks()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'items', coalesce(
            jsonb_agg(core._show_webhook(e.id) order by e.created_at, e.id), '[]'
        ),
        'next', null
    )
    from core.webhook_endpoints as e
    where e.owner_id = core.actor_id()
$$;

grant execute on function core.list_webhooks() to authenticated;

comment on function core.list_webhooks() is
$$Your webhooks in the order in which they were made, each with its state.

Returns {items: [{id, url, event_types, description, status, status_reason,
max_concurrency, max_per_second, circuit, resume_at, failing_since, succeeded_at,
created_at, updated_at}], next}.
Budget: 20 ms.
$$;

-- @ functions/core/log_access 79dc11d273ffb29f3d445ea5c55910f19d2884ddb7ecb56eb8ec1580c336cf57
-- core.log_access: write down that the caller reads a guarded thing.
--
-- In the reader's own transaction: who got the answer is in the log, and a request that
-- failed read nothing. A read-only transaction cannot write it down, so it is refused:
-- what is guarded is not given away unseen. Definer: nobody may write the table.

create or replace function core.log_access(
    p_thing text, p_thing_id text default null, p_reason text default null
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('transaction_read_only')::boolean then
        perform core.raise_error(
            'core.post_only', format('Reads of %s are logged.', p_thing)
        );
    end if;

    insert into core.access_log (
        logged_at, actor_id, role, address, request_id, thing, thing_id, reason
    )
    values (
        core.now(),
        core.actor_id(),
        coalesce(nullif(current_setting('role'), 'none'), session_user),
        nullif(core._client_address(), 'unknown'),
        core.request_id(),
        p_thing,
        p_thing_id,
        left(p_reason, 500)
    );
end;
$$;

grant execute on function core.log_access(text, text, text)
to authenticated, service_role, app_worker;

comment on function core.log_access(text, text, text) is
$$Log that the caller reads this thing; call it before the answer.

The function that calls it must be volatile, and clients must POST.
Errors: PT405 core.post_only in a read-only transaction.
$$;

-- @ functions/core/maintain_partitions 412bffec1daeb2e24a5a111adb6609a2890e6b6f2fa07363dddc8546716e1700
-- core.maintain_partitions: registered tables get their next partitions, lose old ones.
--
-- Definer: partitions are made and dropped by the owner of their table; what may be
-- made and dropped is only what a release registered. Each table is a subtransaction of
-- its own, so one that waits for a lock too long, or is broken, does not hold up the
-- others: it is named with its error, and tried again by the next run. New partitions
-- come first: without them writers stop, without retention a disk only fills.

create or replace function core.maintain_partitions()
    returns table (table_name text, made text[], dropped text[], failure text)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_registered core.partitioned_tables;
begin
    for v_registered in
        select p.*
        from core.partitioned_tables as p
        order by p.table_name
    loop
        table_name := v_registered.table_name;
        made := '{}';
        dropped := '{}';
        failure := null;

        begin
            made := array(
                select core.ensure_partitions(
                    table_name::regclass, v_registered.every, v_registered.ahead
                )
            );
        exception
            when others then
                failure := format('%s: %s', sqlstate, sqlerrm);
        end;

        begin
            if v_registered.keep is not null and not core.is_held(table_name) then
                dropped := array(
                    select core.drop_partitions(
                        table_name::regclass, core.now() - v_registered.keep
                    )
                );
            end if;
        exception
            when others then
                failure := concat_ws('; ', failure, format('%s: %s', sqlstate, sqlerrm));
        end;

        return next;
    end loop;
end;
$$;

grant execute on function core.maintain_partitions() to service_role, app_worker;

comment on function core.maintain_partitions() is
$$Make and drop partitions of every table in core.partitioned_tables.

One row per table: what was made, what was dropped, and what failed (null when nothing).
$$;

-- @ functions/core/mark_notifications_read a1ed6f881dd249e7625fc476ab2c25a1cb0556a2f4af2fdc97787165e26c900e
-- core.mark_notifications_read: the caller has seen these.
--
-- As the caller: other users' ids change nothing. Rows are locked in the order of their
-- ids, so two devices that mark at once wait and do not deadlock.

create or replace function core.mark_notifications_read(p_ids bigint[])
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_marked bigint[];
begin
    if p_ids is null or cardinality(p_ids) > 1000 then
        perform core.raise_error('core.invalid_argument', 'ids must hold 0 to 1,000 ids.');
    end if;

    with mine as (
        select n.id
        from core.notifications as n
        where
            n.id = any(p_ids)
            and n.user_id = core.actor_id()
            and n.read_at is null
        order by n.id
        for update
    ),

    marked as (
        update core.notifications as n
        set read_at = greatest(core.now(), n.created_at)
        from mine as m
        where n.id = m.id
        returning n.id
    )

    select coalesce(array_agg(m.id order by m.id), '{}')
    into v_marked
    from marked as m;

    if v_marked <> '{}' then
        perform core._emit_read(v_marked);
    end if;

    return jsonb_build_object(
        'marked', cardinality(v_marked),
        'unread', core.list_notifications(null, 1) -> 'unread'
    );
end;
$$;

grant execute on function core.mark_notifications_read(bigint[])
to authenticated;

comment on function core.mark_notifications_read(bigint[]) is
$$Mark notifications of the caller as read: {marked, unread}.

Ids that are not the caller's, or read already, are left out.
Errors: PT422 core.invalid_argument for more than 1,000 ids.
Emits: core.notification.read {v, ids} on core:notifications:<user id>.
Budget: 200 ms.
$$;

-- @ functions/core/metrics d3d1a52515cb0a0877c0184e9e6fa2de6f33f810b74ec19978a12d3fe2510b86
-- core.metrics: every figure as Prometheus reads it.
--
-- Definer, as core.health is. A source that cannot answer is named in
-- rowhouse_source_failed and the others are still there. Reads only.

create or replace function core.metrics()
    returns text
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := '';
    v_checks jsonb;
    v_check jsonb;
    v_source core.metric_sources;
    v_series jsonb;
    v_failed jsonb := '[]'::jsonb;
begin
    perform core._require_operator();

    select coalesce(jsonb_agg(to_jsonb(c) order by c.name), '[]')
    into v_checks
    from core.check_health() as c;

    for v_check in
        select c.value || jsonb_build_object('help', h.detail)
        from jsonb_array_elements(v_checks) with ordinality as c (value, place)
        inner join core.health_checks as h on c.value ->> 'name' = h.name
        where c.value ->> 'value' is not null
        order by c.place
    loop
        v_text := v_text || core._write_metric(
            p_name => core._metric_name(v_check ->> 'name', v_check ->> 'unit'),
            p_kind => 'gauge',
            p_help => v_check ->> 'help',
            p_series => jsonb_build_array(v_check - 'labels')
        );
    end loop;

    v_text := v_text || coalesce(
        (
            select core._write_metric(
                'rowhouse_health_check_status',
                'gauge',
                '0 the check is ok, 1 it warns, 2 it fails.',
                jsonb_agg(
                    jsonb_build_object(
                        'labels', jsonb_build_object('check', c.value ->> 'name'),
                        'value', array_position(
                            array['ok', 'warn', 'fail'], c.value ->> 'status'
                        ) - 1
                    )
                )
            )
            from jsonb_array_elements(v_checks) as c (value)
        ),
        ''
    );

    for v_source in
        select m.*
        from core.metric_sources as m
        order by m.name
    loop
        begin
            v_series := core._read_metric_source(v_source.name);
            if v_series is not null then
                v_text := v_text || core._write_metric(
                    p_name => 'rowhouse_' || v_source.name,
                    p_kind => v_source.kind,
                    p_help => v_source.help,
                    p_series => v_series
                );
            end if;
        exception
            when query_canceled or others then
                v_failed := v_failed || jsonb_build_object(
                    'labels', jsonb_build_object('source', v_source.name), 'value', 1
                );
        end;
    end loop;

    if v_failed <> '[]' then
        v_text := v_text || core._write_metric(
            'rowhouse_source_failed', 'gauge',
            'Metrics that could not be read this time.', v_failed
        );
    end if;
    return v_text;
end;
$$;

grant execute on function core.metrics()
to authenticated, service_role, app_worker, app_reader;

comment on function core.metrics() is
$$Every figure in Prometheus's text exposition format, version 0.0.4.

Each health check is a gauge named after it and its unit; labelled metrics come from
core.metric_sources, each with a bound on its series. Ask with `Accept: text/plain`.
Units: base units, as the names say.
Errors: PT403 core.not_permitted.
Budget: 200 ms.
$$;

-- @ functions/core/next_job_at 21ee1b8d41f1f81dc60fa8a38de2509d5aca3a24fdae41fd6158a3c828672725
-- core.next_job_at: when a worker that found nothing should look again.
--
-- Now when something could start at once (it was locked a moment ago), else when the
-- next waiting job is due or the next lease is over; null when nothing is there.

create or replace function core.next_job_at(
    p_queues text[] default null, p_kinds text[] default null
)
    returns timestamptz
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select least(
        (
            select min(j.run_at)
            from core.jobs as j
            where j.status = 'waiting'
        ),
        (
            select min(ready.at)
            from core.job_queues as q
            cross join lateral (
                select min(coalesce(j.lease_expires_at, core.now())) as at
                from core.jobs as j
                where
                    j.queue = q.name
                    and j.status = 'ready'
                    and (p_kinds is null or j.kind = any(p_kinds))
            ) as ready
            where
                (p_queues is null or q.name = any(p_queues))
                and ready.at is not null
                and coalesce(q.paused_until_at <= core.now(), true)
        )
    )
$$;

grant execute on function core.next_job_at(text[], text[]) to app_worker;

comment on function core.next_job_at(text[], text[]) is
    'When a worker of these queues and kinds should claim again; null: nothing waits.';

-- @ functions/core/notify_user 2282c19485acf123f58ba5cf852d6d7aec345b754247f25fb390b6fa86e871b5
-- core.notify_user: tell a user something, once while it is unread.
--
-- In the caller's transaction, with its event: who is told is told of what happened.
-- With a dedupe key the second call of two at once waits for the first, and tells
-- nothing. Lock order: the notification, then the event.

create or replace function core.notify_user(
    p_user_id uuid,
    p_kind text,
    p_payload jsonb default '{}',
    p_dedupe_key text default null
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    insert into core.notifications (user_id, kind, payload, dedupe_key, created_at)
    values (p_user_id, p_kind, coalesce(p_payload, '{}'), p_dedupe_key, core.now())
    on conflict (user_id, dedupe_key)
        where read_at is null and dedupe_key is not null
        do nothing
    returning id into v_id;
    if v_id is null then
        return null;
    end if;

    perform core.emit(
        p_type => 'core.notification.created',
        p_topic => 'core:notifications:' || p_user_id,
        p_entity_id => v_id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'id', v_id, 'kind', p_kind, 'payload', coalesce(p_payload, '{}')
        )
    );
    return v_id;
end;
$$;

grant execute on function core.notify_user(uuid, text, jsonb, text)
to service_role, app_worker;

comment on function core.notify_user(uuid, text, jsonb, text) is
$$Notify a user: the notification's id; null when an unread one has the same dedupe key.

Errors: 23514 when kind is no name.
Emits: core.notification.created {v, id, kind, payload} on core:notifications:<user id>.
$$;

-- @ functions/core/now 937c2ce2202933e991215d0e5941285d2329ee18ba0209521750b488754a30c0
-- core.now: the time by which every rule of ours decides.
--
-- The test clock is a setting of the database (`alter database … set rowhouse.clock`),
-- which only a superuser can make, or an owner to whom one granted the parameter. A
-- session's own `set` is compared with the catalog and ignored, so no caller can age a
-- lease or a token.

create or replace function core.now()
    returns timestamptz
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when coalesce(current_setting('rowhouse.clock', true), '') = '' then now()
        else coalesce(
            (
                select split_part(c.setting, '=', 2)::timestamptz
                from pg_catalog.pg_db_role_setting as s
                inner join pg_catalog.pg_database as d on s.setdatabase = d.oid
                cross join unnest(s.setconfig) as c (setting)
                where
                    d.datname = current_database()
                    and s.setrole = 0
                    and c.setting like 'rowhouse.clock=%'
            ),
            now()
        )
    end
$$;

grant execute on function core.now()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.now() is
$$The current time: the test clock when one is set, else the transaction's start.

Units: timestamptz.
$$;

-- @ functions/core/pause_provider eafcc3352496cc1e0fa534e2c22465acac06d115dc64e47b7eaf033a5ef7fdb9
-- core.pause_provider: start none of a provider's jobs before this time.
--
-- Locks the provider's row. A longer pause stays; null ends it.

create or replace function core.pause_provider(
    p_provider text, p_until_at timestamptz, p_reason text default null
)
    returns timestamptz
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_until_at timestamptz;
begin
    update core.job_providers
    set
        paused_until_at = case
            when p_until_at is not null then greatest(p_until_at, paused_until_at)
        end,
        paused_reason = case when p_until_at is not null then p_reason end
    where name = p_provider
    returning paused_until_at into v_until_at;

    if not found then
        perform core.raise_error(
            'core.unknown_provider', format('There is no provider %L.', p_provider)
        );
    end if;
    if p_until_at is null then
        update core.jobs as j
        set run_at = core.now()
        from core.job_kinds as k
        where
            j.kind = k.kind
            and k.provider = p_provider
            and j.status = 'waiting'
            and j.wait_reason = 'provider_paused';
        perform core._ring(q.name) from core.job_queues as q;
    end if;
    return v_until_at;
end;
$$;

grant execute on function core.pause_provider(text, timestamptz, text)
to service_role, app_worker;

comment on function core.pause_provider(text, timestamptz, text) is
$$Pause a provider until a time (null: go on at once); until when it rests.

Errors: core.unknown_provider.
$$;

-- @ functions/core/pause_queue d69b50657d6d6e5f6c250be81901d8cf32b1921f34091fc769ef625cd2e3bc0d
-- core.pause_queue: claim nothing from a queue before this time; null: go on.
--
-- Locks the queue's row. What runs goes on; rings when the queue goes on.

create or replace function core.pause_queue(
    p_queue text,
    p_until timestamptz default 'infinity',
    p_reason text default null
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update core.job_queues
    set
        paused_until_at = p_until,
        paused_reason = case when p_until is not null then p_reason end
    where name = p_queue;

    if not found then
        perform core.raise_error(
            'core.unknown_queue', format('There is no queue %L.', p_queue)
        );
    end if;
    if p_until is null then
        perform core._ring(p_queue);
    end if;
end;
$$;

grant execute on function core.pause_queue(text, timestamptz, text)
to service_role, app_worker;

comment on function core.pause_queue(text, timestamptz, text) is
$$Pause a queue until a time (default: until it is resumed with null).

Errors: core.unknown_queue.
$$;

-- @ functions/core/place_hold 35c2250fefda55d2222bbceb03f5c985faf4d53a0724f4ec5711698df498c8b7
-- core.place_hold: nothing of this table is forgotten until the hold is released.
--
-- Takes the lock that retention takes: when it returns, no batch is under way that
-- began before it.

create or replace function core.place_hold(p_table_name text, p_reason text)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    if to_regclass(p_table_name) is null then
        perform core.raise_error(
            'core.unknown_table', format('There is no table %L.', p_table_name)
        );
    end if;

    perform pg_advisory_xact_lock(hashtextextended('core.retention:' || p_table_name, 0));
    insert into core.legal_holds (table_name, reason, placed_at, placed_by)
    values (p_table_name, p_reason, core.now(), core.actor_id())
    returning id into v_id;
    return v_id;
end;
$$;

grant execute on function core.place_hold(text, text)
to service_role;

comment on function core.place_hold(text, text) is
$$Hold a table (<schema>.<table>) against retention; the hold's id.

Errors: PT422 core.unknown_table.
$$;

-- @ functions/core/pre_request 96e434b2b4a9ba9297399d70979ddeb6e7a75b6dfbc5ff496c144f9e3bdb3aa7
-- core.pre_request: what PostgREST runs first, in the transaction of every request.
--
-- Order: a revoked token costs nothing and leaves no trace in a limit; then the limits;
-- then the access log. All of it is undone when the request fails. A GET can be
-- refused, but neither counted nor logged (docs/limits.md). Definer: callers may read
-- none of these tables.

create or replace function core.pre_request()
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims constant jsonb := coalesce(
        nullif(current_setting('request.jwt.claims', true), ''), '{}'
    )::jsonb;
begin
    if v_claims ?| array['jti', 'session_id', 'sub'] then
        perform core._refuse_revoked(v_claims);
    end if;

    perform core._limit_request(v_claims);
    perform core._log_request();
end;
$$;

grant execute on function core.pre_request() to anon, authenticated, service_role;

comment on function core.pre_request() is
$$Refuse revoked tokens and callers over their limits; log access to guarded RPCs.

PostgREST calls it before each request (db-pre-request); it answers nothing.
Errors: PT401 core.token_revoked, PT429 core.rate_limited, PT405 core.post_only.
Budget: 5 ms.
$$;

-- @ functions/core/prove_audit_entry 34e0b5d80cfb5e67dcca5a0ab0e5f2034ab4844099c18ab6808e6870732634f8
-- core.prove_audit_entry: that one entry is in a sealed batch, checkable elsewhere.
--
-- Definer: the batch's hashes are read, which a caller may not read entry by entry.

create or replace function core.prove_audit_entry(p_entry_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry core.audit_entries;
    v_seal core.audit_seals;
    v_leaves record;
    v_tree record;
    v_place bigint;
begin
    perform core._require_role('admin', 'analyst');

    select e.* into v_entry
    from core.audit_entries as e
    where e.id = p_entry_id;
    if not found then
        perform core.raise_error(
            'core.entry_not_found', format('There is no audit entry %s.', p_entry_id)
        );
    end if;

    select s.* into v_seal
    from core.audit_seals as s
    where
        v_entry.id > s.after_id
        and v_entry.id <= s.last_id
        and v_entry.xid >= s.from_xid
        and v_entry.xid < s.below_xid
        and s.month_on = date_trunc('month', v_entry.changed_at at time zone 'UTC')::date;
    if not found then
        perform core.raise_error(
            'core.entry_not_sealed', format('Entry %s is in no seal yet.', p_entry_id)
        );
    end if;

    v_leaves := core._seal_leaves(v_seal);
    v_place := array_position(v_leaves.ids, v_entry.id);
    v_tree := core._merkle_path(v_leaves.leaves, v_place);

    return jsonb_build_object(
        'entry_id', v_entry.id,
        'leaf', encode(core._audit_leaf(v_entry), 'hex'),
        'path', v_tree.path,
        'root', encode(v_seal.root_sha256, 'hex'),
        'seal_id', v_seal.id,
        'place', v_place,
        'entries', v_seal.entries,
        'chain', encode(v_seal.chain_sha256, 'hex'),
        'is_included', v_tree.root = v_seal.root_sha256
    );
end;
$$;

grant execute on function core.prove_audit_entry(bigint) to authenticated, service_role;

comment on function core.prove_audit_entry(bigint) is
$$The inclusion proof of one audit entry: its leaf hash and the path to a sealed root.

Start with `leaf`; for each step of `path` take SHA-256 over 0x01, then the step's
sha256 and the hash so far in the order that `side` says; the end is `root`.
`is_included` says whether it is: false when the batch was tampered with. For app roles
admin and analyst.
Errors: PT403 core.not_permitted, PT404 core.entry_not_found, PT409
core.entry_not_sealed.
Budget: 200 ms.
$$;

-- @ functions/core/raise_error f79481d1c0ad0d0e369f5e40a263afd294689eeb62f768423dd63108b9245cf1
-- core.raise_error: the one way in which a function of ours refuses.
--
-- Status and remedy come from core.error_codes, so a key that is not in the catalogue
-- cannot leave an RPC. A detail that came out null must not hide the error itself.
-- Volatile, or the planner might raise while it estimates.

create or replace function core.raise_error(p_key text, p_detail text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_code core.error_codes;
begin
    select *
    into strict v_code
    from core.error_codes
    where key = p_key;

    raise exception using
        errcode = v_code.sqlstate,
        message = v_code.key,
        detail = coalesce(p_detail, ''),
        hint = v_code.hint;
end;
$$;

grant execute on function core.raise_error(text, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.raise_error(text, text) is
$$Refuse: raise the error of this key, with a sentence that holds the values.

Errors: the one named; P0002 when the key is not in core.error_codes.
$$;

-- @ functions/core/read_events 0b72fcec1b49b67e04ee3526d832c5cd73c8a19dcab63ff3061cb3cb94dbd9a8
-- core.read_events: a consumer's next events, each once, in commit order, without a
-- gap.
--
-- Locks the consumer's row, so one batch of a consumer is read at a time, and moves it
-- in the caller's transaction: commit is the acknowledgement. When the process dies or
-- rolls back, the same events come again. Events and xmin are of one statement, hence
-- of one snapshot: every transaction below that xmin has ended, so no event can appear
-- behind the place that the consumer moves to. A short batch has seen everything below
-- xmin; the row then moves there too (once a minute at most, to spare writes), so a
-- consumer of a quiet log does not fall behind retention. Definer: consumers hold no
-- write grant.

create or replace function core.read_events(p_consumer text, p_limit integer)
    returns setof core.events
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_consumer core.event_consumers;
    v_horizon core.event_horizons;
    v_events core.events[];
    v_xmin xid8;
    v_last core.events;
begin
    select *
    into v_consumer
    from core.event_consumers
    where name = p_consumer
    for update;

    if not found then
        perform core.raise_error(
            'core.unknown_consumer', format('There is no consumer %L.', p_consumer)
        );
    end if;
    if p_limit is null or p_limit < 1 then
        perform core.raise_error(
            'core.invalid_argument', format('p_limit is %s, wanted 1 or more.', p_limit)
        );
    end if;

    select
        array(
            select e
            from core.events as e
            where
                (e.xid, e.id) > (v_consumer.xid, v_consumer.id)
                and e.xid < pg_snapshot_xmin(pg_current_snapshot())
            order by e.xid, e.id
            limit p_limit
        ),
        pg_snapshot_xmin(pg_current_snapshot())
    into v_events, v_xmin;

    -- Asked after the events: what was dropped in between is refused, not left out.
    select * into v_horizon from core.event_horizons;
    if (v_consumer.xid, v_consumer.id) < (v_horizon.xid, v_horizon.id) then
        perform core.raise_error(
            'core.consumer_behind',
            format(
                'Consumer %s is at %s/%s; events up to %s/%s were dropped at %s.',
                p_consumer, v_consumer.xid, v_consumer.id, v_horizon.xid, v_horizon.id,
                v_horizon.dropped_at
            )
        );
    end if;

    if cardinality(v_events) = p_limit then
        v_last := v_events[p_limit];
        update core.event_consumers
        set
            xid = v_last.xid,
            id = v_last.id,
            moved_at = core.now()
        where name = p_consumer;
    elsif cardinality(v_events) > 0
        or v_xmin > v_consumer.xid
        and v_consumer.moved_at not between
            core.now() - interval '1 minute' and core.now()
    then
        update core.event_consumers
        set
            xid = v_xmin,
            id = 0,
            moved_at = core.now()
        where name = p_consumer;
    end if;

    return query select (unnest(v_events)).*;
end;
$$;

grant execute on function core.read_events(text, integer) to service_role, app_worker;

comment on function core.read_events(text, integer) is
$$The next events of a consumer, in commit order; the caller's commit acknowledges them.

Errors: core.unknown_consumer, core.consumer_behind (retention has dropped events that
it had not read: it is never moved over them silently), core.invalid_argument.
$$;

-- @ functions/core/receive_webhook 9dea2b1c06b188ff772694c454c8c48a49f65f6bb75795ba8d17cd535aec7f1d
-- core.receive_webhook: take one message of a known source, once, and enqueue its job.
--
-- Whatever is wrong with who sends it is one and the same refusal: an unknown source,
-- no or a bad signature, a time too far off. An unknown source is verified all the
-- same, with a secret that nobody has, so that it takes as long. Two hashes under a
-- fresh random key are compared, which tells nothing about where they differ. The
-- receipt and its job commit together. Definer: nobody may read secrets.

create or replace function core.receive_webhook(
    p_source text, p_headers jsonb, p_body text
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_source core.webhook_sources;
    v_headers jsonb;
    v_secrets text[];
    v_id text;
    v_timestamp text;
    v_nonce bytea := uuid_send(gen_random_uuid());
    v_is_genuine boolean;
    v_most integer := (core.setting('core.webhook_receipt_max_bytes'))::integer;
    v_receipt_id bigint;
begin
    if octet_length(p_body) > v_most then
        perform core.raise_error(
            'core.webhook_too_large',
            format('The body has %s bytes, at most %s.', octet_length(p_body), v_most)
        );
    end if;

    select s.*
    into v_source
    from core.webhook_sources as s
    where s.name = p_source and s.is_enabled;

    select coalesce(jsonb_object_agg(lower(h.name), h.value), '{}')
    into v_headers
    from jsonb_each_text(
        case jsonb_typeof(p_headers) when 'object' then p_headers else '{}' end
    ) as h (name, value);
    v_id := v_headers ->> (coalesce(v_source.header_prefix, 'webhook') || '-id');
    v_timestamp := v_headers ->> (coalesce(v_source.header_prefix, 'webhook') || '-timestamp');

    v_secrets := core._live_webhook_secrets(p_endpoint_id => null, p_source => v_source.name);
    if v_secrets = '{}' then
        v_secrets := array['whsec_' || encode(sha256(v_nonce), 'base64')];
    end if;

    select coalesce(
        bool_or(sha256(v_nonce || convert_to(g.given, 'UTF8'))
        = sha256(v_nonce || convert_to(s.signature, 'UTF8'))),
        false
    )
    into v_is_genuine
    from unnest(v_secrets) as k (secret)
    cross join lateral core._sign_webhook(
        coalesce(v_id, ''),
        case when v_timestamp ~ '^[0-9]{1,12}$' then v_timestamp::bigint else 0 end,
        coalesce(p_body, ''),
        array[k.secret]
    ) as s (signature)
    cross join lateral (
        select g.given
        from string_to_table(
            v_headers ->> (coalesce(v_source.header_prefix, 'webhook') || '-signature'), ' '
        ) with ordinality as g (given, place)
        where g.place <= 10
    ) as g;

    if v_source.name is null
        or not v_is_genuine
        or p_body is null
        or coalesce(length(v_id) not between 1 and 200, true)
        or coalesce(v_timestamp !~ '^[0-9]{1,12}$', true)
        or abs(extract(epoch from core.now()) - v_timestamp::double precision)
        > (core.setting('core.webhook_tolerance_seconds'))::double precision
    then
        perform core.raise_error(
            'core.webhook_refused', 'The message could not be verified.'
        );
    end if;

    insert into core.webhook_receipts (
        source, message_id, headers, body, traceparent, received_at
    )
    values (
        v_source.name, v_id, p_headers, p_body, core.traceparent(), core.now()
    )
    on conflict (source, message_id) do nothing
    returning id into v_receipt_id;

    if v_receipt_id is null then
        select r.id
        into v_receipt_id
        from core.webhook_receipts as r
        where r.source = v_source.name and r.message_id = v_id;
        return jsonb_build_object('receipt_id', v_receipt_id, 'duplicate', true);
    end if;

    perform core.enqueue(
        p_kind => v_source.job_kind,
        p_payload => jsonb_build_object(
            'v', 1, 'receipt_id', v_receipt_id, 'source', v_source.name
        )
    );
    return jsonb_build_object('receipt_id', v_receipt_id, 'duplicate', false);
end;
$$;

grant execute on function core.receive_webhook(text, jsonb, text) to service_role;

comment on function core.receive_webhook(text, jsonb, text) is
$$Take a signed message of a known source; `body` is the raw text that was signed.

`headers` is an object of the request's headers. Kept raw; a job processes it. A message
whose id was received before answers `duplicate: true` and does nothing. Returns
{receipt_id, duplicate}.
Errors: PT401 core.webhook_refused, the same for an unknown source, a bad signature and a
time more than 5 minutes off; PT413 core.webhook_too_large.
Budget: 20 ms.
$$;

-- @ functions/core/record_as_of fcc40c6aa4d386ffec430160a17ba2f0a3a0f8c19d31a5251608202ebb367ccf
-- core.record_as_of: one row as it was at a time: today's row, changes taken back.
--
-- Starts from the row as it is, and undoes entries from the newest to the first one
-- after that time. Dynamic SQL over the key of an audited table only. One snapshot per
-- statement: the row and its entries are read by one.

create or replace function core.record_as_of(
    p_table_name text,
    p_row_id text,
    p_at timestamptz
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table record;
    v_row jsonb;
    v_entries jsonb;
    v_entry jsonb;
    v_oldest timestamptz;
begin
    perform core._require_role('admin', 'analyst');
    v_table := core._audited_table(p_table_name);

    select min(b.from_at) into v_oldest
    from core._partition_bounds('core.audit_entries') as b;

    if
        exists (
            select from core.audit_entries as e
            where
                e.table_name = p_table_name
                and e.row_id is null
                and e.changed_at > p_at
        )
        or (
            p_at < v_oldest
            and exists (
                select from core.audit_seals as s
                where (s.month_on + interval '1 month') at time zone 'UTC' <= v_oldest
            )
        )
    then
        perform core.raise_error(
            'core.history_unavailable',
            format('What %s held at %s is not kept.', p_table_name, p_at)
        );
    end if;

    execute format(
        'select '
        '    (select to_jsonb(r) from %s as r where %s = $2), '
        '    (select jsonb_agg(jsonb_build_array(e.operation, e.old_values) '
        '        order by e.id desc) '
        '     from core.audit_entries as e '
        '     where e.table_name = $1 and e.row_id = $2 and e.changed_at > $3)',
        v_table.relation, v_table.key
    )
    into v_row, v_entries
    using p_table_name, p_row_id, p_at;

    for v_entry in select e.value from jsonb_array_elements(v_entries) as e loop
        v_row := case v_entry ->> 0
            when 'update' then v_row || (v_entry -> 1)
            when 'delete' then v_entry -> 1
        end;
    end loop;

    if v_row is not null and cardinality(v_table.masked) > 0 then
        v_row := v_row || (
            select jsonb_object_agg(m.name, '***') from unnest(v_table.masked) as m (name)
        );
    end if;

    return v_row;
end;
$$;

grant execute on function core.record_as_of(text, text, timestamptz)
to authenticated, service_role;

comment on function core.record_as_of(text, text, timestamptz) is
$$One row of an audited table as it was at that time; null when there was none.

Times are those at which transactions began. A masked column reads "***". For app roles
admin and analyst.
Errors: PT403 core.not_permitted, PT404 core.table_not_audited, PT410
core.history_unavailable (the table was truncated since, or retention dropped it).
Budget: 50 ms.
$$;

-- @ functions/core/record_health b015ba071f57f47779c43ead2bc0cfbb8384470ee7339a86f7ccb3fe2d507e41
-- core.record_health: keep what the checks said; open and clear alerts.
--
-- Definer: the watcher has no grant to write here. Rows are taken in the order of their
-- checks' names, so two watchers cannot deadlock; the unique index on open alerts makes
-- the second find the first's alert. Sample, alert and event commit together.

create or replace function core.record_health(p_results jsonb)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_hold interval :=
        make_interval(secs => (core.setting('core.alert_hold_seconds'))::numeric);
    v_one record;
    v_alert core.alerts;
    v_before text;
begin
    for v_one in
        select r.*
        from jsonb_to_recordset(p_results) as r (
            name text, status text, value numeric, unit text, detail text,
            took_ms numeric, has_answered boolean
        )
        inner join core.health_checks as c on r.name = c.name
        order by r.name
    loop
        insert into core.health_samples as s (
            name, status, value, detail, took_ms, has_answered, sampled_at
        )
        values (
            v_one.name, v_one.status, v_one.value, coalesce(v_one.detail, ''),
            coalesce(v_one.took_ms, 0), v_one.has_answered, v_now
        )
        on conflict (name) do update
        set
            status = excluded.status,
            value = excluded.value,
            detail = excluded.detail,
            took_ms = excluded.took_ms,
            has_answered = excluded.has_answered,
            sampled_at = excluded.sampled_at;

        select a.*
        into v_alert
        from core.alerts as a
        where a.check_name = v_one.name and a.cleared_at is null
        for update;

        if v_one.status = 'ok' then
            if v_alert.id is not null and v_alert.seen_at + v_hold <= v_now then
                update core.alerts
                set cleared_at = v_now
                where id = v_alert.id;
                perform core._emit_alert('core.alert.cleared', v_alert.id);
            end if;
        elsif v_alert.id is null then
            insert into core.alerts (
                check_name, status, value, unit, detail, opened_at, seen_at
            )
            values (
                v_one.name, v_one.status, v_one.value, v_one.unit,
                coalesce(v_one.detail, ''), v_now, v_now
            )
            on conflict (check_name) where cleared_at is null do nothing
            returning * into v_alert;
            if v_alert.id is not null then
                perform core._emit_alert('core.alert.opened', v_alert.id);
            end if;
        else
            v_before := v_alert.status;
            update core.alerts
            set
                status = case when v_before = 'fail' then 'fail' else v_one.status end,
                value = v_one.value,
                detail = coalesce(v_one.detail, ''),
                seen_at = greatest(seen_at, v_now)
            where id = v_alert.id;
            if v_before = 'warn' and v_one.status = 'fail' then
                perform core._emit_alert('core.alert.escalated', v_alert.id);
            end if;
        end if;
    end loop;

    -- A check that a release took away has nobody left to clear its alert.
    for v_alert in
        select a.*
        from core.alerts as a
        where
            a.cleared_at is null
            and not exists (
                select
                from core.health_checks as c
                where c.name = a.check_name
            )
        order by a.check_name
        for update
    loop
        update core.alerts
        set cleared_at = v_now
        where id = v_alert.id;
        perform core._emit_alert('core.alert.cleared', v_alert.id);
    end loop;

    return (
        select count(*)
        from core.alerts
        where cleared_at is null
    );
end;
$$;

grant execute on function core.record_health(jsonb) to service_role, app_worker;

comment on function core.record_health(jsonb) is
$$Keep the answers of health checks as samples, open and clear alerts.

`results` are rows of core.check_health. Returns how many alerts are open. An alert is
opened once, however often the check is seen; it is cleared when the check has been ok
for core.alert_hold_seconds.
Emits: core.alert.opened, core.alert.escalated, core.alert.cleared.
$$;

-- @ functions/core/redrive a21b2f5ee3f9b0835dc7e5b0e1be2b562e6f0214b1b3ff45a5a3c4fba7e366c5
-- core.redrive: give dead jobs all their attempts again.
--
-- Locks the rows it takes, steps over locked ones. A dead job whose dedupe key another
-- unfinished job holds by now stays dead: the other one does its work. Definer: nobody
-- may write the table itself.

create or replace function core.redrive(
    p_ids bigint[] default null, p_kind text default null, p_limit integer default 1000
)
    returns setof bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    if p_ids is null and p_kind is null then
        perform core.raise_error(
            'core.invalid_argument', 'Send ids, or a kind whose dead jobs are meant.'
        );
    end if;

    for v_id in
        select j.id
        from core.jobs as j
        where
            j.status = 'dead'
            and (p_ids is null or j.id = any(p_ids))
            and (p_kind is null or j.kind = p_kind)
        order by j.id
        limit p_limit
        for update skip locked
    loop
        begin
            update core.jobs
            set
                status = 'ready',
                attempts = 0,
                died_at = null,
                run_at = core.now()
            where id = v_id;
            return next v_id;
        exception
            when unique_violation then
                continue;
        end;
    end loop;
    perform core._ring(q.name) from core.job_queues as q;
end;
$$;

grant execute on function core.redrive(bigint[], text, integer)
to service_role, app_worker;

comment on function core.redrive(bigint[], text, integer) is
$$Make dead jobs ready again, by id or by kind; the ids of those that are.

Errors: core.invalid_argument.
$$;

-- @ functions/core/refresh_view d4b9601359e89b6cc3a94c9e1c48aece3b727a6b0f10e329985cc5faef10581a
-- core.refresh_view: compute a materialized view anew, and write down when.
--
-- Definer: only its owner may refresh a view. Concurrently where a unique index allows
-- it: readers go on, a second refresh of the same view waits. Otherwise readers wait.
-- The refresh and its row commit together: a process that dies leaves the old contents.

create or replace function core.refresh_view(p_view regclass)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text;
    v_is_concurrent boolean;
    v_start timestamptz := clock_timestamp();
    v_ms numeric;
begin
    select
        format('%s.%s', n.nspname, c.relname),
        c.relispopulated and exists (
            select
            from pg_catalog.pg_index as i
            where
                i.indrelid = c.oid
                and i.indisunique
                and i.indisvalid
                and i.indpred is null
                and i.indexprs is null
        )
    into v_name, v_is_concurrent
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    inner join core.view_refreshes as r
        on r.view_name = format('%s.%s', n.nspname, c.relname)
    where c.oid = p_view and c.relkind = 'm';
    if v_name is null then
        perform core.raise_error(
            'core.unknown_view',
            format('%s is no materialized view of core.view_refreshes.', p_view)
        );
    end if;

    if v_is_concurrent then
        execute format('refresh materialized view concurrently %s', p_view);
    else
        execute format('refresh materialized view %s', p_view);
    end if;

    v_ms := round((extract(epoch from clock_timestamp() - v_start) * 1000)::numeric, 3);
    update core.view_refreshes
    set
        refreshed_at = core.now(),
        took_ms = v_ms
    where view_name = v_name;
    return round(v_ms);
end;
$$;

grant execute on function core.refresh_view(regclass) to service_role, app_worker;

comment on function core.refresh_view(regclass) is
$$Compute a materialized view anew; returns how long it took.

Units: milliseconds.
Errors: PT404 core.unknown_view.
$$;

-- @ functions/core/register_webhook ad0b28eb6321fc4352ee2a64a761665a32b093f8c0899cbd46103f56b9afba58
-- core.register_webhook: keep where a user wants events sent to; tell the secret once.
--
-- Definer: nobody may write these tables directly. One owner's registrations are taken
-- one at a time, so that the limit holds. One transaction: nothing is half made.

create or replace function core.register_webhook(
    p_url text, p_event_types text[], p_description text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_owner_id uuid := core.actor_id();
    v_max integer := (core.setting('core.webhook_max_endpoints'))::integer;
    v_id uuid;
begin
    if v_owner_id is null then
        perform core.raise_error('core.not_permitted', 'A webhook needs a signed-in user.');
    end if;
    perform core._check_webhook(p_url, p_event_types, p_description);

    perform pg_advisory_xact_lock(hashtextextended('core.webhooks:' || v_owner_id, 0));
    if (
        select count(*) >= v_max
        from core.webhook_endpoints as e
        where e.owner_id = v_owner_id
    ) then
        perform core.raise_error(
            'core.too_many_webhooks', format('You have %s webhooks, the most there may be.', v_max)
        );
    end if;

    insert into core.webhook_endpoints (
        owner_id, app_roles, url, event_types, description,
        max_concurrency, max_per_second, created_at, updated_at
    )
    values (
        v_owner_id,
        core._token_roles(),
        p_url,
        p_event_types,
        coalesce(p_description, ''),
        (core.setting('core.webhook_max_concurrency'))::integer,
        (core.setting('core.webhook_max_per_second'))::integer,
        core.now(),
        core.now()
    )
    returning id into v_id;
    insert into core.webhook_circuits (endpoint_id) values (v_id);

    return jsonb_build_object(
        'id', v_id,
        'secret', core._keep_webhook_secret(p_endpoint_id => v_id, p_source => null)
    );
end;
$$;

grant execute on function core.register_webhook(text, text[], text) to authenticated;

comment on function core.register_webhook(text, text[], text) is
$$Have events sent to a URL, signed as Standard Webhooks 1.0 says.

`event_types` are patterns: `commerce.order.paid`, `commerce.order.*`, `*`. Only events of
topics that you may read are sent, from now on. Returns {id, secret}; the secret
(`whsec_…`) is told here and never again.
Errors: PT403 core.not_permitted; PT409 core.too_many_webhooks; PT422
core.invalid_webhook_url, core.invalid_argument.
Budget: 50 ms.
$$;

-- @ functions/core/register_webhook_source b92dc9467443614c96308f082dbe5dbe4c92e2f7d9fd6b927d379bc1fc9a6d6f
-- core.register_webhook_source: let somebody send to us; make or rotate their secret.
--
-- Definer: nobody may write secrets. A source that is there keeps its old secret for
-- the overlap, and gets this job and prefix. A given secret is one that the sender
-- chose.

create or replace function core.register_webhook_source(
    p_name text,
    p_job_kind text,
    p_secret text default null,
    p_header_prefix text default 'webhook'
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_secret !~ '^whsec_([A-Za-z0-9+/]{4}){6,24}([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' then
        perform core.raise_error(
            'core.invalid_argument', 'A secret is `whsec_` and the base64 of 18 to 74 bytes.'
        );
    end if;

    insert into core.webhook_sources as s (name, job_kind, header_prefix, created_at)
    values (p_name, p_job_kind, p_header_prefix, core.now())
    on conflict (name) do update
    set job_kind = excluded.job_kind, header_prefix = excluded.header_prefix;

    return jsonb_build_object(
        'source', p_name,
        'secret', core._keep_webhook_secret(
            p_endpoint_id => null, p_source => p_name, p_secret => p_secret
        )
    );
end;
$$;

grant execute on function core.register_webhook_source(text, text, text, text)
to service_role;

comment on function core.register_webhook_source(text, text, text, text) is
$$Make or renew a source of incoming webhooks; returns {source, secret}, told once.

Errors: PT422 core.invalid_argument; 23514 when the name or prefix has another form.
$$;

-- @ functions/core/release_hold d2f31c3f56f295d25daa683e484cfacea28bd92226ef4ce2a10ecb94cb14fe16
-- core.release_hold: end one hold; released twice is released once.

create or replace function core.release_hold(p_hold_id bigint)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update core.legal_holds
    set released_at = greatest(core.now(), placed_at)
    where id = p_hold_id and released_at is null;
end;
$$;

grant execute on function core.release_hold(bigint)
to service_role;

comment on function core.release_hold(bigint) is
$$Release a hold. The table forgets again when no other hold is left.
$$;

-- @ functions/core/replay_webhook c57e3c560f1fa4989cbf857423468d4b00d031f9f2fbc4f16a413870114feb51
-- core.replay_webhook: send one delivery again, from the first step of the ladder.
--
-- Definer: nobody may write deliveries directly. Locks circuit, endpoint, delivery. One
-- that is under way is left alone: it is being sent.

create or replace function core.replay_webhook(p_delivery_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint_id uuid;
    v_endpoint core.webhook_endpoints;
    v_answer jsonb;
begin
    select d.endpoint_id
    into v_endpoint_id
    from core.webhook_deliveries as d
    inner join core.webhook_endpoints as e on d.endpoint_id = e.id
    where d.id = p_delivery_id and e.owner_id = core.actor_id();
    if not found then
        perform core.raise_error(
            'core.webhook_delivery_not_found',
            format('You have no delivery %L.', p_delivery_id)
        );
    end if;

    v_endpoint := core._lock_webhook(v_endpoint_id);
    if v_endpoint.status <> 'active' then
        perform core.raise_error(
            'core.webhook_disabled', format('Webhook %s is disabled.', v_endpoint.id)
        );
    end if;

    update core.webhook_deliveries as d
    set
        status = 'pending', step = 0, next_attempt_at = core.now(), finished_at = null,
        leased_by = null, leased_until_at = null
    where
        d.id = p_delivery_id
        and (d.leased_by is null or d.leased_until_at <= core.now());

    select jsonb_build_object(
        'id', d.id, 'status', d.status, 'next_attempt_at', d.next_attempt_at
    )
    into v_answer
    from core.webhook_deliveries as d
    where d.id = p_delivery_id;
    return v_answer;
end;
$$;

grant execute on function core.replay_webhook(bigint) to authenticated;

comment on function core.replay_webhook(bigint) is
$$Send a delivery again, delivered or not, with the same `webhook-id` and body.

Returns {id, status, next_attempt_at}. One that is being sent right now is left alone.
Errors: PT404 core.webhook_delivery_not_found; PT409 core.webhook_disabled.
Budget: 50 ms.
$$;

-- @ functions/core/replay_webhooks_since 6daaff1518a551b4c6145f0727f5048250eb7be39291cf314e3e3d8f8a188c5e
-- core.replay_webhooks_since: send everything since a moment again, also what was
-- missed.
--
-- From the log, not from the deliveries: events of the time in which the endpoint was
-- disabled come too. Definer: nobody may write deliveries directly; the caller is the
-- owner, so core.can_read_topic judges by the owner's own token. Locks circuit,
-- endpoint, deliveries. One statement: all or nothing.

create or replace function core.replay_webhooks_since(
    p_webhook_id uuid, p_since timestamptz
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints := core._lock_webhook(p_webhook_id);
    v_max integer := (core.setting('core.webhook_replay_max'))::integer;
    v_events bigint[];
    v_queued integer;
begin
    if v_endpoint.status <> 'active' then
        perform core.raise_error(
            'core.webhook_disabled', format('Webhook %s is disabled.', v_endpoint.id)
        );
    end if;
    if p_since is null or p_since > core.now() then
        perform core.raise_error('core.invalid_argument', 'since is a moment in the past.');
    end if;

    select array_agg(m.id)
    into v_events
    from (
        select e.id
        from core.events as e
        where
            e.at >= p_since
            and core._matches_event_type(v_endpoint.event_types, e.type)
            and core.can_read_topic(e.topic)
        limit v_max + 1
    ) as m;
    if cardinality(v_events) > v_max then
        perform core.raise_error(
            'core.too_much_to_replay',
            format('There are more than %s events since %s.', v_max, p_since)
        );
    end if;

    insert into core.webhook_deliveries as d (
        endpoint_id, event_id, event_type, event_at, body, traceparent,
        next_attempt_at, created_at
    )
    select
        p_webhook_id, e.id, e.type, e.at, core._webhook_body(e), e.traceparent,
        core.now(), core.now()
    from core.events as e
    where e.at >= p_since and e.id = any(v_events)
    order by e.xid, e.id
    on conflict (endpoint_id, event_id) do update
    set
        status = 'pending', step = 0, next_attempt_at = excluded.next_attempt_at,
        finished_at = null, leased_by = null, leased_until_at = null
    where d.leased_by is null or d.leased_until_at <= core.now();
    get diagnostics v_queued = row_count;

    return jsonb_build_object('id', p_webhook_id, 'queued', v_queued);
end;
$$;

grant execute on function core.replay_webhooks_since(
    uuid, timestamptz
) to authenticated;

comment on function core.replay_webhooks_since(uuid, timestamptz) is
$$Send every matching event since a moment, whether or not it was sent before.

Each keeps its `webhook-id`. Returns {id, queued}. What is being sent right now is left
alone; what retention has removed from the log is gone.
Errors: PT404 core.webhook_not_found; PT409 core.webhook_disabled; PT422
core.invalid_argument, core.too_much_to_replay.
Budget: 200 ms.
$$;

-- @ functions/core/report_slow_statements ccbf12649878369f23132f3ae86d9f7f436242bb27b6e5e66e92ec8c850c57e8
-- core.report_slow_statements: where the database's time goes, by RPC name.
--
-- Definer, as core.health is: a signed-in user needs app role admin. Reads only.

create or replace function core.report_slow_statements(p_page_size int default 20)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._require_operator();
    if p_page_size is null or p_page_size not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_page_size',
            format('page_size is %s.', coalesce(p_page_size::text, 'null'))
        );
    end if;

    return (
        with budgets as (
            select
                p.proname::text as rpc,
                max(
                    substring(
                        obj_description(p.oid, 'pg_proc')
                        from 'Budget: ([0-9]+) ms'
                    )::numeric
                ) as budget_ms
            from pg_catalog.pg_proc as p
            where p.pronamespace = 'api'::regnamespace
            group by p.proname
        ),

        slowest as (
            select
                s.*,
                round(s.total_ms / nullif(s.calls, 0), 3) as mean_ms,
                b.budget_ms
            from core._read_statements() as s
            left join budgets as b on s.rpc = b.rpc
            order by s.total_ms desc
            limit p_page_size
        )

        select jsonb_build_object(
            'items',
            coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'rpc', w.rpc,
                        'statement', w.statement,
                        'calls', w.calls,
                        'total_ms', w.total_ms,
                        'mean_ms', w.mean_ms,
                        'max_ms', w.max_ms,
                        'budget_ms', w.budget_ms,
                        'is_over_budget', coalesce(w.mean_ms > w.budget_ms, false),
                        'rows', w.rows_total,
                        'hit_ratio', w.hit_ratio
                    )
                    order by w.total_ms desc
                ),
                '[]'
            )
        )
        from slowest as w
    );
end;
$$;

grant execute on function core.report_slow_statements(int)
to authenticated, service_role, app_worker, app_reader;

comment on function core.report_slow_statements(int) is
$$Statements by the time they took in all, added up by the RPC that they call.

Returns {items: [{rpc, statement, calls, total_ms, mean_ms, max_ms, budget_ms,
is_over_budget, rows, hit_ratio}]}: `statement` stands where no RPC is called,
`is_over_budget` compares the mean with the RPC's own budget. Empty without
pg_stat_statements.
Units: milliseconds; hit_ratio from 0 to 1.
Errors: PT403 core.not_permitted, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;

-- @ functions/core/request_header 1d062d0bd87bb5bcca7f2b51d552885f46ceb121467c57fbe90f1dcb9298fff3
-- core.request_header: one header of the HTTP request that this transaction serves.
--
-- PostgREST puts the headers into `request.headers`, names in lower case. Whatever a
-- caller of SQL puts there instead of JSON counts as no header: facts about a request
-- must never be the reason why its work fails.

create or replace function core.request_header(p_name text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_headers text := current_setting('request.headers', true);
begin
    if coalesce(v_headers, '') = '' then
        return null;
    end if;

    return v_headers::jsonb ->> lower(p_name);
exception
    when data_exception then
        return null;
end;
$$;

grant execute on function core.request_header(text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.request_header(text) is
$$A header of the current HTTP request, whatever the case of its name.

Null outside a request, without this header, and when the headers are no JSON object.
$$;

-- @ functions/core/request_id 518307ede87389d1526c4efb5b9692839501fc8eb77672d0d6e5462da9d62c59
-- core.request_id: the id under which the current request is known elsewhere.
--
-- The header is the caller's text: only what is fit for logs is taken. A worker, which
-- has no request, names its work in the setting `rowhouse.request_id`.

create or replace function core.request_id()
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id text := coalesce(
        core.request_header('x-request-id'), current_setting('rowhouse.request_id', true)
    );
begin
    if v_id ~ '^[A-Za-z0-9._:/+=@-]{1,128}$' then
        return v_id;
    end if;

    return null;
end;
$$;

grant execute on function core.request_id()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.request_id() is
$$The `X-Request-Id` of the current request, or what a worker set; else null.

Null too when it is longer than 128 characters or holds others than A-Z a-z 0-9 and
. _ : / + = @ -
$$;

-- @ functions/core/reset_consumer d766b813f34a673f8a75cb405a3f3d0d98434e537d41ea962a3ea0d168270cc5
-- core.reset_consumer: move a consumer on purpose, after what it feeds was rebuilt.
--
-- Locks the consumer's row, so it waits for a batch that is being read.

create or replace function core.reset_consumer(p_name text, p_to text default 'now')
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_to is null or p_to not in ('now', 'start') then
        perform core.raise_error(
            'core.invalid_argument', format('p_to is %L, wanted now or start.', p_to)
        );
    end if;

    update core.event_consumers as c
    set
        xid = case p_to
            when 'now' then pg_snapshot_xmin(pg_current_snapshot()) else h.xid
        end,
        id = case p_to when 'now' then 0 else h.id end,
        moved_at = core.now()
    from core.event_horizons as h
    where c.name = p_name;

    if not found then
        perform core.raise_error(
            'core.unknown_consumer', format('There is no consumer %L.', p_name)
        );
    end if;
end;
$$;

grant execute on function core.reset_consumer(text, text) to service_role, app_worker;

comment on function core.reset_consumer(text, text) is
$$Move a consumer to now, or back to the oldest event that is kept.

Errors: core.unknown_consumer, core.invalid_argument.
$$;

-- @ functions/core/retention_report b59aa918cb436ba002f31063ce3b9287c698d92862f9833b1f6743a4c7642be8
-- core.retention_report: every table that forgets, its holds and what the last run did.

create or replace function core.retention_report()
    returns table (
    table_name text,
    method text,
    keep interval,
    holds text[],
    last_run_at timestamptz,
    last_outcome text,
    last_rows bigint,
    last_partitions text[],
    last_detail text
)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with tables as (
        select p.table_name, p.method, p.keep
        from core.retention_policies as p

        union all

        -- Tables that are only cut by time forget by their row there.
        select t.table_name, 'partition', t.keep
        from core.partitioned_tables as t
        where
            t.keep is not null
            and not exists (
                select from core.retention_policies as p
                where p.table_name = t.table_name
            )
    )

    select
        t.table_name,
        t.method,
        t.keep,
        array(
            select h.reason
            from core.legal_holds as h
            where h.table_name = t.table_name and h.released_at is null
            order by h.id
        ),
        r.ran_at,
        r.outcome,
        r.rows,
        r.partitions,
        r.detail
    from tables as t
    left join lateral (
        select n.*
        from core.retention_runs as n
        where n.table_name = t.table_name and not n.is_dry_run
        order by n.id desc
        limit 1
    ) as r on true
    order by t.table_name
$$;

grant execute on function core.retention_report()
to service_role, app_reader;

comment on function core.retention_report() is
$$Per table: how long rows are kept, the holds in force, and the last run.
$$;

-- @ functions/core/retry_delay 53d6910b0e34558e2e37a766b3c37cb40b456b4f7ddda5378711efaf17af2841
-- core.retry_delay: how long to wait after so many attempts: doubling, capped,
-- jittered.
--
-- Between half and the whole of the bound: what failed together does not return
-- together.

create or replace function core.retry_delay(
    p_attempts integer, p_base_seconds integer, p_cap_seconds integer
)
    returns interval
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select make_interval(
        secs => least(p_cap_seconds, p_base_seconds * 2.0 ^ least(p_attempts - 1, 40))
        * (0.5 + random() / 2)
    )
$$;

grant execute on function core.retry_delay(integer, integer, integer)
to service_role, app_worker;

comment on function core.retry_delay(integer, integer, integer) is
    'The wait after so many attempts, drawn between half the bound and the bound.';

-- @ functions/core/retry_job 43dc8adcc2bae7dc7c35af4eb3d0aa30b7c33073301a9f85a0b9f41602936e54
-- core.retry_job: run a job now: a dead one again, a waiting one without its wait.
--
-- Locks the row. A job that is blocked by a limit meets that limit again. Definer:
-- nobody may write the table itself.

create or replace function core.retry_job(p_id bigint)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_status text;
    v_queue text;
begin
    select status, queue into v_status, v_queue from core.jobs where id = p_id for update;

    if not found then
        perform core.raise_error(
            'core.unknown_job', format('There is no unfinished job %s.', p_id)
        );
    end if;
    if v_status = 'dead' then
        if not exists (select from core.redrive(array[p_id])) then
            perform core.raise_error(
                'core.job_not_dead',
                format('Another unfinished job has the dedupe key of job %s.', p_id)
            );
        end if;
    elsif v_status = 'waiting' then
        update core.jobs
        set
            status = 'ready',
            wait_reason = null,
            run_at = core.now()
        where id = p_id;
        perform core._ring(v_queue);
    end if;
    return v_status;
end;
$$;

grant execute on function core.retry_job(bigint) to service_role, app_worker;

comment on function core.retry_job(bigint) is
$$Make a waiting or dead job ready now; what it was before.

Errors: core.unknown_job, core.job_not_dead (its dedupe key is taken).
$$;

-- @ functions/core/revert_change 67a5a2d9829a74c60eda1cc089c4cb97003744f09e99992d950f15615367380c
-- core.revert_change: take one change back, unless the row has moved on since.
--
-- Locks the row first, then looks for a later entry: whoever changed the row before has
-- committed by then and is seen, whoever comes later waits for this transaction. A row
-- that is deleted can not be locked; putting it back meets the unique index if another
-- came first. Dynamic SQL over an audited table only. Triggers, constraints and the
-- audit itself see an ordinary change, with a reason that names the entry. One
-- transaction: a caller that dies has changed nothing.
--
-- Definer: old values are no caller's to read or write; app role admin decides.

create or replace function core.revert_change(p_entry_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry core.audit_entries;
    v_table record;
    v_columns text;
    v_had_reason text := current_setting('rowhouse.reason', true);
    v_row jsonb;
    v_is_there boolean;
begin
    perform core._require_role('admin');

    select e.* into v_entry
    from core.audit_entries as e
    where e.id = p_entry_id;
    if not found then
        perform core.raise_error(
            'core.entry_not_found', format('There is no audit entry %s.', p_entry_id)
        );
    end if;
    v_table := core._audited_table(v_entry.table_name);
    if v_entry.operation = 'truncate' then
        perform core.raise_error(
            'core.not_revertible', format('Entry %s is a truncate.', v_entry.id)
        );
    end if;
    if v_entry.old_values ?| v_table.masked then
        perform core.raise_error(
            'core.not_revertible',
            format(
                'Entry %s changed a masked column: %s.',
                v_entry.id, array_to_string(v_table.masked, ', ')
            )
        );
    end if;

    execute format(
        'select to_jsonb(r) from %s as r where %s = $1 for update',
        v_table.relation, v_table.key
    )
    into v_row
    using v_entry.row_id;
    v_is_there := v_row is not null;

    if
        v_is_there = (v_entry.operation = 'delete')
        or exists (
            select from core.audit_entries as e
            where
                e.table_name = v_entry.table_name
                and e.row_id = v_entry.row_id
                and e.id > v_entry.id
        )
    then
        perform core.raise_error(
            'core.row_moved_on',
            format(
                'Row %s of %s has changed since entry %s.',
                v_entry.row_id, v_entry.table_name, v_entry.id
            )
        );
    end if;

    perform set_config('rowhouse.reason', format('revert of entry %s', v_entry.id), true);

    select string_agg(format('%I', a.attname), ', ' order by a.attnum) into v_columns
    from pg_catalog.pg_attribute as a
    where
        a.attrelid = v_table.relation
        and a.attnum > 0
        and not a.attisdropped
        and a.attgenerated = ''
        and v_entry.old_values ? a.attname;

    case v_entry.operation
        when 'insert' then
            execute format(
                'delete from %s as r where %s = $1', v_table.relation, v_table.key
            )
            using v_entry.row_id;
            v_row := null;
        when 'update' then
            execute format(
                'update %1$s as r '
                'set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$s, $2)) '
                'where %3$s = $1 returning to_jsonb(r)',
                v_table.relation, v_columns, v_table.key
            )
            into v_row
            using v_entry.row_id, v_entry.old_values;
        else
            begin
                execute format(
                    'insert into %1$s as r (%2$s) overriding system value '
                    'select %2$s from jsonb_populate_record(null::%1$s, $1) '
                    'returning to_jsonb(r)',
                    v_table.relation, v_columns
                )
                into v_row
                using v_entry.old_values;
            exception
                when unique_violation then
                    perform core.raise_error(
                        'core.row_moved_on',
                        format(
                            'The key of row %s of %s is taken: %s.',
                            v_entry.row_id, v_entry.table_name, sqlerrm
                        )
                    );
            end;
    end case;

    perform set_config('rowhouse.reason', coalesce(v_had_reason, ''), true);

    return v_row;
end;
$$;

grant execute on function core.revert_change(bigint) to authenticated, service_role;

comment on function core.revert_change(bigint) is
$$Undo one audited change; returns the row as it is now, null when that removed it.

For app role admin.
Errors: PT403 core.not_permitted, PT404 core.entry_not_found, core.table_not_audited,
PT409 core.row_moved_on (it changed again since), PT422 core.not_revertible (a truncate,
or a masked column); whatever the table's own rules raise.
$$;

-- @ functions/core/revoke_token 7098a955ba398c3bea4368d2c7f0b15df4e6c309c76b163f82f0b2db1f090cbd
-- core.revoke_token: refuse one token from now on.
--
-- Which token belongs to whom is written in the token alone, so a user can name no
-- other than the one that the request carries. Revoked twice is revoked once, until
-- the later of both times. One statement: nothing is half done.

create or replace function core.revoke_token(p_jti text, p_expires_at timestamptz)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims constant jsonb := coalesce(
        nullif(current_setting('request.jwt.claims', true), ''), '{}'
    )::jsonb;
    v_is_own constant boolean := coalesce(
        p_jti in (v_claims ->> 'jti', v_claims ->> 'session_id'), false
    );
    v_expires_at timestamptz := p_expires_at;
begin
    if coalesce(length(p_jti), 0) not between 1 and 200 then
        perform core.raise_error(
            'core.invalid_argument', 'jti must have 1 to 200 characters.'
        );
    end if;
    if not v_is_own and not core._may_administer() then
        perform core.raise_error(
            'core.not_permitted',
            'A token that the request does not carry can be revoked by an admin only.'
        );
    end if;
    if v_is_own and jsonb_typeof(v_claims -> 'exp') = 'number' then
        v_expires_at := greatest(
            v_expires_at, to_timestamp((v_claims ->> 'exp')::double precision)
        );
    end if;
    if v_expires_at is null then
        perform core.raise_error(
            'core.invalid_argument', 'expires_at must say when the token expires.'
        );
    end if;

    insert into core.revoked_tokens as t (jti, revoked_at, expires_at, revoked_by)
    values (p_jti, core.now(), v_expires_at, core.actor_id())
    on conflict (jti) do update
    set expires_at = greatest(t.expires_at, excluded.expires_at);
end;
$$;

grant execute on function core.revoke_token(text, timestamptz)
to authenticated, service_role;

comment on function core.revoke_token(text, timestamptz) is
$$Refuse one token from now on: the one that the caller presents, any for an admin.

jti is the token's `jti`, or its `session_id` where tokens have no jti. The revocation is
kept until expires_at, for the caller's own token at least until its `exp`.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Budget: 200 ms.
$$;

-- @ functions/core/revoke_user_tokens 6686687bab99a000101ebc93540f6138584eb7faa800972a6b31d712bd9c8997
-- core.revoke_user_tokens: refuse every token that a user holds now.
--
-- One row a user, moved forward only: two calls at once agree on the later moment.

create or replace function core.revoke_user_tokens(p_user_id uuid)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_user_id is null then
        perform core.raise_error('core.invalid_argument', 'user_id must be given.');
    end if;
    if p_user_id is distinct from core.actor_id() and not core._may_administer() then
        perform core.raise_error(
            'core.not_permitted',
            'The tokens of another user can be revoked by an admin only.'
        );
    end if;

    insert into core.revoked_users as u (user_id, issued_until_at, revoked_by)
    values (p_user_id, core.now(), core.actor_id())
    on conflict (user_id) do update
    set
        issued_until_at = greatest(u.issued_until_at, excluded.issued_until_at),
        revoked_by = excluded.revoked_by;
end;
$$;

grant execute on function core.revoke_user_tokens(uuid) to authenticated, service_role;

comment on function core.revoke_user_tokens(uuid) is
$$Refuse every token that was issued to a user until now: the caller's own, or anyone's
for an admin.

The next token, issued a second later or more, is good again.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Budget: 200 ms.
$$;

-- @ functions/core/rotate_webhook_secret c4dc264f6fbe35338306a7f234a61edff9a5412e6890442f56a30b2babaee2c5
-- core.rotate_webhook_secret: a new secret; the old one signs beside it for a while.
--
-- Definer: nobody may write secrets. Locks circuit and endpoint.

create or replace function core.rotate_webhook_secret(p_id uuid)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints := core._lock_webhook(p_id);
    v_secret text := core._keep_webhook_secret(
        p_endpoint_id => v_endpoint.id, p_source => null
    );
begin
    return jsonb_build_object(
        'id', v_endpoint.id,
        'secret', v_secret,
        'old_expires_at', (
            select max(s.expires_at)
            from core.webhook_secrets as s
            where s.endpoint_id = v_endpoint.id
        )
    );
end;
$$;

grant execute on function core.rotate_webhook_secret(uuid) to authenticated;

comment on function core.rotate_webhook_secret(uuid) is
$$Give a webhook a new secret, told here and never again.

Until `old_expires_at` every delivery carries two signatures, by the old and by the new
secret. A further rotation in that time ends the oldest at once.
Errors: PT404 core.webhook_not_found.
Budget: 50 ms.
$$;

-- @ functions/core/run_health_check 1979e38457916f6990c072072b143269c81218e3f12d08389767b1f056400c7d
-- core.run_health_check: ask one check, read-only, and judge what it says.
--
-- Definer: a check reads tables and statistics that its caller has no grant for; its
-- text comes with a release and from nowhere else. The subtransaction is read-only, so
-- even a volatile function inside the query cannot write; its end makes the caller's
-- transaction what it was. lock_timeout ends a wait for a
-- lock; a query that computes for too long is ended by the caller's statement_timeout,
-- which has to be set before the statement begins: `rowhouse health` and the watcher do
-- so check by check. The query takes no lock but those of reading and leaves nothing.

create or replace function core.run_health_check(
    p_name text,
    out status text,
    out value numeric,
    out unit text,
    out detail text,
    out took_ms numeric
)
    returns record
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s'
as $$
declare
    v_check core.health_checks;
    v_override jsonb;
    v_start timestamptz := clock_timestamp();
    v_said text;
begin
    select *
    into strict v_check
    from core.health_checks
    where name = p_name;
    unit := v_check.unit;

    perform set_config('lock_timeout', v_check.timeout_ms || 'ms', true);
    begin
        perform set_config('transaction_read_only', 'on', true);
        execute format(
            'with answer (value, detail) as materialized (%s) '
            'select a.value::numeric, a.detail::text from answer as a limit 1',
            rtrim(v_check.query, E' ;\n') || E'\n'
        )
        into value, v_said;
    exception
        when others then
            raise;
    end;

    v_override := coalesce(core.setting('core.health_thresholds') -> p_name, '{}');
    status := core._judge_figure(
        p_value => value,
        p_warn => case
            when v_override ? 'warn' then (v_override ->> 'warn')::numeric
            else v_check.warn
        end,
        p_fail => case
            when v_override ? 'fail' then (v_override ->> 'fail')::numeric
            else v_check.fail
        end
    );
    detail := concat_ws(
        ' ', nullif(v_said, ''), case when status <> 'ok' then v_check.detail end
    );
    took_ms := round(
        (extract(epoch from clock_timestamp() - v_start) * 1000)::numeric, 3
    );
end;
$$;

grant execute on function core.run_health_check(text)
to service_role, app_worker, app_reader;

comment on function core.run_health_check(text) is
$$The figure of one health check and whether it is ok, warn or fail.

Thresholds come from the setting core.health_thresholds ({"<check>": {"warn": n, "fail":
n}}), else from the check. Set statement_timeout before the call.
Units: took_ms is milliseconds.
Errors: P0002 when there is no check of this name; whatever its query raises.
$$;

-- @ functions/core/run_health_watch 51b7153de2f6f1bfa2208abddaf1f6c0f85bc6082fc05c24c81dd5e484b3ad78
-- core.run_health_watch: the job that looks at every health check.

create or replace function core.run_health_watch(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('job', p_job.id, 'open_alerts', core.watch_health())
$$;

grant execute on function core.run_health_watch(core.jobs) to service_role, app_worker;

comment on function core.run_health_watch(core.jobs) is
$$Handler of jobs of kind core.watch_health.

Emits: core.alert.opened, core.alert.escalated, core.alert.cleared.
$$;

-- @ functions/core/run_invariant ed0253f3aff33e698bd949008c9c1fa695652f9180182fd87acf0604e0a2467e
-- core.run_invariant: ask one invariant, and count what violates it.
--
-- Stable: the executor then refuses anything but a read. The query runs as the caller,
-- under the caller's timeout; with room to hash, since invariants read whole tables.

create or replace function core.run_invariant(
    p_name text,
    p_shown integer default 10,
    out violations bigint,
    out shown jsonb
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
declare
    v_query text;
begin
    select i.query
    into strict v_query
    from core.invariants as i
    where i.name = p_name;

    execute format(
        'with violation as materialized (%s) '
        'select '
        '    (select count(*) from violation), '
        '    coalesce((select jsonb_agg(to_jsonb(s)) '
        '        from (select * from violation limit $1) as s), ''[]'')',
        rtrim(v_query, E' ;\n') || E'\n'
    )
    into violations, shown
    using p_shown;
end;
$$;

grant execute on function core.run_invariant(text, integer)
to service_role, app_worker, app_reader;

comment on function core.run_invariant(text, integer) is
$$How many rows violate an invariant, and the first of them.

Errors: P0002 when there is no invariant of this name; whatever its query raises.
$$;

-- @ functions/core/run_jobs f68933268fe1f07541fe0b986923b2c8844ae6f245aaa9c4f5f4c126cf2be606
-- core.run_jobs: run leased SQL jobs and complete them, in one transaction.
--
-- The rows stay locked from before the first handler to the commit: claim steps over
-- locked rows, so a job that takes longer than its lease is not taken away, and its
-- effects and its end are one. When the process dies, all of it is undone and the
-- leases run out. Jobs of one kind run in one statement; when one of them raises, all
-- of that kind are undone and run one by one, and those that raise fail alone. Definer:
-- handlers are the owner's functions, seeded by a release; workers hold no write grant.

create or replace function core.run_jobs(
    p_ids bigint[], p_tokens bigint[], out done integer, out failed integer
)
    returns record
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_group record;
    v_call text;
    v_error text;
begin
    done := 0;
    failed := 0;

    for v_group in
        with held as (
            select j.id, j.token, j.kind, j.priority, j.traceparent
            from core.jobs as j
            inner join
                unnest(p_ids, p_tokens) as t (id, token)
                on j.id = t.id and j.token = t.token
            where j.leased_by is not null
            for update of j skip locked
        )

        select
            k.sql_function,
            array_agg(h.id order by h.priority desc, h.id) as ids,
            array_agg(h.token order by h.priority desc, h.id) as tokens,
            bool_or(h.traceparent is not null) as is_traced
        from held as h
        inner join core.job_kinds as k on h.kind = k.kind
        where k.handler = 'sql'
        group by k.sql_function
        order by k.sql_function
    loop
        v_call := format(
            'select %s %I.%I(j) from unnest($1) with ordinality as o (id, place) '
            'inner join core.jobs as j on o.id = j.id',
            case when v_group.is_traced then
                'set_config(''rowhouse.traceparent'', coalesce(j.traceparent, ''''), true),'
            end,
            split_part(v_group.sql_function, '.', 1),
            split_part(v_group.sql_function, '.', 2)
        );
        begin
            execute v_call using v_group.ids;
            done := done
                + (select count(*) from core.complete_jobs(v_group.ids, v_group.tokens));
            continue;
        exception
            when others then
                v_error := format('%s: %s', sqlstate, sqlerrm);
        end;

        for v_index in 1 .. cardinality(v_group.ids) loop
            begin
                if cardinality(v_group.ids) > 1 then
                    v_error := null;
                    execute v_call using v_group.ids[v_index : v_index];
                    perform core.complete_jobs(
                        v_group.ids[v_index : v_index], v_group.tokens[v_index : v_index]
                    );
                    done := done + 1;
                end if;
            exception
                when others then
                    v_error := format('%s: %s', sqlstate, sqlerrm);
            end;
            if v_error is not null then
                perform core.fail_job(
                    v_group.ids[v_index], v_group.tokens[v_index], v_error
                );
                failed := failed + 1;
            end if;
        end loop;
    end loop;

    perform set_config('rowhouse.traceparent', '', true);
end;
$$;

grant execute on function core.run_jobs(bigint[], bigint[]) to app_worker;

comment on function core.run_jobs(bigint[], bigint[]) is
$$Run SQL jobs that the caller leased; how many ended well and how many failed.

A job whose lease is lost is left alone. A handler that is cancelled by
statement_timeout cancels the whole call: then run its jobs one at a time.
$$;

-- @ functions/core/run_maintain_partitions f1e44cfc91def9ceb537b1672531895999ac13b05a42ae43b5a3948613b418bb
-- core.run_maintain_partitions: the job that keeps partitions ahead and drops old ones.
--
-- A table that failed is warned about; the next tick tries it again.

create or replace function core.run_maintain_partitions(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table text;
    v_failure text;
begin
    for v_table, v_failure in
        select m.table_name, m.failure
        from core.maintain_partitions() as m
        where m.failure is not null
    loop
        raise warning 'job %: partitions of %: %', p_job.id, v_table, v_failure;
    end loop;
end;
$$;

comment on function core.run_maintain_partitions(core.jobs) is
    'Handler of core.maintain_partitions.';

-- @ functions/core/run_operation 70dbb3e50111813add4be4a47277cde90a8abc09e6bde48c4caaac8fca8be4df
-- core.run_operation: the job that works on an operation.
--
-- Locks and crashes as core.work_operation says.

create or replace function core.run_operation(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select to_jsonb(
        core.work_operation(
            p_operation_id => (p_job.payload ->> 'operation_id')::bigint,
            p_lane => (p_job.payload ->> 'lane')::integer
        )
    )
$$;

grant execute on function core.run_operation(core.jobs) to service_role, app_worker;

comment on function core.run_operation(core.jobs) is
$$Handler of jobs of kind core.run_operation: one slice of {operation_id, lane}.

Emits: core.operation.finished.
$$;

-- @ functions/core/run_prune_cache 959077fceefd9ce3aad9d2587db782e99d3b889b6e933d6da24f11b076346e4f
-- core.run_prune_cache: the job that takes ended answers and old changes away.
--
-- Entries first: a change may go once no entry can be older than it. A computation that
-- began before the change and is not over yet would keep an entry that misses it, so
-- changes stay for an hour: longer than any computation may take.

create or replace function core.run_prune_cache(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_gone bigint;
begin
    delete from core.cache_entries as e
    using core.caches as c
    where
        e.cache = c.name
        and (
            e.stale_until_at <= core.now()
            or exists (
                select
                from core.cache_changes as h
                where
                    h.tag = any(c.tags)
                    and h.xid >= pg_snapshot_xmin(e.snapshot)
                    and not pg_visible_in_snapshot(h.xid, e.snapshot)
            )
        );
    get diagnostics v_gone = row_count;
    raise debug 'job %: % answers are gone', p_job.id, v_gone;

    delete from core.cache_changes
    where changed_at < now() - interval '1 hour';
end;
$$;

comment on function core.run_prune_cache(core.jobs) is
$$Handler of core.prune_cache.
$$;

-- @ functions/core/run_pulse bca33bc39a3b71d79f86c906452685b6d584383c25d698dc67d82338369c7819
-- core.run_pulse: call a pulse once.
--
-- The name comes from a release's seed; what it may is decided by its own grants.

create or replace function core.run_pulse(p_name text)
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function text;
    v_has_more boolean;
begin
    select p.sql_function
    into v_function
    from core.pulses as p
    where p.name = p_name;
    if not found then
        perform core.raise_error(
            'core.invalid_argument', format('There is no pulse %L.', p_name)
        );
    end if;

    execute format(
        'select %I.%I()', split_part(v_function, '.', 1), split_part(v_function, '.', 2)
    )
    into v_has_more;
    return v_has_more;
end;
$$;

grant execute on function core.run_pulse(text) to service_role, app_worker;

comment on function core.run_pulse(text) is
$$Call a pulse; whether it has more to do at once.

Errors: PT422 core.invalid_argument for an unknown one.
$$;

-- @ functions/core/run_quality 8881e49d93eb72cbf2504e3199c04f6b54fd02ba0027b9450ca040726e0ae005
-- core.run_quality: the job that asks the rules: one job a rule, so one that fails is
-- alone.

create or replace function core.run_quality(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rule constant text := p_job.payload ->> 'rule';
    v_answer jsonb;
begin
    if v_rule is null then
        perform core.enqueue(
            'core.check_quality',
            jsonb_build_object('rule', r.name),
            p_queue => 'maintenance',
            p_dedupe_key => r.name
        )
        from core.data_quality_rules as r
        where r.is_enabled;
        return;
    end if;
    if not exists (
        select from core.data_quality_rules as r where r.name = v_rule and r.is_enabled
    ) then
        return;
    end if;

    v_answer := core.check_quality(v_rule);
    if v_answer ? 'failure' then
        raise warning 'rule % could not answer: %', v_rule, v_answer ->> 'failure';
    end if;
end;
$$;

comment on function core.run_quality(core.jobs) is
$$Handler of core.check_quality.
$$;

-- @ functions/core/run_refresh_cache e0af530b6e190b252465879847f23be18402a7e279df1bd33e5379de3a7cd55e
-- core.run_refresh_cache: the job that renews one answer.
--
-- Under the lock of core.cached, so a renewal and a first computation do not run at
-- once. A job that comes late, after somebody renewed the answer, does nothing.

create or replace function core.run_refresh_cache(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cache constant text := p_job.payload ->> 'cache';
    v_arguments constant jsonb := p_job.payload -> 'arguments';
    v_entry core.cache_entries;
begin
    perform pg_advisory_xact_lock(
        hashtextextended('core.cached:' || v_cache || v_arguments::text, 0)
    );
    v_entry := core._read_cache(v_cache, v_arguments);
    if v_entry.expires_at > core.now()
        or not exists (select from core.caches as c where c.name = v_cache)
    then
        return;
    end if;

    perform core._compute_cache(v_cache, v_arguments);
end;
$$;

comment on function core.run_refresh_cache(core.jobs) is
$$Handler of core.refresh_cache.
$$;

-- @ functions/core/run_retention b5cd0b98fc037165acfe43a84c36a32229584dd6833ee85a6c49258c50b7640b
-- core.run_retention: the job that forgets: a batch of each table, again while one was
-- full.
--
-- A job without a table enqueues one a table; that one forgets a batch and, while
-- batches are full, enqueues the next: short transactions, and other jobs come between.
-- The dedupe key of the running job is its own, so the next one carries a number.

create or replace function core.run_retention(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table_name constant text := p_job.payload ->> 'table';
    v_batch constant integer := coalesce((p_job.payload ->> 'batch')::integer, 1);
    v_run core.retention_runs;
begin
    if v_table_name is null then
        perform core.enqueue(
            'core.apply_retention',
            jsonb_build_object('table', p.table_name, 'batch', 1),
            p_queue => 'maintenance',
            p_dedupe_key => p.table_name || ':1'
        )
        from core.retention_policies as p
        where p.is_enabled;
        return;
    end if;
    if not exists (
        select from core.retention_policies as p where p.table_name = v_table_name
    ) then
        return;
    end if;

    v_run := core.apply_retention(v_table_name);
    if v_run.outcome = 'failed' then
        raise warning 'retention of %: %', v_table_name, v_run.detail;
    elsif v_run.has_more then
        perform core.enqueue(
            'core.apply_retention',
            jsonb_build_object('table', v_table_name, 'batch', v_batch + 1),
            p_queue => 'maintenance',
            p_dedupe_key => v_table_name || ':' || v_batch + 1
        );
    end if;
end;
$$;

comment on function core.run_retention(core.jobs) is
$$Handler of core.apply_retention.
$$;

-- @ functions/core/run_schedule a0846df9c0ba9372485121324d42d25858e2f4bb32c23532db6f5c1b620403bb
-- core.run_schedule: one tick of a schedule, for pg_cron, which knows when.
--
-- The minute is the tick. Locks the schedule; the worker, which ticks the same way
-- (take_tick), takes none that is not later than the last one run.

create or replace function core.run_schedule(p_name text)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_tick_at timestamptz := date_trunc('minute', core.now());
    v_schedule core.job_schedules;
begin
    update core.job_schedules as s
    set last_run_at = v_tick_at
    where
        s.name = p_name
        and s.is_enabled
        and (s.last_run_at is null or s.last_run_at < v_tick_at)
    returning s.* into v_schedule;

    if not found then
        if not exists (select from core.job_schedules where name = p_name) then
            perform core.raise_error(
                'core.unknown_schedule', format('There is no schedule %L.', p_name)
            );
        end if;
        return null;
    end if;
    return core.enqueue(
        p_kind => v_schedule.kind,
        p_payload => v_schedule.payload || jsonb_build_object('tick_at', v_tick_at),
        p_queue => v_schedule.queue,
        p_dedupe_key => format('schedule:%s:%s', p_name, extract(epoch from v_tick_at))
    );
end;
$$;

grant execute on function core.run_schedule(text) to service_role, app_worker;

comment on function core.run_schedule(text) is
$$Enqueue the job of a schedule for this minute; null when it has been already.

Errors: core.unknown_schedule.
$$;

-- @ functions/core/run_seal_audit 8ab7d6f61d0dbaafe07cc4bae19781c29d447ec39ce4521d3c238965fac8925f
-- core.run_seal_audit: the job that closes what nobody can still add to.
--
-- So many windows a run and no more: a long one would hold back the snapshot's xmin,
-- and with it all readers of events. The next tick goes on.

create or replace function core.run_seal_audit(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    for v_window in 1 .. coalesce((p_job.payload ->> 'windows')::integer, 10) loop
        exit when core.seal_audit() = 0;
    end loop;
end;
$$;

comment on function core.run_seal_audit(core.jobs) is
    'Handler of core.seal_audit.';

-- @ functions/core/run_warm_caches 9e382691d1072b42ab7e045654536aee45aba13699bf81eeb1bd43bfebda7fce
-- core.run_warm_caches: the job that keeps warm what a release wants warm.
--
-- It only enqueues: each answer is computed by a job of its own, so one that fails or
-- takes long holds up no other. What stays fresh past the next run is left alone.

create or replace function core.run_warm_caches(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cache text;
    v_arguments jsonb;
    v_entry core.cache_entries;
begin
    for v_cache, v_arguments in
        select
            c.name,
            a.arguments
        from core.caches as c
        cross join jsonb_array_elements(c.warm) as a (arguments)
        order by c.name
    loop
        v_entry := core._read_cache(v_cache, v_arguments);
        if coalesce(v_entry.expires_at <= core.now(), true) then
            raise debug 'job %: % is cold', p_job.id, v_cache;
            perform core.enqueue(
                'core.refresh_cache',
                jsonb_build_object('cache', v_cache, 'arguments', v_arguments),
                p_queue => 'maintenance',
                p_dedupe_key => v_cache || ':' || md5(v_arguments::text)
            );
        end if;
    end loop;
end;
$$;

comment on function core.run_warm_caches(core.jobs) is
$$Handler of core.warm_caches.
$$;

-- @ functions/core/sanitize_text 1e30b13e784a822fc22891e95137ab29c4a915fe27a8ecd366483a91252526a4
-- core.sanitize_text: make a text fit to be checked and kept.
--
-- Order: control characters first, or they could hide markup; markup next, until none
-- is left, as taking one tag out can make another; white space last, as both leave
-- some. The joiners U+200C and U+200D stay: scripts and emoji need them.

create or replace function core.sanitize_text(p_text text, p_steps text[])
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := p_text;
    v_before text;
begin
    if 'control' = any(p_steps) then
        v_text := regexp_replace(
            v_text,
            '[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F'
            || '\u200B\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]',
            '', 'g'
        );
    end if;
    if 'markup' = any(p_steps) then
        for v_pass in 1 .. 10 loop
            v_before := v_text;
            v_text := regexp_replace(
                v_text,
                '<script\y[^>]*>.*?</script[^>]*>|<style\y[^>]*>.*?</style[^>]*>',
                '', 'gi'
            );
            v_text := regexp_replace(v_text, '<[a-z/!?][^>]*(>|$)', '', 'gi');
            exit when v_text = v_before;
        end loop;
        if v_text <> v_before then
            v_text := translate(v_text, '<>', '');
        end if;
    end if;
    if 'collapse' = any(p_steps) then
        v_text := regexp_replace(v_text, '[[:space:]\u00A0]+', ' ', 'g');
    end if;
    if 'trim' = any(p_steps) then
        v_text := regexp_replace(v_text, '^[[:space:]\u00A0]+|[[:space:]\u00A0]+$', '', 'g');
    end if;

    return v_text;
end;
$$;

grant execute on function core.sanitize_text(text, text[])
to authenticated, service_role, app_worker;

comment on function core.sanitize_text(text, text[]) is
$$A text without control characters, without markup, with single spaces, trimmed.

p_steps names what is done: control, markup, collapse, trim.
$$;

-- @ functions/core/seal_audit ca8e0bade66b98bba7e30ab5d06acbb3194bf427092c28d0ff514f222eccfa0d
-- core.seal_audit: close what nobody can still add to.
--
-- Entries of transactions below the snapshot's xmin are all there or never come, so
-- their set is final. One sealer at a time: advisory lock first, then the snapshot
-- (taken before, it could be older than what the sealer before it closed), then reads
-- and inserts. One transaction: a sealer that dies leaves nothing, the next one covers
-- the same entries. Definer: nobody else may write seals.
--
-- A window ends after about p_limit entries, but never inside a transaction.
--
-- A restored database counts transactions from the start again, and the snapshot's xmin
-- is below what is sealed. What the old cluster wrote and did not seal has ids up to
-- the last of its own; it is sealed first, then a new count of windows begins after it.

create or replace function core.seal_audit(p_limit integer default 100000)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_xmin bigint;
    v_first bigint;
    v_last core.audit_seals;
    v_seal core.audit_seals;
    v_leaves record;
    v_sealed integer := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended('core.audit_seals', 0));
    v_xmin := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;

    select s.* into v_last
    from core.audit_seals as s
    order by s.id desc
    limit 1;

    v_seal.after_id := coalesce(v_last.after_id, 0);
    v_seal.from_xid := coalesce(v_last.below_xid, 0);

    if v_last.below_xid > v_xmin then
        if exists (
            select from core.audit_entries as e
            where e.xid >= v_last.below_xid and e.id > v_last.after_id
        ) then
            v_xmin := 9223372036854775807;
        else
            v_seal.after_id := v_last.last_id;
            v_seal.from_xid := 0;
        end if;
    end if;

    select min(e.xid) into v_first
    from core.audit_entries as e
    where
        e.xid >= v_seal.from_xid
        and e.xid < v_xmin
        and e.id > v_seal.after_id;
    if v_first is null then
        return 0;
    end if;

    select e.xid into v_seal.below_xid
    from core.audit_entries as e
    where
        e.xid >= v_seal.from_xid
        and e.xid < v_xmin
        and e.id > v_seal.after_id
    order by e.xid
    offset p_limit
    limit 1;
    v_seal.below_xid := greatest(least(v_seal.below_xid, v_xmin), v_first + 1);

    for v_seal.month_on in
        select distinct date_trunc('month', e.changed_at at time zone 'UTC')::date
        from core.audit_entries as e
        where
            e.xid >= v_seal.from_xid
            and e.xid < v_seal.below_xid
            and e.id > v_seal.after_id
        order by 1
    loop
        v_seal.last_id := null;
        v_leaves := core._seal_leaves(v_seal);
        v_seal.entries := cardinality(v_leaves.leaves);
        v_seal.last_id := greatest(v_leaves.last_id, v_last.last_id);
        v_seal.root_sha256 := (core._merkle_path(v_leaves.leaves)).root;
        v_seal.previous_sha256 := coalesce(v_last.chain_sha256, ''::bytea);
        v_seal.chain_sha256 := core._seal_chain(v_seal);

        insert into core.audit_seals (
            after_id,
            from_xid,
            below_xid,
            month_on,
            entries,
            last_id,
            root_sha256,
            previous_sha256,
            chain_sha256
        )
        values (
            v_seal.after_id,
            v_seal.from_xid,
            v_seal.below_xid,
            v_seal.month_on,
            v_seal.entries,
            v_seal.last_id,
            v_seal.root_sha256,
            v_seal.previous_sha256,
            v_seal.chain_sha256
        )
        returning * into v_last;
        v_sealed := v_sealed + 1;
    end loop;

    return v_sealed;
end;
$$;

grant execute on function core.seal_audit(integer) to service_role, app_worker;

comment on function core.seal_audit(integer) is
$$Seal the entries of finished transactions; returns how many seals it made.

One window of about p_limit entries per call: call again until it answers 0.
$$;

-- @ functions/core/set_reason df7497b4be7eb994d457c13f6c363ba23512f49abb049b0ee796bd6db92a30d7
-- core.set_reason: why the rest of this transaction changes what it changes.

create or replace function core.set_reason(p_reason text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if char_length(p_reason) > 500 then
        perform core.raise_error(
            'core.invalid_argument',
            format('A reason of %s characters: send 500 at most.', char_length(p_reason))
        );
    end if;

    perform set_config('rowhouse.reason', coalesce(p_reason, ''), true);
end;
$$;

grant execute on function core.set_reason(text)
to authenticated, service_role, app_worker;

comment on function core.set_reason(text) is
$$Put this reason on every audit entry that the rest of the transaction writes.

Null or an empty text takes it back. Errors: core.invalid_argument PT422 above 500
characters.
$$;

-- @ functions/core/setting c1d5fe1adcd888af7b299a57994f20f3711448c5e775a253eaf5d8c97094a1d2
-- core.setting: the effective value of one setting.

create or replace function core.setting(p_name text)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(value, default_value)
    from core.settings
    where name = p_name
$$;

grant execute on function core.setting(text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.setting(text) is
$$The operator's value of a setting, else its default.

Null when there is no such setting.
$$;

-- @ functions/core/show_job 9e025988b0444b0845ae2789a833dec3ae3f9bb0e7a4907efb3755bc80118c1f
-- core.show_job: one job, finished or not, as a JSON object.

create or replace function core.show_job(p_id bigint)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job jsonb;
begin
    select to_jsonb(j) into v_job from core.jobs as j where j.id = p_id;
    if v_job is null then
        select to_jsonb(f) into v_job from core.finished_jobs as f where f.id = p_id;
    end if;
    if v_job is null then
        perform core.raise_error('core.unknown_job', format('There is no job %s.', p_id));
    end if;
    return jsonb_strip_nulls(v_job);
end;
$$;

grant execute on function core.show_job(bigint) to service_role, app_worker, app_reader;

comment on function core.show_job(bigint) is
$$Everything about a job, without what is null.

Errors: core.unknown_job.
$$;

-- @ functions/core/sleep_worker 86062d7d432990c8c7ebfa2eb83cee8d4406544d2c9add9fb12c2647c0165807
-- core.sleep_worker: a worker says that it sleeps, and for which bells.
--
-- Rows of sleepers whose time is over go: theirs were killed. Whoever looked for
-- sleepers before this commits did so under a transaction that has its id already, so
-- it is below the xmax of the worker's next snapshot: the worker keeps looking until
-- all of those have ended (core.is_quiet_below).

create or replace function core.sleep_worker(
    p_worker uuid, p_bells text[], p_seconds double precision
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from core.job_sleepers
    where worker = p_worker or expires_at < clock_timestamp();

    insert into core.job_sleepers (worker, bells, expires_at)
    values (
        p_worker,
        coalesce(p_bells, array(select name from core.job_queues)),
        clock_timestamp() + make_interval(secs => p_seconds)
    )
    on conflict (worker) do nothing;
end;
$$;

grant execute on function core.sleep_worker(uuid, text[], double precision)
to app_worker;

comment on function core.sleep_worker(uuid, text[], double precision) is
$$Ask to be woken on channel core:jobs for so long.

p_bells: queues, or @events for the log; null means every queue.
Units: p_seconds in seconds of real time.
$$;

-- @ functions/core/start_operation 8c966686432f790a41e502ff331fe0e9cfc4cbe10c77115b6165aca551d174ae
-- core.start_operation: take bulk work in, to be done chunk by chunk by jobs.
--
-- Definer: callers have no grant on these tables. Who may ask for this kind is decided
-- by the RPC that calls this. Starts of one caller are counted one after the other
-- (advisory lock until commit), so the limits are exact. Operation, chunks and job
-- commit together with what the caller did.

create or replace function core.start_operation(
    p_kind text,
    p_items jsonb,
    p_params jsonb default '{}'
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_kind core.operation_kinds;
    v_actor uuid := core.actor_id();
    v_now timestamptz := core.now();
    v_total integer;
    v_started integer;
    v_open integer;
    v_id bigint;
begin
    select *
    into v_kind
    from core.operation_kinds
    where kind = p_kind;
    if v_kind.kind is null
        or to_regprocedure(v_kind.chunk_function || '(core.operations, jsonb)') is null
    then
        perform core.raise_error(
            'core.unknown_operation_kind', format('There is no kind %L.', p_kind)
        );
    end if;
    if jsonb_typeof(p_items) is distinct from 'array'
        or jsonb_typeof(p_params) is distinct from 'object'
    then
        perform core.raise_error(
            'core.invalid_argument', 'Items are an array, params an object.'
        );
    end if;
    v_total := jsonb_array_length(p_items);
    if v_total > v_kind.max_items then
        perform core.raise_error(
            'core.invalid_argument',
            format('%s items, at most %s.', v_total, v_kind.max_items)
        );
    end if;

    if v_actor is not null then
        perform pg_advisory_xact_lock(
            hashtextextended('core.operations:' || v_actor, 0)
        );
        select
            count(*) filter (where o.created_at > v_now - interval '1 minute'),
            count(*) filter (where o.finished_at is null)
        into v_started, v_open
        from core.operations as o
        where o.requested_by = v_actor;
        if v_started >= (core.setting('core.operations_per_minute'))::integer
            or v_open >= (core.setting('core.operations_at_once'))::integer
        then
            perform core.raise_error(
                'core.too_many_operations',
                format('%s started within a minute, %s unfinished.', v_started, v_open)
            );
        end if;
    end if;

    insert into core.operations (
        kind, params, total, requested_by, request_id, traceparent,
        created_at, progressed_at
    )
    values (
        p_kind, p_params, v_total, v_actor, core.request_id(), core.traceparent(),
        v_now, v_now
    )
    returning id into v_id;

    insert into core.operation_chunks (operation_id, number, first_item, items)
    select
        v_id,
        (i.place - 1) / v_kind.chunk_size + 1,
        min(i.place),
        jsonb_agg(i.item order by i.place)
    from jsonb_array_elements(p_items) with ordinality as i (item, place)
    group by (i.place - 1) / v_kind.chunk_size;

    if v_total = 0 then
        perform core._settle_operation(v_id, 0, 0);
    else
        perform core._enqueue_operation(v_id, n)
        from generate_series(1, v_kind.parallel) as n;
    end if;
    return v_id;
end;
$$;

grant execute on function core.start_operation(text, jsonb, jsonb)
to authenticated, service_role, app_worker;

comment on function core.start_operation(text, jsonb, jsonb) is
$$Start bulk work of a kind over items; returns the operation's id.

For RPCs of the modules, which decide who may. Each item is given to the kind's chunk
function once; an item that it refuses costs no other. Follow it with get_operation.
Errors: PT422 core.unknown_operation_kind, core.invalid_argument, PT429
core.too_many_operations.
Emits: core.operation.finished.
$$;

-- @ functions/core/take_tick 0eab241d3e8a352200a3e34e34f69501c2eb1b9e35032795f4c8aece96e85e8f
-- core.take_tick: take the ticks of a schedule that have come, once, whoever asks
-- first.
--
-- Locks the schedule and compares the tick that the caller saw with the row: of two
-- workers with the same tick, the second waits for the first and finds it gone; so it
-- is with a tick that pg_cron took. Tick and job commit together, so a process that
-- dies has taken nothing. All ticks that have come make one job at most: the latest one
-- when it is fresh, or when `missed` says once; an older one is skipped when it says
-- skip. Definer: workers hold no write grant.

create or replace function core.take_tick(
    p_name text,
    p_seen_at timestamptz,
    p_tick_at timestamptz,
    p_next_at timestamptz
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_schedule core.job_schedules;
    v_grace interval := make_interval(
        secs => (core.setting('core.schedule_grace_seconds') #>> '{}')::float8
    );
    v_runs boolean;
begin
    select *
    into v_schedule
    from core.job_schedules
    where
        name = p_name
        and is_enabled
        and next_run_at is not distinct from p_seen_at
    for update;

    if not found then
        return null;
    end if;
    v_runs := coalesce(
        p_tick_at is not null
        and (v_schedule.missed = 'once' or p_tick_at >= core.now() - v_grace)
        and (v_schedule.last_run_at is null or v_schedule.last_run_at < p_tick_at),
        false
    );
    update core.job_schedules
    set
        next_run_at = p_next_at,
        last_run_at = case when v_runs then p_tick_at else last_run_at end
    where name = p_name;
    if not v_runs then
        return null;
    end if;
    return core.enqueue(
        p_kind => v_schedule.kind,
        p_payload => v_schedule.payload || jsonb_build_object('tick_at', p_tick_at),
        p_queue => v_schedule.queue,
        p_dedupe_key => format('schedule:%s:%s', p_name, extract(epoch from p_tick_at))
    );
end;
$$;

grant execute on function core.take_tick(text, timestamptz, timestamptz, timestamptz)
to app_worker;

comment on function core.take_tick(text, timestamptz, timestamptz, timestamptz) is
$$Move a schedule from the tick that was seen to the next; the job's id, if it runs.

p_tick_at: the latest tick that has come (null: none yet, only set the next).
Null when another worker was first, or when the tick is too old and skipped.
$$;

-- @ functions/core/take_token bb1cb5f61cbf60c2833e30ae8152d3f8f1b67cccf349a77a2945ec57f2616a15
-- core.take_token: take tokens from a bucket, or learn how long to wait for them.
--
-- A look first: what is refused takes no lock and writes nothing. The look may be stale
-- towards "allowed" only, as buckets fill with time alone; so the one statement that
-- takes decides again, under the row's lock. That lock lasts until the transaction
-- ends: calls with one key wait for each other. If the transaction is undone, or its
-- process dies, the tokens were never taken. The refill is rounded down to
-- microseconds, so that a full bucket holds p_requests, not one less.
--
-- The clock is asked for only where one is set: the call would cost a tenth of the
-- rate. A read-only transaction only looks. Definer: no caller may write the table.

create or replace function core.take_token(
    p_key text,
    p_requests integer,
    p_seconds double precision,
    p_cost integer default 1,
    out is_allowed boolean,
    out remaining integer,
    out retry_after_seconds integer,
    out reset_seconds integer
)
    returns record
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := case
        when current_setting('rowhouse.clock', true) is null then now()
        else core.now()
    end;
    v_each constant double precision := floor(p_seconds * 1e6 / p_requests) / 1e6;
    v_cost constant interval := make_interval(secs => v_each * p_cost);
    v_latest constant timestamptz := v_now + make_interval(secs => p_seconds) - v_cost;
    v_full_at timestamptz;
    v_wait double precision;
begin
    select r.full_at
    into v_full_at
    from core.rate_limits as r
    where r.key = p_key;
    v_full_at := greatest(v_full_at, v_now);

    is_allowed := v_full_at <= v_latest;
    if is_allowed and not current_setting('transaction_read_only')::boolean then
        insert into core.rate_limits as r (key, full_at)
        values (p_key, v_now + v_cost)
        on conflict (key) do update
        set full_at = greatest(r.full_at, v_now) + v_cost
        where r.full_at <= v_latest
        returning r.full_at into v_full_at;
        if not found then
            is_allowed := false;
            select r.full_at
            into strict v_full_at
            from core.rate_limits as r
            where r.key = p_key;
        end if;
    end if;

    v_wait := date_part('epoch', v_full_at - v_now);
    reset_seconds := ceil(v_wait);
    remaining := greatest(0, p_requests - ceil(v_wait / v_each));
    retry_after_seconds := case
        when is_allowed then 0
        else greatest(1, ceil(v_wait - p_seconds + v_each * p_cost))
    end;
end;
$$;

grant execute on function
core.take_token(text, integer, double precision, integer)
to service_role, app_worker;

comment on function core.take_token(text, integer, double precision, integer) is
$$Take tokens from the bucket of this key: p_requests of them, refilled over p_seconds.

Whether they were there, how many are left, after how many seconds it is worth trying
again, and after how many the bucket is full. Nothing is taken when they were not, nor
in a read-only transaction. A cost above p_requests is never allowed.
Units: seconds.
$$;

-- @ functions/core/tg__refuse_change 7cd4f2dc82a7c15ade718b1943208d057edd2e79f7de2095862ebfd8a78f5ed2
-- core.tg__refuse_change: rows that were written once stay as they are.
--
-- For UPDATE, DELETE and TRUNCATE of append-only tables, whoever asks: row-level
-- security does not bind the owner, a trigger does. Retention drops partitions instead.

create or replace function core.tg__refuse_change()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.raise_error(
        'core.append_only',
        format('%s of %s.%s is refused.', tg_op, tg_table_schema, tg_table_name)
    );
    return null;
end;
$$;

comment on function core.tg__refuse_change() is
    'Guard of append-only tables: raises PT409 core.append_only.';

-- @ functions/core/tg__uncache b84581c055f66d58c07c4007659a0cb670a015fcb5d00c5de9b42c757c967b60
-- core.tg__uncache: a statement changed a table: its tag ends the answers made of it.
--
-- One insert a tag and transaction, none that waits: the key holds the transaction's
-- own id. Definer: who may write the table may not write this one.

create or replace function core.tg__uncache()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.cache_changes (tag)
    values (tg_argv[0])
    on conflict do nothing;
    return null;
end;
$$;

-- @ functions/core/tg_caches__make_figures da2f80288bfd9f483ab279d95116042c7ce217aabcd5afdde5a6610ce490dedc
-- core.tg_caches__make_figures: a cache has its rows to count in from the start.

create or replace function core.tg_caches__make_figures()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.cache_figures (cache, slot)
    select new.name, s.slot
    from generate_series(0, 15) as s (slot)
    on conflict do nothing;
    return null;
end;
$$;

-- @ functions/core/tg_job_schedules__forget_tick 300beedd3a05a63d6518a5b6d16b8829752607bd82f2ba07255895660a4f8267
-- core.tg_job_schedules__forget_tick: another cron or time zone has another next tick.

create or replace function core.tg_job_schedules__forget_tick()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.next_run_at := null;
    return new;
end;
$$;

-- @ functions/core/tg_validation_rules__check_rule 0749b967171e504390bd8854357aa52be70227629a14a320e532ed7fd69f5c1d
-- core.tg_validation_rules__check_rule: refuse rules that cannot work, or cost too
-- much.
--
-- A pattern without back references is matched by an automaton, in time linear in the
-- text; with them, by trying, in time exponential in it. Bounds multiply the automaton,
-- so they are kept small; core._matches cuts the text. A custom rule is a function of
-- ours that only reads and does not run as its owner.

create or replace function core.tg_validation_rules__check_rule()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_wrong text;
    v_function regprocedure;
begin
    case new.kind
        when 'type' then
            if coalesce(new.argument ->> 'type', '') not in (
                'text', 'integer', 'number', 'boolean', 'uuid', 'date', 'timestamp',
                'email', 'object', 'array'
            ) then
                v_wrong := '{"type": one of text, integer, number, boolean, uuid, date, '
                    'timestamp, email, object, array}';
            end if;
        when 'pattern' then
            v_wrong := core._pattern_fault(new.argument ->> 'pattern');
        when 'length' then
            if not core._has_bounds(new.argument) or new.argument ? 'values' then
                v_wrong := '{"min": number, "max": number}, one of them at least';
            end if;
        when 'range' then
            if new.argument -> 'min' is null and new.argument -> 'max' is null then
                v_wrong := '{"min", "max"}, one of them at least';
            end if;
        when 'one_of' then
            if coalesce(jsonb_typeof(new.argument -> 'values'), '') <> 'array' then
                v_wrong := '{"values": […]}';
            end if;
        when 'required_if' then
            if new.argument ->> 'field' is null or new.argument -> 'equals' is null then
                v_wrong := '{"field", "equals"}';
            end if;
        when 'json_schema' then
            v_wrong := core._schema_fault(new.argument -> 'schema');
        when 'compare' then
            if
                new.argument ->> 'left' is null
                or new.argument ->> 'right' is null
                or coalesce(new.argument ->> 'op', '')
                not in ('<', '<=', '=', '<>', '>=', '>')
            then
                v_wrong := '{"left", "op": <, <=, =, <>, >= or >, "right"}';
            end if;
        when 'sanitize' then
            if
                coalesce(jsonb_typeof(new.argument -> 'steps'), '') <> 'array'
                or not new.argument -> 'steps'
                <@ '["control", "markup", "collapse", "trim"]'
            then
                v_wrong := '{"steps": [control, markup, collapse, trim]}';
            end if;
        when 'custom' then
            v_function := case
                when new.argument ->> 'function' ~ '^[a-z_]+\.[a-z_][a-z0-9_]*$'
                    then to_regprocedure((new.argument ->> 'function') || '(jsonb)')
            end;
            if not exists (
                select
                from pg_catalog.pg_proc as p
                inner join pg_catalog.pg_namespace as n on p.pronamespace = n.oid
                where
                    p.oid = v_function
                    and n.nspname = split_part(new.entity, '.', 1)
                    and p.prorettype = 'text'::regtype
                    and p.provolatile <> 'v'
                    and not p.prosecdef
                    and not p.proretset
            ) then
                v_wrong := '{"function": a stable invoker function (jsonb) of the '
                    'entity''s schema that returns text}';
            end if;
        else
            null;
    end case;

    if v_wrong is not null then
        perform core.raise_error(
            'core.invalid_rule',
            format(
                'Rule %s of %s: a rule of kind %s needs %s.',
                new.name, new.entity, new.kind, v_wrong
            )
        );
    end if;

    return new;
end;
$$;

-- @ functions/core/tg_validation_rules__compile 20b2d21e7cf8cd957db3a9ab9dede37c1d3f72aa1b666ea2cc740ad3d2156e59
-- core.tg_validation_rules__compile: the check functions follow the rules.
--
-- All entities each time: rules change in releases, seldom, and tens of entities
-- compile in milliseconds. Definer: the functions belong to the owner, whoever switched
-- the rule. Two writers at once would replace one function at once, which fails for one
-- of them, so they take turns.

create or replace function core.tg_validation_rules__compile()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entity text;
begin
    perform pg_advisory_xact_lock(hashtextextended('core.validation_rules', 0));

    for v_entity in
        select r.entity
        from core.validation_rules as r

        union

        select replace(substring(p.proname from 8), '__', '.')
        from pg_catalog.pg_proc as p
        where
            p.pronamespace = 'core'::regnamespace
            and p.proname ~ '^_check_[a-z_]+__[a-z_]+$'
        order by 1
    loop
        perform core._compile_check(v_entity);
    end loop;

    return null;
end;
$$;

-- @ functions/core/tg_webhook_secrets__forget a1b88d889b5b2c59bd1f1b83d0b1bc39e8659e97ac64fe8ed6ed84019eb33323
-- core.tg_webhook_secrets__forget: a secret that is dropped is dropped from the vault
-- too.

create or replace function core.tg_webhook_secrets__forget()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if old.vault_id is not null then
        execute format(
            'delete from %s.secrets where id = $1', to_regnamespace('vault')
        )
        using old.vault_id;
    end if;
    return null;
end;
$$;

-- @ functions/core/traceparent 29fa7b657f5aea76b49e1265ea89d60d355433d90771bbfd66a3abaffb89499b
-- core.traceparent: the trace that the current request or job belongs to.
--
-- W3C Trace Context, version 00. All-zero ids mean "no trace" there and are refused.

create or replace function core.traceparent()
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_trace text := coalesce(
        core.request_header('traceparent'), current_setting('rowhouse.traceparent', true)
    );
begin
    if
        v_trace ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$'
        and v_trace !~ '^00-(0{32}|[0-9a-f]{32}-0{16})-'
    then
        return v_trace;
    end if;

    return null;
end;
$$;

grant execute on function core.traceparent()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.traceparent() is
$$The valid `traceparent` header of the request, or what a worker set; else null.

A worker carries a trace on by setting `rowhouse.traceparent` for its transaction.
$$;

-- @ functions/core/update_webhook 59dedcdb1c5af69b60560b5b04809a1ca4a500c55e8897fe9fcaaedeb7a98206
-- core.update_webhook: change an endpoint; null leaves a thing as it is.
--
-- Definer: nobody may write these tables directly. Locks circuit, then endpoint. The
-- roles are taken from the caller's token again: what an endpoint may get follows its
-- owner. A change of URL or an enabling forgets failures, so that sending begins anew.

create or replace function core.update_webhook(
    p_id uuid,
    p_url text default null,
    p_event_types text[] default null,
    p_description text default null,
    p_enabled boolean default null,
    p_max_concurrency integer default null,
    p_max_per_second integer default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints := core._lock_webhook(p_id);
begin
    perform core._check_webhook(
        coalesce(p_url, v_endpoint.url),
        coalesce(p_event_types, v_endpoint.event_types),
        p_description
    );
    if p_max_concurrency not between 1 and 100 or p_max_per_second not between 1 and 1000 then
        perform core.raise_error(
            'core.invalid_argument',
            'max_concurrency is 1 to 100, max_per_second 1 to 1000.'
        );
    end if;

    update core.webhook_endpoints as e
    set
        url = coalesce(p_url, e.url),
        event_types = coalesce(p_event_types, e.event_types),
        description = coalesce(p_description, e.description),
        max_concurrency = coalesce(p_max_concurrency, e.max_concurrency),
        max_per_second = coalesce(p_max_per_second, e.max_per_second),
        app_roles = core._token_roles(),
        status = case p_enabled
            when true then 'active' when false then 'disabled' else e.status
        end,
        status_reason = case
            when p_enabled then null
            when not p_enabled and e.status = 'active' then 'owner'
            else e.status_reason
        end,
        updated_at = core.now()
    where e.id = p_id;

    if p_url <> v_endpoint.url or (p_enabled and v_endpoint.status = 'disabled') then
        update core.webhook_circuits as c
        set
            state = 'closed', failures = 0, openings = 0, resume_at = null,
            failing_since_at = null
        where c.endpoint_id = p_id;
    end if;

    return core._show_webhook(p_id);
end;
$$;

grant execute on function core.update_webhook(
    uuid, text, text[], text, boolean, integer, integer
) to authenticated;

comment on function core.update_webhook(
    uuid, text, text[], text, boolean, integer, integer
) is
$$Change a webhook; what is null stays as it is. Returns it as list_webhooks does.

`enabled` false stops it: what is pending waits, new events are not kept for it (see
replay_webhooks_since). `enabled` true starts it again, whatever disabled it.
Errors: PT404 core.webhook_not_found; PT422 core.invalid_webhook_url,
core.invalid_argument.
Budget: 50 ms.
$$;

-- @ functions/core/use_pg_cron 4c5554d677642557a5326ad473f5db20f725c7410aef908764da36f17df1ed28
-- core.use_pg_cron: hand schedules and SQL work to pg_cron, where it is installed.
--
-- pg_cron ticks in one time zone (GMT, or its setting cron.timezone); a schedule of
-- another zone stays with the worker. Called by a seed, so that a release keeps
-- pg_cron's jobs as the schedules are; idempotent, since pg_cron replaces by name.

create or replace function core.use_pg_cron()
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_zone text := coalesce(nullif(current_setting('cron.timezone', true), ''), 'GMT');
    -- Seconds came with pg_cron 1.5.
    v_pulse constant text := (
        select
            case
                when string_to_array(e.extversion, '.')::integer[] < '{1,5}'
                    then '* * * * *'
                else '1 second'
            end
        from (values ('pg_cron')) as n (name)
        left join pg_catalog.pg_extension as e on n.name = e.extname
    );
    v_schema name;
    v_name text;
    v_cron text;
begin
    select n.nspname
    into v_schema
    from pg_catalog.pg_namespace as n
    where n.nspname = 'cron' and to_regclass('cron.job') is not null;
    if not found then
        return;
    end if;

    for v_name in
        execute format(
            'select j.jobname::text from %I.job as j '
            'where starts_with(j.jobname, ''rowhouse:'') '
            'and j.jobname <> ''rowhouse:work'' '
            'and substr(j.jobname, 10) not in ('
            '    select s.name from core.job_schedules as s where s.is_enabled '
            '    union all '
            '    select concat(''pulse:'', p.name) from core.pulses as p'
            ')',
            v_schema
        )
    loop
        execute format('select %I.unschedule($1)', v_schema) using v_name;
    end loop;

    for v_name, v_cron in
        select s.name, s.cron
        from core.job_schedules as s
        where
            s.is_enabled
            and cardinality(string_to_array(s.cron, ' ')) = 5
            and (
                s.timezone = v_zone
                or s.timezone in ('UTC', 'GMT') and v_zone in ('UTC', 'GMT')
            )
        order by s.name
    loop
        execute format('select %I.schedule($1, $2, $3)', v_schema)
        using
            'rowhouse:' || v_name,
            v_cron,
            format('select core.run_schedule(%L)', v_name);
        return next v_name;
    end loop;

    execute format('select %I.schedule($1, $2, $3)', v_schema)
    using 'rowhouse:work', '* * * * *', 'select core.work_sql(1000)';

    for v_name in select p.name from core.pulses as p order by p.name loop
        execute format('select %I.schedule($1, $2, $3)', v_schema)
        using
            'rowhouse:pulse:' || v_name,
            v_pulse,
            format('select core.run_pulse(%L)', v_name);
    end loop;
end;
$$;

comment on function core.use_pg_cron() is
    'Ticks, SQL work and pulses in pg_cron; the schedules it took, none without it.';

-- @ functions/core/verify_audit 1ca89f4581d4ca48d003dc239aa6390a1bb82d5def7eef37f50a8f79473c4102
-- core.verify_audit: every seal against the entries as they are now.
--
-- Three things are compared: the chain (a seal that was changed or taken out breaks the
-- next one's link), each seal's root and count, and the count of all entries below the
-- last seal's window (an entry smuggled in beside every seal). A month that retention
-- dropped has its seals, checked by the chain alone. Whoever rewrites entries and all
-- seals since leaves no trace in here: that is what a chain hash kept elsewhere is for.
--
-- Reads only, in one snapshot. Definer: monitoring may know that all is well without a
-- right to read entries.

create or replace function core.verify_audit()
    returns table (seal_id bigint, month_on date, entries bigint, state text)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_seal core.audit_seals;
    v_previous core.audit_seals;
    v_found record;
    v_oldest timestamptz;
    v_count bigint;
    v_covered bigint := 0;
    v_is_restored boolean;
begin
    select min(b.from_at) into v_oldest
    from core._partition_bounds('core.audit_entries') as b;

    for v_seal in select s.* from core.audit_seals as s order by s.id loop
        v_found := core._seal_leaves(v_seal);
        v_count := coalesce(cardinality(v_found.leaves), 0);
        v_covered := v_covered + v_count;

        seal_id := v_seal.id;
        month_on := v_seal.month_on;
        entries := v_seal.entries;
        state := case
            when
                v_seal.previous_sha256
                is distinct from coalesce(v_previous.chain_sha256, ''::bytea)
                then 'a seal before this one is missing or changed'
            when v_seal.chain_sha256 <> core._seal_chain(v_seal) then 'seal changed'
            when
                v_count = 0
                and (v_seal.month_on + interval '1 month') at time zone 'UTC' <= v_oldest
                then 'dropped'
            when v_count < v_seal.entries then 'entries removed'
            when v_count > v_seal.entries then 'entries inserted'
            when (core._merkle_path(v_found.leaves)).root <> v_seal.root_sha256
                then 'entries changed'
            else 'ok'
        end;
        v_previous := v_seal;
        return next;
    end loop;

    v_is_restored :=
        v_previous.below_xid > pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    select count(*) into v_count
    from core.audit_entries as e
    where
        e.id <= v_previous.after_id
        or (
            e.xid < v_previous.below_xid
            and not (v_is_restored and e.id > v_previous.last_id)
        );
    if v_count > v_covered then
        seal_id := null;
        month_on := null;
        entries := v_count - v_covered;
        state := 'entries inserted beside every seal';
        return next;
    end if;
end;
$$;

grant execute on function core.verify_audit() to service_role, app_worker, app_reader;

comment on function core.verify_audit() is
$$One row per seal, oldest first: ok, dropped (by retention), or what is wrong.

A last row without a seal counts entries that slipped in beside all of them.
$$;

-- @ functions/core/wake_worker 4c697f9f1c0fd1d2c286a57b0332fe27bca1b00edb1f6a33732fc5c9e1e4c4b8
-- core.wake_worker: a worker is awake again: nobody need ring for it.

create or replace function core.wake_worker(p_worker uuid)
    returns void
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    delete from core.job_sleepers
    where worker = p_worker
$$;

grant execute on function core.wake_worker(uuid) to app_worker;

comment on function core.wake_worker(uuid) is
    'Take a worker off the list of sleepers.';

-- @ functions/core/watch_health 37c8c7bda966a7ad1f55f16e5b9d49e61feeafc981acd58c43e01b978a3d967e
-- core.watch_health: one look at every check, kept and judged.
--
-- Definer, as core.record_health is. One transaction: a watcher that dies leaves the
-- last look as it was. A check that was ended by a timeout is then asked only every ten
-- minutes, so it cannot cost each look its time.

create or replace function core.watch_health()
    returns integer
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select core.record_health(coalesce(jsonb_agg(to_jsonb(c)), '[]'))
    from core.check_health() as c
    where c.is_live
$$;

grant execute on function core.watch_health() to service_role, app_worker;

comment on function core.watch_health() is
$$Ask every health check, keep the answers, open and clear alerts.

Returns how many alerts are open. Runs by schedule.
Emits: core.alert.opened, core.alert.escalated, core.alert.cleared.
$$;

-- @ functions/core/why_job 7b41d85dfdcf18f84664733c177352ff33f33b6315ef188a7dbede11650dc4c5
-- core.why_job: what keeps a job from running, every reason there is, first things
-- first.
--
-- Reads without waiting: a row that is locked is being decided about, and says so.

create or replace function core.why_job(p_id bigint)
    returns table (rule text, detail text)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_job core.jobs;
    v_kind core.job_kinds;
    v_queue core.job_queues;
    v_provider core.job_providers;
    v_done core.finished_jobs;
    v_count bigint;
begin
    select * into v_job from core.jobs where id = p_id;
    if not found then
        select * into v_done from core.finished_jobs where id = p_id;
        if not found then
            perform core.raise_error(
                'core.unknown_job', format('There is no job %s.', p_id)
            );
        end if;
        return query values (
            'finished', format('It %s at %s.', v_done.outcome, v_done.finished_at)
        );
        return;
    end if;
    select * into v_kind from core.job_kinds where kind = v_job.kind;
    select * into v_queue from core.job_queues where name = v_job.queue;
    select * into v_provider from core.job_providers where name = v_kind.provider;

    if v_job.status = 'dead' then
        return query values ('dead', format(
            'It gave up after attempt %s of %s at %s: %s',
            v_job.attempts, v_job.max_attempts, v_job.died_at, v_job.last_error
        ));
        return;
    end if;
    if v_job.cancel_requested_at is not null then
        return query values ('cancel_requested', format(
            'It was asked to stop at %s.', v_job.cancel_requested_at
        ));
    end if;
    if v_job.lease_expires_at > v_now then
        return query values ('running', format(
            'Worker %s has it under token %s until %s.',
            v_job.leased_by, v_job.token, v_job.lease_expires_at
        ));
        return;
    end if;
    perform from core.jobs where id = p_id for update skip locked;
    if not found then
        return query values ('locked', 'Another transaction decides about it right now.');
        return;
    end if;
    if v_job.leased_by is not null then
        return query values ('lease_expired', format(
            'Worker %s lost it at %s; the next claim takes it.',
            v_job.leased_by, v_job.lease_expires_at
        ));
    end if;
    if v_queue.paused_until_at > v_now then
        return query values ('queue_paused', format(
            'Queue %s rests until %s. %s',
            v_queue.name, v_queue.paused_until_at, coalesce(v_queue.paused_reason, '')
        ));
    end if;
    if v_job.status = 'waiting' then
        return query values (v_job.wait_reason, format(
            '%s; looked at again at %s.%s',
            case v_job.wait_reason
                when 'scheduled' then 'It is meant for later'
                when 'retry' then format('Attempt %s failed', v_job.attempts)
                when 'concurrency_key' then format(
                    'Key %s runs as often as it may', v_job.concurrency_key
                )
                else format('Provider %s takes no call now', v_kind.provider)
            end,
            v_job.run_at,
            ' Last error: ' || v_job.last_error
        ));
    end if;
    if v_provider.paused_until_at > v_now then
        return query values ('provider_paused', format(
            'Provider %s rests until %s. %s',
            v_provider.name, v_provider.paused_until_at,
            coalesce(v_provider.paused_reason, '')
        ));
    end if;
    if v_provider.spent >= v_provider.daily_budget
        and v_provider.spent_on = (v_now at time zone 'UTC')::date
    then
        return query values ('provider_budget', format(
            'Provider %s had its %s calls of %s.',
            v_provider.name, v_provider.daily_budget, v_provider.spent_on
        ));
    end if;
    if v_job.concurrency_key is not null then
        select count(*)
        into v_count
        from core.jobs as j
        where
            j.concurrency_key = v_job.concurrency_key
            and j.status = 'ready'
            and j.leased_by is not null
            and j.id <> p_id;
        if v_count >= v_kind.concurrency then
            return query values ('concurrency_key', format(
                'Key %s runs %s times, as often as it may.', v_job.concurrency_key, v_count
            ));
        end if;
    end if;
    if v_job.status = 'ready' then
        select count(*)
        into v_count
        from (
            select
            from core.jobs as j
            where
                j.queue = v_job.queue
                and j.status = 'ready'
                and (-j.priority, j.id) < (-v_job.priority, v_job.id)
            limit 10000
        ) as ahead;
        return query values ('ready', format(
            'It may start; %s%s jobs of queue %s are before it.',
            v_count, case when v_count = 10000 then ' or more' else '' end, v_job.queue
        ));
        if v_kind.handler = 'python' then
            return query values (
                'needs_worker', format('A worker that knows %s must run.', v_job.kind)
            );
        end if;
    end if;
end;
$$;

grant execute on function core.why_job(bigint) to service_role, app_worker, app_reader;

comment on function core.why_job(bigint) is
$$Which rule, lock, limit or schedule keeps a job from running: (rule, detail) rows.

Errors: core.unknown_job.
$$;

-- @ functions/core/work_operation bd3fca86c7d5cafe221561baab999a3b55fc702c9eab4b7df186408aacc5c1b4
-- core.work_operation: do chunks of an operation for one slice of time.
--
-- Definer: chunk functions write for whoever asked; they decide what that one may.
-- Until it returns, core.actor_id, core.traceparent and core.request_id are those of
-- the call that started the operation, so audit entries and events name who asked. The
-- slice is counted from the transaction's start, since a worker runs jobs in batches.
-- Locks, in this order: one pending chunk after the other (skip locked, so no two
-- slices do the same), at the end the operation's row. Effects, marks, progress and the
-- job that goes on commit together: a worker that dies in the middle of a slice has
-- done nothing, and the next begins where the last commit was. Cancelling is seen
-- between chunks.

create or replace function core.work_operation(
    p_operation_id bigint,
    p_lane integer default 1
)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations;
    v_function regproc;
    v_chunk core.operation_chunks;
    v_until timestamptz := now() + make_interval(
        secs => (core.setting('core.operation_slice_ms'))::numeric / 1000
    );
    v_claims text := coalesce(current_setting('request.jwt.claims', true), '');
    v_trace text := coalesce(current_setting('rowhouse.traceparent', true), '');
    v_request text := coalesce(current_setting('rowhouse.request_id', true), '');
    v_is_finished boolean;
    v_refused integer;
    v_done integer := 0;
    v_failed integer := 0;
begin
    loop
        select *
        into v_operation
        from core.operations
        where id = p_operation_id;
        if v_operation.id is null then
            return 'finished';
        end if;
        exit when
            v_operation.finished_at is not null
            or v_operation.cancel_requested_at is not null;

        select *
        into v_chunk
        from core.operation_chunks
        where operation_id = p_operation_id and status = 'pending'
        order by number
        limit 1
        for update skip locked;
        exit when v_chunk.number is null;

        if v_function is null then
            select k.chunk_function::regproc
            into strict v_function
            from core.operation_kinds as k
            where k.kind = v_operation.kind;
            perform
                set_config(
                    'request.jwt.claims',
                    jsonb_strip_nulls(
                        jsonb_build_object('sub', v_operation.requested_by)
                    )::text,
                    true
                ),
                set_config(
                    'rowhouse.traceparent', coalesce(v_operation.traceparent, ''), true
                ),
                set_config(
                    'rowhouse.request_id', coalesce(v_operation.request_id, ''), true
                );
        end if;
        v_refused := core._do_chunk(v_operation, v_function, v_chunk);
        update core.operation_chunks
        set
            status = 'done',
            finished_at = core.now()
        where operation_id = p_operation_id and number = v_chunk.number;
        v_failed := v_failed + v_refused;
        v_done := v_done + jsonb_array_length(v_chunk.items) - v_refused;
        exit when clock_timestamp() >= v_until;
    end loop;

    v_is_finished := core._settle_operation(p_operation_id, v_done, v_failed);
    if not v_is_finished then
        -- Nothing to take, and not finished: another slice holds the rest. It may die.
        perform core._enqueue_operation(
            p_operation_id,
            p_lane,
            case when v_done + v_failed = 0 then interval '5 seconds' else '0' end
        );
    end if;
    perform
        set_config('request.jwt.claims', v_claims, true),
        set_config('rowhouse.traceparent', v_trace, true),
        set_config('rowhouse.request_id', v_request, true);
    return case when v_is_finished then 'finished' else 'continued' end;
end;
$$;

grant execute on function core.work_operation(bigint, integer)
to service_role, app_worker;

comment on function core.work_operation(bigint, integer) is
$$Do pending chunks of an operation for core.operation_slice_ms.

Returns `finished` or `continued`. Each chunk counts once, however often this is called and from wherever.
Emits: core.operation.finished.
$$;

-- @ functions/core/work_sql ff623519a87693239ecab30e6bd0278e49b1764363a3cf738a29bc5ec5ed95ff
-- core.work_sql: claim and run SQL jobs and SQL consumers, in one call; for pg_cron.
--
-- Claim and run are one transaction here: a crash takes the attempt back with the rest.
-- A consumer that fails is rolled back alone and named in a warning; it is read again.

create or replace function core.work_sql(p_limit integer default 100)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claim record;
    v_run record;
    v_consumer text;
    v_total integer := 0;
begin
    select * into v_claim from core.claim_sql_jobs(gen_random_uuid(), null, p_limit);
    select * into v_run from core.run_jobs(v_claim.ids, v_claim.tokens);
    v_total := v_run.done + v_run.failed;

    for v_consumer in
        select c.name
        from core.event_consumers as c
        where c.sql_function is not null
        order by c.name
    loop
        begin
            v_total := v_total + core.dispatch_events(v_consumer, p_limit);
        exception
            when others then
                raise warning 'consumer %: %: %', v_consumer, sqlstate, sqlerrm;
        end;
    end loop;
    return v_total;
end;
$$;

grant execute on function core.work_sql(integer) to service_role, app_worker;

comment on function core.work_sql(integer) is
    'Run up to p_limit SQL jobs, and each SQL consumer once; how much was done.';

-- @ functions/filters/_add_counts 1049e768a39508be9a3fc1e8e2e88f20b0c924a4ff29b61ff64b4a28f30e27ad
-- filters._add_counts: counts and what changed since, without values that are gone.

create or replace function filters._add_counts(
    p_counts filters.counts, p_changes filters.counts
)
    returns filters.counts
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.counts;
begin
    if (p_changes).value_ids is null then
        return p_counts;
    end if;

    select array_agg(value_id), array_agg(coalesce(c.lines, 0) + coalesce(n.lines, 0))
    into v_counts
    from unnest((p_counts).value_ids, (p_counts).lines) as c (value_id, lines)
    full join unnest((p_changes).value_ids, (p_changes).lines) as n (value_id, lines)
        using (value_id)
    where coalesce(c.lines, 0) + coalesce(n.lines, 0) > 0;

    return v_counts;
end;
$$;

grant execute on function filters._add_counts(filters.counts, filters.counts)
to authenticated, service_role;

comment on function filters._add_counts(filters.counts, filters.counts) is
    'The sum of counts and changes, without the values whose sum is 0.';

-- @ functions/filters/_add_master 10f7da8d714d27b7d37aa2f3c24942e01ce2c2a94618fb5a7ac14d83486c7224
-- filters._add_master: add master data, stores and baskets that incoming lines name.
--
-- Each kind by the order of its keys, and the kinds always in this order: calls that
-- add the same keys wait for each other in one direction only. What is known stays as
-- it is.

create or replace function filters._add_master(p_lines filters.incoming_line[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform master._add_catalog(
        (
            select coalesce(jsonb_agg(n), '[]')
            from (
                select
                    l.brand,
                    l.department,
                    l.category,
                    bool_or(lower(l.brand_mark) = 'private') as is_private,
                    count(*) as lines
                from unnest(p_lines) as l
                group by 1, 2, 3
            ) as n
        )
    );

    insert into master.store_classes (code, name)
    select l.store_class, concat('Class ', l.store_class)
    from unnest(p_lines) as l
    where l.store_class is not null
    group by l.store_class
    order by l.store_class
    on conflict (code) do nothing;

    insert into filters.stores (store_key, name, city_id, store_class_id)
    select l.store_key, concat('Store ', l.store_key), min(c.id), min(k.id)
    from unnest(p_lines) as l
    left join master.cities as c on l.city_code = c.psgc_code
    left join master.store_classes as k on l.store_class = k.code
    group by l.store_key
    order by l.store_key
    on conflict (store_key) do nothing;

    insert into filters.baskets (basket_key, store_id)
    select l.basket_key, min(s.id)
    from unnest(p_lines) as l
    inner join filters.stores as s on l.store_key = s.store_key
    group by l.basket_key
    order by l.basket_key
    on conflict (basket_key) do nothing;
end;
$$;

comment on function filters._add_master(filters.incoming_line[]) is
    'Add unknown categories, brands, store classes, stores and baskets.';

-- @ functions/filters/_apply_config 666953434cd8bb3da88dbc7c04f0b3329509a6b9f6d90f272a95cd3afccd908f
-- filters._apply_config: make a checked configuration the one that holds.
--
-- Who turns it on from off, or changes what is read, starts a fill. Who turns it off
-- keeps its values, as counts that stand still, or drops them; from a fill that was not
-- done nothing is kept. A source that is left is compiled anew, as the new one is.

create or replace function filters._apply_config(
    p_config jsonb, p_is_on boolean, p_keep_values boolean, p_reason text
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := p_config ->> 'name';
    v_was filters.dimensions;
    v_is filters.dimensions;
    v_number bigint;
    v_operation bigint;
begin
    select * into v_was
    from filters.dimensions
    where name = v_name;
    -- A table that is gone has no name to write again.
    if v_was.name is null or filters._dimension_config(v_was) <> p_config then
        perform filters._write_dimension(p_config);
    end if;
    v_number := filters._record_version(v_name, p_is_on, p_reason);
    select * into strict v_is
    from filters.dimensions
    where name = v_name;

    if v_is.counted_by = 'cells' then
        update filters.dimensions
        set state = case when p_is_on then 'live' else 'off' end
        where name = v_name;
    elsif not p_is_on then
        perform filters._turn_off(v_name, p_keep_values);
    elsif v_is.state = 'off' or (
        v_was.source_table, v_was.column_name, v_was.json_path, v_was.parent
    ) is distinct from (
        v_is.source_table, v_is.column_name, v_is.json_path, v_is.parent
    ) then
        v_operation := filters._start_fill(v_name, v_number);
    end if;
    if v_was.source_table <> v_is.source_table then
        perform filters._compile_dimension(v_was.source_table);
    end if;

    return jsonb_build_object(
        'dimension', v_name,
        'version', v_number,
        'state', (select state from filters.dimensions where name = v_name),
        'operation_id', v_operation
    );
end;
$$;

comment on function filters._apply_config(jsonb, boolean, boolean, text) is
    '{dimension, version, state, operation_id}. Errors: PT409 filters.source_busy.';

-- @ functions/filters/_basket_size_bounds 4689bd1cbe737cef84888872540f1bd7e117e22cbb8af33278869da5ae807df3
-- filters._basket_size_bounds: where the buckets of basket sizes begin.
--
-- A table's content depends on it: after a change, select filters.rebuild_values().

create or replace function filters._basket_size_bounds()
    returns bigint[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array[2, 3, 5, 10, 20, 50, 100]::bigint[]
$$;

grant execute on function filters._basket_size_bounds()
to authenticated, service_role, app_reader;

comment on function filters._basket_size_bounds() is
$$Lower bounds of the basket size buckets from the second on; the first takes all below.

Units: lines.
$$;

-- @ functions/filters/_bucket 4d17023f99448aeebf8137fdb6e7774f5d8ee1a7b34ad6f4aaecf8e4147810d7
-- filters._bucket: the part of a fill that counts a value.

create or replace function filters._bucket(p_value text, p_parts integer)
    returns integer
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
    return (
        (hashtext(p_value collate "C")::bigint + 2147483648) % p_parts
    )::integer;

comment on function filters._bucket(text, integer) is
    'From 0 to p_parts - 1, by the hash of the value.';

-- @ functions/filters/_changed_baskets 0ff676d4598297ca50de3cb0d1dfe7319ba1a663d2fa49f47994f56b39c55ce4
-- filters._changed_baskets: baskets with changes not folded yet, as they are now.
--
-- What the bitmaps say of these baskets is out of date; readers leave their bits out
-- and add what stands here. Definer: callers may know how many lines a basket has, not
-- which.

create or replace function filters._changed_baskets(p_selection filters.selection)
    returns table (
        place_id bigint, ordinal integer, old_size bigint, size bigint, matching bigint
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_stores filters.selection := p_selection;
begin
    if not exists (select from filters.line_changes) then
        return;
    end if;
    v_stores.category_ids := null;
    v_stores.brand_ids := null;

    return query
    select c.place_id, b.ordinal::integer, b.line_count, n.size, n.matching
    from (
        select distinct l.place_id, l.store_id, l.basket_id
        from filters._select_changes(v_stores) as l
    ) as c
    inner join filters.baskets as b on c.basket_id = b.id
    cross join lateral (
        select
            count(*) as size,
            count(*) filter (
                where
                    (
                        p_selection.category_ids is null
                        or t.category_id = any(p_selection.category_ids)
                    )
                    and (
                        p_selection.brand_ids is null
                        or t.brand_id = any(p_selection.brand_ids)
                    )
            ) as matching
        from filters.transactions as t
        where t.store_id = c.store_id and t.basket_id = c.basket_id
    ) as n;
end;
$$;

grant execute on function filters._changed_baskets(filters.selection)
to authenticated, service_role;

comment on function filters._changed_baskets(filters.selection) is
$$Changed baskets of the selection's stores: place, bit (or null), sizes, matches.

Units: `old_size` lines when last folded, `size` lines now, `matching` those of them in
the selection's categories and brands.
$$;

-- @ functions/filters/_changed_masks b35c1d0b5d241d598988a73c671cb5f1417f0108b220db05f8ee7fb78bab1406
-- filters._changed_masks: per store, the bits that are out of date.

create or replace function filters._changed_masks(p_selection filters.selection)
    returns table (place_id bigint, mask bit varying)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select
        p.id,
        bit_or(
            set_bit(repeat('0', p.capacity::integer)::bit varying, b.ordinal, 1)
        )::bit varying
    from filters._changed_baskets(p_selection) as b
    inner join filters.places as p on b.place_id = p.id
    where b.ordinal is not null
    group by p.id;
end;
$$;

grant execute on function filters._changed_masks(filters.selection)
to authenticated, service_role;

comment on function filters._changed_masks(filters.selection) is
    'Stores of a selection with changed baskets, and which of their bits those are.';

-- @ functions/filters/_check_config 527dc6a929ce569beacf7dc95ab1f33ad891888364c6ebeb4580d2f34db6418a
-- filters._check_config: a configuration, complete and of the right form.
--
-- What is left out stays as it is; for a new dimension it is the default.

create or replace function filters._check_config(p_config jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now filters.dimensions;
    v_config jsonb;
    v_fault text;
begin
    v_fault := filters._config_fault(p_config);
    if v_fault is not null then
        perform core.raise_error('filters.invalid_dimension', v_fault);
    end if;

    select * into v_now
    from filters.dimensions
    where name = p_config ->> 'name';
    v_config := case
        when v_now.name is not null then filters._dimension_config(v_now)
        else jsonb_build_object(
            'label', p_config -> 'name',
            'path', null,
            'parent', null,
            'position', (
                select coalesce(max(d.position), 0) + 1 from filters.dimensions as d
            ),
            'debounce_ms', 200,
            'roles', null,
            'master', null,
            'prune_after', null,
            'protected', jsonb_build_array()
        )
    end || (p_config - 'reason');

    if v_now.counted_by = 'cells' then
        if (v_config - array['label', 'debounce_ms', 'roles', 'prune_after', 'protected'])
            <> (
                filters._dimension_config(v_now)
                - array['label', 'debounce_ms', 'roles', 'prune_after', 'protected']
            )
        then
            perform core.raise_error(
                'filters.invalid_dimension',
                format(
                    '%s is built in: only label, debounce_ms, roles, prune_after and '
                    'protected can change.',
                    v_now.name
                )
            );
        end if;
        return v_config;
    end if;

    v_fault := filters._reading_fault(v_config);
    if v_fault is not null then
        perform core.raise_error('filters.invalid_dimension', v_fault);
    end if;
    return v_config;
end;
$$;

comment on function filters._check_config(jsonb) is
    'Errors: PT422 filters.invalid_dimension, filters.invalid_source.';

-- @ functions/filters/_check_dimension 2d123ab000ddda38c141672cfae092a0960154f7c4bc5585210efb60509e4326
-- filters._check_dimension: refuse what is no dimension, or is switched off.

create or replace function filters._check_dimension(p_name text)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from filters.dimensions where name = p_name and is_enabled
    ) then
        return;
    end if;

    perform core.raise_error(
        'filters.unknown_dimension',
        format(
            '%s is no dimension. Known: %s.',
            coalesce(quote_literal(left(p_name, 60)), 'null'),
            (
                select string_agg(name, ', ' order by position, name)
                from filters.dimensions
                where is_enabled
            )
        )
    );
end;
$$;

grant execute on function filters._check_dimension(text) to authenticated, service_role;

comment on function filters._check_dimension(text) is
$$Return if this dimension is known and enabled.

Errors: PT422 filters.unknown_dimension, with the list of those that are.
$$;

-- @ functions/filters/_check_master feb473e7e4968e2107567fc9e3787cc670ae94596e9c512a2d7a01b7052a2103
-- filters._check_master: the table that a name means, if master rows can live there.

create or replace function filters._check_master(p_name text)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table regclass := filters._check_source(p_name);
begin
    if exists (
        select from filters.dimensions as d where d.source_table = v_table
    ) then
        perform core.raise_error(
            'filters.invalid_source', format('%s is counted itself.', v_table)
        );
    end if;
    return v_table;
end;
$$;

comment on function filters._check_master(text) is
    'Errors: PT422 filters.invalid_source.';

-- @ functions/filters/_check_readable 96dea2fb50edd4dd1a920367cd953c1bc253b7d8f8dcd67794895cdea420f6dc
-- filters._check_readable: refuse a caller who lacks the role of a dimension he names.
--
-- For definer functions, before which row-level security does not stand.

create or replace function filters._check_readable(p_dimension text, p_selection jsonb)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from filters.dimensions as d
        where
            (d.name = p_dimension or p_selection ? d.name)
            and not (d.is_enabled and filters._holds_role(d.roles))
    ) then
        perform core.raise_error(
            'filters.unknown_dimension', format('%s is no dimension.', p_dimension)
        );
    end if;
end;
$$;

comment on function filters._check_readable(text, jsonb) is
    'Errors: PT422 filters.unknown_dimension, of the dimension or one that narrows it.';

-- @ functions/filters/_check_source 1ce51d209b982203190342f1013b30cb75c32146c5ea83ae0f61baa631f5f179
-- filters._check_source: the table that a name means, if its rows can be counted.
--
-- Refused is what statement triggers would not see whole: a partition or a table with
-- heirs (writes go in by another name), an unlogged table (a crash empties it without a
-- statement), views and foreign tables; and our own bookkeeping.

create or replace function filters._check_source(p_name text)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table pg_catalog.pg_class;
    v_schema name;
    v_fault text;
begin
    begin
        select * into v_table
        from pg_catalog.pg_class
        where oid = to_regclass(p_name);
    exception
        when syntax_error or invalid_name or feature_not_supported then
            v_table := null;
    end;
    v_schema := v_table.relnamespace::regnamespace::text;

    v_fault := case
        when v_table.oid is null then 'is no table, or is not named with its schema'
        when v_table.relkind not in ('r', 'p') then 'is no table'
        when v_table.relpersistence <> 'p' then 'is temporary or unlogged'
        when v_table.oid < 16384
            or v_schema in ('information_schema', 'core', 'filters_compiled', 'rowhouse')
            then 'belongs to the system'
        when v_schema = 'filters' and v_table.relname not in (
            'transactions', 'stores', 'baskets'
        ) then 'belongs to the system'
        when v_table.relispartition then 'is a partition: name the whole table'
        when v_table.relkind = 'r' and exists (
            select from pg_catalog.pg_inherits
            where v_table.oid in (inhrelid, inhparent)
        ) then 'inherits, or others inherit from it'
        when not pg_has_role(v_table.relowner, 'usage')
            then 'belongs to another role'
    end;
    if v_fault is not null then
        perform core.raise_error(
            'filters.invalid_source',
            format('%s %s.', coalesce(left(p_name, 130), 'null'), v_fault)
        );
    end if;
    return v_table.oid::regclass;
end;
$$;

comment on function filters._check_source(text) is
    'Errors: PT422 filters.invalid_source.';

-- @ functions/filters/_choose_kind 3dbef7648182162a986a6311d110c616b10e75c610a39f2769a7cc7acd3380e7
-- filters._choose_kind: the coarsest kind of place that tells a selection's stores.
--
-- A province says its region, a city only its stores. Groups hold margins: with both a
-- category and a brand to look at, only stores and `all` know them together.

create or replace function filters._choose_kind(
    p_selection filters.selection, p_is_margin boolean
)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return case
        when num_nonnulls(
            (p_selection).region_ids, (p_selection).province_ids,
            (p_selection).city_ids, (p_selection).store_class_ids
        ) = 0 then 'all'
        when (p_selection).city_ids is not null or not p_is_margin then 'store'
        when num_nonnulls((p_selection).region_ids, (p_selection).province_ids) = 0
            then 'store_class'
        else concat(
            case when (p_selection).province_ids is null then 'region' else 'province' end,
            case when (p_selection).store_class_ids is not null then '_class' end
        )
    end;
end;
$$;

grant execute on function filters._choose_kind(filters.selection, boolean)
to authenticated, service_role;

comment on function filters._choose_kind(filters.selection, boolean) is
    'Kind of the places to read for a list of categories or brands.';

-- @ functions/filters/_column_type 210d90828fb93b70b624825c0da664b6159c32c7e6ec4c6ba2d6c431650bd7ac
-- filters._column_type: the type of a column that can be a dimension, else null.
--
-- Of a domain, the type below it.

create or replace function filters._column_type(p_source regclass, p_column name)
    returns regtype
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive base as (
        select a.atttypid as type
        from pg_catalog.pg_attribute as a
        where
            a.attrelid = p_source
            and a.attname = p_column
            and a.attnum > 0
            and not a.attisdropped
        union all
        select t.typbasetype
        from base as b
        inner join pg_catalog.pg_type as t on b.type = t.oid
        where t.typtype = 'd'
    )

    select t.oid::regtype
    from base as b
    inner join pg_catalog.pg_type as t on b.type = t.oid
    where
        t.typtype = 'e'
        or (t.typtype = 'b' and t.typcategory = 'S')
        or t.oid in (
            'smallint'::regtype, 'integer'::regtype, 'bigint'::regtype,
            'numeric'::regtype, 'boolean'::regtype, 'date'::regtype,
            'uuid'::regtype, 'jsonb'::regtype
        )
$$;

comment on function filters._column_type(regclass, name) is
    'Text-like, whole and exact numbers, boolean, date, uuid, enum, jsonb; else null.';

-- @ functions/filters/_compare_counters 5f3098a70633f25fe9a469fe191d95058bb807b0cb52750dceb362f4c0ddbb3e
-- filters._compare_counters: where the counters of a dimension differ from its source.
--
-- One statement reads counts, deltas and source, so in one snapshot, while writers go
-- on. Definer: an operator may ask without a right to read the source.

create or replace function filters._compare_counters(p_dimension text)
    returns table (parent_value text, value text, counted bigint, found bigint)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
declare
    v_count text := filters._write_count(p_dimension);
begin
    if v_count is null then
        return query select null::text, null::text, null::bigint, null::bigint;
        return;
    end if;

    return query execute format(
        'select coalesce(c.parent_value, n.parent_value), coalesce(c.value, n.value), '
        'c.lines, n.lines '
        'from (select * from filters.current_counts where dimension = $1) as c '
        'full join (%s) as n on c.value = n.value '
        'and coalesce(c.parent_value, '''') = coalesce(n.parent_value, '''') '
        'and (c.parent_value is null) = (n.parent_value is null) '
        'where c.lines is distinct from n.lines',
        v_count
    )
    using p_dimension;
end;
$$;

grant execute on function filters._compare_counters(text)
to service_role, app_reader;

comment on function filters._compare_counters(text) is
$$Values whose counts and deltas do not add up to the rows of the source; else no row.

A dimension whose column is gone differs.
Units: counted and found are rows.
$$;

-- @ functions/filters/_compile_dimension 3d8754bc632da7852937ff4b261b66d6de1a00f7316f3c02600e145476390c0a
-- filters._compile_dimension: write the triggers that count a source, or remove them.
--
-- The lock waits for every writer and stops new ones until the commit, so that each
-- statement is counted by one version of the function, whole. Dynamic SQL: names from
-- the catalog through %I and regclass, values through %L, nothing else.

create or replace function filters._compile_dimension(p_source regclass)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function text;
    v_body text;
    v_table record;
begin
    perform filters._lock_source(
        p_source,
        not exists (
            select from filters.dimensions as d
            where
                d.source_table = p_source
                and d.counted_by = 'counters'
                and d.state <> 'off'
        )
    );
    select format('filters_compiled.%I', 'tg_source_' || s.id || '__count')
    into v_function
    from filters.sources as s
    where s.source_table = p_source;
    v_body := filters._write_counting(p_source);
    if v_body is null then
        perform filters._drop_counting(v_function);
        return;
    end if;

    execute format(
        'create or replace function %s() returns trigger language plpgsql volatile '
        'security definer set search_path = pg_catalog, pg_temp as %L',
        v_function, v_body
    );
    for v_table in
        select
            t.name,
            c.relkind = 'r' as is_leaf
        from filters._list_source_tables(p_source) as t (name)
        inner join pg_catalog.pg_class as c on t.name = c.oid
        order by c.oid
    loop
        perform filters._write_triggers(v_table.name, v_function, v_table.is_leaf);
    end loop;
end;
$$;

comment on function filters._compile_dimension(regclass) is
$$Make the triggers of a source count its registered dimensions, and no others.

Errors: PT409 filters.source_busy.
$$;

-- @ functions/filters/_config_fault 132c5d1a0dd9295d4714d4238afae01d8a1db29e17e7c5eb877acc8fdca24aa2
-- filters._config_fault: what is wrong with the form of a configuration, or null.

create or replace function filters._config_fault(p_config jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_types constant jsonb := '{
        "name": ["string"], "label": ["string"], "source": ["string"],
        "column": ["string"], "path": ["array", "null"], "parent": ["string", "null"],
        "position": ["number"], "debounce_ms": ["number"], "roles": ["array", "null"],
        "master": ["object", "null"], "prune_after": ["string", "null"],
        "protected": ["array"], "reason": ["string"]
    }'::jsonb;
    v_fault text;
begin
    if jsonb_typeof(p_config) is distinct from 'object' then
        return 'The configuration is no JSON object.';
    end if;
    select
        case
            when not v_types ? e.key then format('%s is no key of it.', left(e.key, 60))
            else format('%s is a JSON %s.', e.key, jsonb_typeof(e.value))
        end
    into v_fault
    from jsonb_each(p_config) as e
    where not coalesce(v_types -> e.key ? jsonb_typeof(e.value), false)
    order by e.key
    limit 1;
    if v_fault is not null then
        return v_fault;
    end if;

    select format('%s holds something that is no text.', e.key)
    into v_fault
    from jsonb_each(p_config) as e
    where
        jsonb_typeof(e.value) = 'array'
        and (
            jsonb_path_exists(e.value, 'strict $[*] ? (@.type() != "string")')
            or (e.value = '[]' and e.key <> 'protected')
        )
    limit 1;
    if v_fault is not null then
        return v_fault;
    end if;

    return case
        when coalesce(p_config ->> 'name', '') !~ '^[a-z][a-z_]{0,62}$'
            then 'name is not of lower-case letters and _, 63 characters at most.'
        when p_config ->> 'label' = '' or length(p_config ->> 'label') > 200
            then 'label is empty or has more than 200 characters.'
        when (p_config ->> 'debounce_ms')::numeric not between 0 and 1000
            or (p_config ->> 'debounce_ms')::numeric % 1 <> 0
            then 'debounce_ms is no whole number from 0 to 1000.'
        when (p_config ->> 'position')::numeric not between 1 and 1000000
            or (p_config ->> 'position')::numeric % 1 <> 0
            then 'position is no whole number from 1.'
        when p_config -> 'master' <> 'null' and (
            (p_config -> 'master') - array['table', 'key', 'label'] <> '{}'
            or not (p_config -> 'master') ?& array['table', 'key', 'label']
            or jsonb_path_exists(
                p_config -> 'master', 'strict $.* ? (@.type() != "string")'
            )
        ) then 'master is not {table, key, label}.'
        when not filters._is_interval(p_config ->> 'prune_after')
            then 'prune_after is no interval, as `30 days`, of zero or more.'
    end;
end;
$$;

comment on function filters._config_fault(jsonb) is
    'A sentence, or null: unknown keys, wrong types, values out of range.';

-- @ functions/filters/_count_baskets 89025a55eaf758cc9344400b3045f7d37f36ec5440dab381a087a26a3df9a513
-- filters._count_baskets: how many baskets have a line in a selection.
--
-- A basket lies in one store, and in one cell of it when at most one category and one
-- brand are selected: then the cells' own numbers add up, and only the bits of changed
-- baskets are taken out. Else bitmaps are or-ed first.

create or replace function filters._count_baskets(
    p_selection filters.selection, p_in_cells bigint
)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_folded bigint;
    v_changed bigint;
begin
    if cardinality(v_categories) > 1 or cardinality(v_brands) > 1 then
        select coalesce(sum(bit_count(m.bits)), 0)
        into v_folded
        from filters._measure_stores(p_selection) as m;
    else
        select p_in_cells - coalesce(sum(bit_count(c.bits & m.mask)), 0)
        into v_folded
        from filters._changed_masks(p_selection) as m
        cross join lateral (
                select n.bits
                from filters.cells as n
                where
                    n.place_id = m.place_id
                    and n.category_id = v_categories[1]
                    and n.brand_id = v_brands[1]
                limit 1
            ) as c;
    end if;

    select count(*)
    into v_changed
    from filters._changed_baskets(p_selection) as b
    where b.matching > 0;

    return v_folded + v_changed;
end;
$$;

grant execute on function filters._count_baskets(filters.selection, bigint)
to authenticated, service_role;

comment on function filters._count_baskets(filters.selection, bigint) is
$$Baskets that have a matching line; p_in_cells is what filters._measure_cells says.

Units: baskets.
$$;

-- @ functions/filters/_count_cells 309f10dafc2964111664cc9738ff9fb756bf1e441a90e85ab02344d31a754d43
-- filters._count_cells: folded lines per value of one dimension, inside a selection.
--
-- The selection must not narrow the dimension itself: filters._read_within leaves it
-- out.

create or replace function filters._count_cells(
    p_dimension text, p_selection filters.selection
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_kind text;
    v_places bigint[];
    v_counts filters.counts;
begin
    if p_selection is null then
        select array_agg(d.value_id), array_agg(d.lines)
        into v_counts
        from filters.dimension_values as d
        where d.dimension = p_dimension;
    elsif p_dimension = 'category' then
        v_kind := filters._choose_kind(p_selection, p_selection.brand_ids is null);
        v_places := filters._select_places(v_kind, p_selection);
        if p_selection.brand_ids is null then
            select array_agg(n.category_id), array_agg(n.lines)
            into v_counts
            from (
                select c.category_id, sum(c.lines)::bigint as lines
                from unnest(v_places) as p (id)
                cross join lateral (
                    select m.category_id, m.lines
                    from filters.cells as m
                    where m.place_id = p.id and m.category_id > 0 and m.brand_id = 0
                    offset 0
                ) as c
                group by c.category_id
            ) as n;
        else
            select array_agg(n.category_id), array_agg(n.lines)
            into v_counts
            from (
                select c.category_id, sum(c.lines)::bigint as lines
                from unnest(v_places) as p (id)
                cross join unnest(v_brands) as b (id)
                cross join lateral (
                    select m.category_id, m.lines
                    from filters.cells as m
                    where
                        m.brand_id = b.id
                        and m.place_id = p.id
                        and m.category_id > 0
                        and m.brand_id > 0
                    offset 0
                ) as c
                group by c.category_id
            ) as n;
        end if;
    elsif p_dimension = 'brand' then
        v_kind := filters._choose_kind(p_selection, p_selection.category_ids is null);
        v_places := filters._select_places(v_kind, p_selection);
        select array_agg(n.brand_id), array_agg(n.lines)
        into v_counts
        from (
            select c.brand_id, sum(c.lines)::bigint as lines
            from unnest(v_places) as p (id)
            cross join unnest(v_categories) as k (id)
            cross join lateral (
                select m.brand_id, m.lines
                from filters.cells as m
                where m.place_id = p.id and m.category_id = k.id and m.brand_id > 0
                offset 0
            ) as c
            group by c.brand_id
        ) as n;
    else
        v_places := filters._select_places('store', p_selection);
        select array_agg(n.value_id), array_agg(n.lines)
        into v_counts
        from (
            select v.value_id, sum(c.lines)::bigint as lines
            from filters.places as p
            cross join unnest(v_categories) as k (id)
            cross join unnest(v_brands) as b (id)
            cross join lateral (
                    select m.lines
                    from filters.cells as m
                    where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
                    limit 1
                ) as c
            cross join lateral (
                select
                    case p_dimension
                        when 'region' then p.region_id
                        when 'province' then p.province_id
                        when 'city' then p.city_id
                        when 'store_class' then p.store_class_id
                    end as value_id
            ) as v
            where p.id = any(v_places) and v.value_id is not null
            group by v.value_id
        ) as n;
    end if;

    v_counts.value_ids := coalesce(v_counts.value_ids, '{}');
    v_counts.lines := coalesce(v_counts.lines, '{}');
    return v_counts;
end;
$$;

grant execute on function filters._count_cells(text, filters.selection)
to authenticated, service_role;

comment on function filters._count_cells(text, filters.selection) is
$$Ids of the values that have a folded line in the selection, and how many.

Units: lines.
$$;

-- @ functions/filters/_count_changes 3f9a3873a7c54f19f558516234c33abca93ad03a0470249d5f15e236200a2514
-- filters._count_changes: what changes, not folded yet, add to the counts of values.

create or replace function filters._count_changes(
    p_dimension text, p_selection filters.selection
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.counts;
begin
    if not exists (select from filters.line_changes) then
        return v_counts;
    end if;

    select array_agg(n.value_id), array_agg(n.lines)
    into v_counts
    from (
        select v.value_id, sum(l.lines)::bigint as lines
        from filters._select_changes(p_selection) as l
        cross join lateral (
            select
                case p_dimension
                    when 'region' then l.region_id
                    when 'province' then l.province_id
                    when 'city' then l.city_id
                    when 'store_class' then l.store_class_id
                    when 'category' then l.category_id
                    when 'brand' then l.brand_id
                end as value_id
        ) as v
        where v.value_id is not null
        group by v.value_id
        having sum(l.lines) <> 0
    ) as n;
    return v_counts;
end;
$$;

grant execute on function filters._count_changes(text, filters.selection)
to authenticated, service_role;

comment on function filters._count_changes(text, filters.selection) is
$$Ids of values whose count changed, and by how much; null arrays when none did.

Units: lines, below zero where more went than came.
$$;

-- @ functions/filters/_count_groups 61d120ab856bc39f4319ba08b4d807fe2810425c57a1201f4c2e25dfcd0098b4
-- filters._count_groups: add lines to the cells of the groups of stores.

create or replace function filters._count_groups(p_after_id bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
    select filters._fold_groups(
        array(
            select
                row(
                    store_id, 0, category_id, brand_id, 0, count(*), now()
                )::filters.line_changes
            from filters.transactions
            where id > p_after_id
            group by store_id, category_id, brand_id
        )
    )
$$;

comment on function filters._count_groups(bigint) is
    'Add the lines whose id is greater to the cells of the groups of stores.';

-- @ functions/filters/_count_listed 9c651a461dcf5dd9c6c7d9817b416145fcbaefba83e06640de349a66a06b36e9
-- filters._count_listed: how many values of a dimension have a line.

create or replace function filters._count_listed(p_dimension text)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changes filters.counts := filters._count_changes(p_dimension, null);
    v_listed bigint;
begin
    select count(*)
    into v_listed
    from filters.dimension_values as d
    where d.dimension = p_dimension;
    if v_changes.value_ids is null then
        return v_listed;
    end if;

    return (
        select
            v_listed
            + count(*) filter (where d.value_id is null)
            - count(*) filter (where d.lines + c.lines = 0)
        from unnest(v_changes.value_ids, v_changes.lines) as c (value_id, lines)
        left join filters.dimension_values as d
            on d.dimension = p_dimension and c.value_id = d.value_id
    );
end;
$$;

grant execute on function filters._count_listed(text) to authenticated, service_role;

comment on function filters._count_listed(text) is
$$Number of values of a dimension, those of changes not folded yet among them.

Units: values.
$$;

-- @ functions/filters/_count_listed_counters a7880554ed47c860039c9e54f59a21a624b291b0edf22f8f29f29b7d46f3e25c
-- filters._count_listed_counters: how many values a registered dimension lists.
--
-- Folded values by their index, corrected by what the deltas bring and take away.

create or replace function filters._count_listed_counters(p_dimension text)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with fresh as materialized (
        select
            d.value,
            sum(d.lines) as lines,
            coalesce(
                (
                    select sum(c.lines)
                    from filters.value_counts as c
                    where c.dimension = p_dimension and c.value = d.value
                ), 0
            ) as folded
        from filters.value_deltas as d
        where d.dimension = p_dimension
        group by d.value
    )

    select
        (
            select count(*)
            from (
                select c.value
                from filters.value_counts as c
                where c.dimension = p_dimension
                group by c.value
            ) as n
        )
        + (
            select
                count(*) filter (where f.folded = 0 and f.lines <> 0)
                - count(*) filter (where f.folded <> 0 and f.folded + f.lines = 0)
            from fresh as f
        )
$$;

grant execute on function filters._count_listed_counters(text)
to authenticated, service_role;

comment on function filters._count_listed_counters(text) is
    'Distinct values with a line, under all parents together.';

-- @ functions/filters/_count_place_cells e9ed23a421aa356ffaf28e76d438394868864a47f94783f8df3d1708a844d972
-- filters._count_place_cells: folded counts of the four dimensions of stores.
--
-- One pass over the stores for all four, each without its own part of the selection.

create or replace function filters._count_place_cells(p_selection filters.selection)
    returns filters.place_counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_counts filters.place_counts;
begin
    with store as materialized (
        select
            p.region_id,
            p.province_id,
            p.city_id,
            p.store_class_id,
            c.lines,
            p_selection.region_ids is null
            or p.region_id = any(p_selection.region_ids) as in_region,
            p_selection.province_ids is null
            or p.province_id = any(p_selection.province_ids) as in_province,
            p_selection.city_ids is null
            or p.city_id = any(p_selection.city_ids) as in_city,
            p_selection.store_class_ids is null
            or p.store_class_id = any(p_selection.store_class_ids) as in_class
        from filters.places as p
        cross join unnest(v_categories) as k (id)
        cross join unnest(v_brands) as b (id)
        cross join lateral (
                select m.lines
                from filters.cells as m
                where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
                limit 1
            ) as c
        where p.kind = 'store'
    ),

    by_region as (
        select region_id as value_id, sum(lines)::bigint as lines
        from store
        where region_id is not null and in_province and in_city and in_class
        group by region_id
    ),

    by_province as (
        select province_id as value_id, sum(lines)::bigint as lines
        from store
        where province_id is not null and in_region and in_city and in_class
        group by province_id
    ),

    by_city as (
        select city_id as value_id, sum(lines)::bigint as lines
        from store
        where city_id is not null and in_region and in_province and in_class
        group by city_id
    ),

    by_class as (
        select store_class_id as value_id, sum(lines)::bigint as lines
        from store
        where store_class_id is not null and in_region and in_province and in_city
        group by store_class_id
    )

    select
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_region
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_province
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_city
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_class
        )
    into v_counts;

    return v_counts;
end;
$$;

grant execute on function filters._count_place_cells(filters.selection)
to authenticated, service_role;

comment on function filters._count_place_cells(filters.selection) is
    'Counts of the four dimensions of stores, each narrowed by all others.';

-- @ functions/filters/_count_place_values d6486ddbc5a6550d4cf0de523fa0e36ff9bed47d8df52b216720b4fc3928ebeb
-- filters._count_place_values: regions, provinces, cities and classes of a selection.
--
-- What is folded and what is not, in one snapshot, each without its own part of the
-- selection.

create or replace function filters._count_place_values(p_selection filters.selection)
    returns filters.place_counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.place_counts := filters._count_place_cells(p_selection);
    v_others filters.selection := p_selection;
begin
    v_others.region_ids := null;
    v_counts.region := filters._add_counts(
        v_counts.region, filters._count_changes('region', v_others)
    );
    v_others := p_selection;
    v_others.province_ids := null;
    v_counts.province := filters._add_counts(
        v_counts.province, filters._count_changes('province', v_others)
    );
    v_others := p_selection;
    v_others.city_ids := null;
    v_counts.city := filters._add_counts(
        v_counts.city, filters._count_changes('city', v_others)
    );
    v_others := p_selection;
    v_others.store_class_ids := null;
    v_counts.store_class := filters._add_counts(
        v_counts.store_class, filters._count_changes('store_class', v_others)
    );
    return v_counts;
end;
$$;

grant execute on function filters._count_place_values(filters.selection)
to authenticated, service_role;

comment on function filters._count_place_values(filters.selection) is
    'Counts of the four dimensions of stores, each narrowed by all others.';

-- @ functions/filters/_count_prices 8cc30d674bcf09e10d5bac5bf2226e9cbe11aa4ed3a1392e79b6902cd68647fb
-- filters._count_prices: how the lines of a selection spread over prices.

create or replace function filters._count_prices(p_selection filters.selection)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
begin
    return array(
        select sum(n.lines)::bigint
        from (
            select o.bucket, o.lines
            from unnest(v_places) as p (id)
            cross join unnest(v_categories) as k (id)
            cross join unnest(v_brands) as b (id)
            cross join lateral (
                    select m.price_counts
                    from filters.cells as m
                    where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
                    limit 1
                ) as c
            cross join unnest(c.price_counts) with ordinality as o (lines, bucket)
            union all
            select
                width_bucket(l.price_minor, filters._price_bounds()) + 1,
                l.lines
            from filters._select_changes(p_selection) as l
            union all
            select g.bucket, 0
            from generate_series(1, cardinality(filters._price_bounds()) + 1)
                as g (bucket)
        ) as n
        group by n.bucket
        order by n.bucket
    );
end;
$$;

grant execute on function filters._count_prices(filters.selection)
to authenticated, service_role;

comment on function filters._count_prices(filters.selection) is
$$Lines per bucket of filters._price_bounds.

Units: lines.
$$;

-- @ functions/filters/_count_stores e5d7870fe1f8b849d23c85adeb05feaeef8f6ee9713e1d04da1d4a73a993ac63
-- filters._count_stores: add lines to the cells and masks of their stores.
--
-- Adds lines of these stores above an id. The caller sees to it that no basket among
-- them was counted before with fewer lines: sizes and bits are merged, never taken
-- back.

create or replace function filters._count_stores(
    p_store_ids bigint[], p_after_id bigint
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
begin
    with store as materialized (
        select
            id as place_id,
            store_id,
            repeat('0', capacity::integer)::bit varying as empty
        from filters.places
        where store_id = any(p_store_ids)
    ),

    fine as materialized (
        select
            s.place_id,
            t.category_id,
            t.brand_id,
            count(*) as lines,
            min(t.price_minor) as price_min,
            max(t.price_minor) as price_max,
            count(*) filter (where p.bucket = 0) as p1,
            count(*) filter (where p.bucket = 1) as p2,
            count(*) filter (where p.bucket = 2) as p3,
            count(*) filter (where p.bucket = 3) as p4,
            count(*) filter (where p.bucket = 4) as p5,
            count(*) filter (where p.bucket = 5) as p6,
            count(*) filter (where p.bucket = 6) as p7,
            count(*) filter (where p.bucket = 7) as p8,
            count(*) filter (where p.bucket = 8) as p9,
            count(*) filter (where p.bucket = 9) as p10,
            bit_or(set_bit(s.empty, b.ordinal::integer, 1)) as bits
        from filters.transactions as t
        inner join filters.baskets as b on t.basket_id = b.id
        inner join store as s on t.store_id = s.store_id
        cross join lateral (
            select width_bucket(t.price_minor, filters._price_bounds()) as bucket
        ) as p
        where t.id > p_after_id
        group by s.place_id, t.category_id, t.brand_id
    )

    insert into filters.cells as c (
        place_id, category_id, brand_id,
        lines, baskets, price_min, price_max, price_counts, bits
    )
    select
        place_id,
        case grouping(category_id) when 1 then 0 else category_id end,
        case grouping(brand_id) when 1 then 0 else brand_id end,
        sum(lines),
        bit_count(bit_or(bits)),
        min(price_min),
        max(price_max),
        array[
            sum(p1), sum(p2), sum(p3), sum(p4), sum(p5),
            sum(p6), sum(p7), sum(p8), sum(p9), sum(p10)
        ],
        bit_or(bits)
    from fine
    group by
        place_id,
        grouping sets ((category_id, brand_id), (category_id), (brand_id), ())
    having
        (grouping(category_id) = 1 or category_id is not null)
        and (grouping(brand_id) = 1 or brand_id is not null)
    order by 1, 2, 3
    on conflict (place_id, category_id, brand_id) do update
    set
        lines = c.lines + excluded.lines,
        baskets = bit_count(c.bits | excluded.bits),
        price_min = least(c.price_min, excluded.price_min),
        price_max = greatest(c.price_max, excluded.price_max),
        price_counts = array(
            select n.old + n.new
            from unnest(c.price_counts, excluded.price_counts)
            with ordinality as n (old, new, position)
            order by n.position
        ),
        bits = c.bits | excluded.bits;

    insert into filters.basket_sizes as m (place_id, bucket, bits, baskets)
    select
        p.id,
        width_bucket(b.line_count, filters._basket_size_bounds()) + 1,
        bit_or(
            set_bit(
                repeat('0', p.capacity::integer)::bit varying, b.ordinal::integer, 1
            )
        ),
        count(*)
    from filters.places as p
    inner join filters.baskets as b on p.store_id = b.store_id
    where
        p.store_id = any(p_store_ids)
        and exists (
            select
            from filters.transactions as t
            where t.store_id = b.store_id and t.basket_id = b.id and t.id > p_after_id
        )
    group by 1, 2
    order by 1, 2
    on conflict (place_id, bucket) do update
    set
        bits = m.bits | excluded.bits,
        baskets = bit_count(m.bits | excluded.bits);
end;
$$;

comment on function filters._count_stores(bigint[], bigint) is
    'Add the lines of these stores whose id is greater to their cells and masks.';

-- @ functions/filters/_count_values 074bf7a1728f04e5b0c2d29e2f1653069545a9dd0a7938ee2af4136c69fa4d30
-- filters._count_values: lines per value of one dimension, inside a selection.
--
-- What is folded and what is not, in one snapshot. The selection must not narrow the
-- dimension itself: filters._read_within leaves it out.

create or replace function filters._count_values(
    p_dimension text, p_selection filters.selection
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select filters._add_counts(
            filters._count_cells(p_dimension, p_selection),
            filters._count_changes(p_dimension, p_selection)
        )
    );
end;
$$;

grant execute on function filters._count_values(text, filters.selection)
to authenticated, service_role;

comment on function filters._count_values(text, filters.selection) is
$$Ids of the values of a dimension that have a line in the selection, and how many.

Units: lines.
$$;

-- @ functions/filters/_dimension_config ff2fc1f51eb02f3e9598ef41ea88a803c765d820a365be1d881c9a509bf4460f
-- filters._dimension_config: a row of the registry as a caller's configuration.

create or replace function filters._dimension_config(p_dimension filters.dimensions)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'name', p_dimension.name,
        'label', p_dimension.label,
        'source', p_dimension.source_table::text,
        'column', p_dimension.column_name,
        'path', to_jsonb(p_dimension.json_path),
        'parent', p_dimension.parent,
        'position', p_dimension.position,
        'debounce_ms', p_dimension.debounce_ms,
        'roles', to_jsonb(p_dimension.roles),
        'master', case
            when p_dimension.master_table is not null then jsonb_build_object(
                'table', p_dimension.master_table::text,
                'key', p_dimension.master_key,
                'label', p_dimension.master_label
            )
        end,
        'prune_after', p_dimension.prune_after::text,
        'protected', to_jsonb(p_dimension.protected)
    )
$$;

comment on function filters._dimension_config(filters.dimensions) is
$$Everything about a dimension that a caller decides.

{name, label, source, column, path, parent, position, debounce_ms, roles, master,
prune_after, protected}.
$$;

-- @ functions/filters/_drop_counting 2c3f94902e8eb3d531ef837e66b6096ba610d676ba4ccd797f2b32b365eb8e5e
-- filters._drop_counting: remove the triggers and the function of a source.

create or replace function filters._drop_counting(p_function text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_trigger record;
begin
    for v_trigger in
        select t.tgname, t.tgrelid::regclass as name
        from pg_catalog.pg_trigger as t
        where t.tgfoid = to_regprocedure(p_function || '()') and not t.tgisinternal
        order by t.tgrelid, t.tgname
    loop
        execute format('drop trigger %I on %s', v_trigger.tgname, v_trigger.name);
    end loop;
    execute format('drop function if exists %s()', p_function);
end;
$$;

comment on function filters._drop_counting(text) is
    'No trigger, no cost: for a source of which nothing is counted any more.';

-- @ functions/filters/_emit_master 204d6e1db6ee11720b01708c42536fcb10c046bc370b25bde522f637e0971148
-- filters._emit_master: record which master rows were made or pruned.
--
-- Where the master table is audited, its own trigger has recorded them.

create or replace function filters._emit_master(
    p_dimension text, p_verb text, p_values text[]
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        p_type => 'filters.master.' || p_verb,
        p_topic => 'core:dimension:' || p_dimension,
        p_entity_id => p_dimension,
        p_payload => jsonb_build_object(
            'v', 1,
            'dimension', p_dimension,
            'values', to_jsonb(p_values[1:100]),
            'total', cardinality(p_values)
        )
    )
    from filters.dimensions as d
    where
        d.name = p_dimension
        and not exists (
            select from pg_catalog.pg_trigger as t
            where t.tgrelid = d.master_table and t.tgname = 't80_audit_insert'
        )
$$;

comment on function filters._emit_master(text, text, text[]) is
    'Emits: filters.master.upserted or filters.master.pruned, with up to 100 values.';

-- @ functions/filters/_estimate_rows 69bc4a6b66eddc01826a654ecb6272c36871b81fc54b39c6dad99a33d3793d0f
-- filters._estimate_rows: about how many rows a table has, its partitions together.

create or replace function filters._estimate_rows(p_source regclass)
    returns numeric
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(sum(greatest(c.reltuples, 0)), 0)::numeric
    from filters._list_source_tables(p_source) as t (name)
    inner join pg_catalog.pg_class as c on t.name = c.oid
    where c.relkind = 'r'
$$;

comment on function filters._estimate_rows(regclass) is
    'Units: rows, as of the last ANALYZE or VACUUM.';

-- @ functions/filters/_fill_dimension 83c0a4e2d055f32b0d40b17d040b45fec500e65bb6794a1adc6ba231bec9b5ca
-- filters._fill_dimension: count one part of a dimension's values from its source.
--
-- One statement deletes the deltas of these values and counts them: both by the same
-- snapshot, so what is counted is what no delta says any more, while writers go on. A
-- part that is done again replaces what it counted. The row of the registry is locked:
-- parts follow each other, and whoever toggles waits for one. A fill that was overtaken
-- by another does nothing. With its last part the dimension goes live, after it was
-- compared with its source.

create or replace function filters._fill_dimension(
    p_operation core.operations, p_chunk jsonb
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := p_operation.params ->> 'dimension';
    v_parts integer := (p_operation.params ->> 'parts')::integer;
    v_item jsonb;
begin
    perform from filters.dimensions
    where
        name = v_name
        and state = 'filling'
        and fill_number = (p_operation.params ->> 'number')::bigint
    for no key update;
    if not found then
        return;
    end if;

    for v_item in select i from jsonb_array_elements(p_chunk) as i loop
        perform filters._fill_part(v_name, (v_item ->> 'part')::integer, v_parts);
    end loop;

    if exists (
        select from filters.dimensions where name = v_name and unfilled = '{}'
    ) then
        perform filters._go_live(v_name);
    end if;
end;
$$;

grant execute on function filters._fill_dimension(core.operations, jsonb)
to service_role, app_worker;

comment on function filters._fill_dimension(core.operations, jsonb) is
$$Chunk function of operations of kind filters.fill_dimension.

Emits: filters.dimension.filled.
$$;

-- @ functions/filters/_fill_part 9f9509073c473429998bc073e6848fb57cdae12026128e156d5284d3d7af4467
-- filters._fill_part: one part of a fill, as filters._fill_dimension says.

create or replace function filters._fill_part(
    p_dimension text, p_part integer, p_parts integer
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
declare
    v_gone bigint;
begin
    delete from filters.value_counts
    where
        dimension = p_dimension
        and filters._bucket(value, p_parts) = p_part;

    execute format(
        'with gone as ('
        '    delete from filters.value_deltas '
        '    where dimension = $1 and filters._bucket(value, $3) = $2 returning 1), '
        'counted as ('
        '    insert into filters.value_counts (dimension, parent_value, value, lines) '
        '    select $1, n.parent_value, n.value, n.lines from (%s) as n '
        '    where filters._bucket(n.value, $3) = $2) '
        'select count(*) from gone',
        filters._write_count(p_dimension)
    )
    into v_gone
    using p_dimension, p_part, p_parts;

    perform filters._raise_version(p_dimension, v_gone);
    update filters.dimensions
    set unfilled = array_remove(unfilled, p_part)
    where name = p_dimension;
end;
$$;

comment on function filters._fill_part(text, integer, integer) is
    'Count the values of one part, and forget the deltas that said the same.';

-- @ functions/filters/_find_dimension af152c5b7bce7d1c17a2d0eb39fd6f1159097d92b5c50815d0575548b6799662
-- filters._find_dimension: a dimension of the registry, enabled or not.

create or replace function filters._find_dimension(p_name text)
    returns filters.dimensions
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
begin
    select * into v_dimension
    from filters.dimensions
    where name = p_name;
    if v_dimension.name is null then
        perform core.raise_error(
            'filters.unknown_dimension',
            format(
                '%s is no dimension.', coalesce(quote_literal(left(p_name, 60)), 'null')
            )
        );
    end if;
    return v_dimension;
end;
$$;

comment on function filters._find_dimension(text) is
    'Errors: PT422 filters.unknown_dimension.';

-- @ functions/filters/_fold_all a541d1030c1e1b8856c7c7a856a6e768638b51186bf78efcb0012fab79e33a18
-- filters._fold_all: fold until no change is left.
--
-- For whoever holds the lock of folds and keeps writers of lines out.

create or replace function filters._fold_all()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    while filters.fold_lines() > 0 loop
        null;
    end loop;
end;
$$;

comment on function filters._fold_all() is
    'Fold every change of lines that there is.';

-- @ functions/filters/_fold_counters 75cc90d89b345c21cb1944de4389dce11e98cc1c876db6675ed8980431fcc315
-- filters._fold_counters: take a batch of deltas into the counts.
--
-- All in one transaction, so every snapshot sees the deltas or their sum. Locks the
-- registry's rows in the order of their names, as filters.toggle_dimension locks one,
-- and leaves alone what is locked: nobody turns a dimension off or fills it meanwhile,
-- and two folds of it follow each other. Writers and readers wait for none of it. In
-- the order of ids, so a row's going is never folded before its coming. What is
-- filling is left alone.

create or replace function filters._fold_counters(
    p_limit integer default 10000, p_dimension text default null
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_names text[];
    v_folded filters.delta[];
    v_new filters.delta[];
    v_count bigint;
begin
    v_names := array(
        select d.name
        from filters.dimensions as d
        where
            d.state = 'live'
            and d.counted_by = 'counters'
            and d.name = coalesce(p_dimension, d.name)
            and exists (
                select from filters.value_deltas as n where n.dimension = d.name
            )
        order by d.name
        for no key update skip locked
    );
    if v_names = '{}' then
        return 0;
    end if;

    with batch as (
        select array(
            select n.ctid
            from filters.value_deltas as n
            where n.dimension = any(v_names)
            order by n.id
            limit p_limit
        ) as ctids
    ),

    gone as (
        delete from filters.value_deltas as n
        using batch as b
        where n.ctid = any(b.ctids)
        returning n.dimension, n.parent_value, n.value, n.lines
    ),

    summed as (
        select g.dimension, g.parent_value, g.value, sum(g.lines)::bigint as lines,
            count(*) as deltas
        from gone as g
        group by g.dimension, g.parent_value, g.value
    )

    select
        array_agg(
            (s.dimension, s.parent_value, s.value, s.lines, s.deltas)::filters.delta
            order by s.dimension, s.parent_value, s.value
        ),
        sum(s.deltas)
    into v_folded, v_count
    from summed as s;
    if v_folded is null then
        return 0;
    end if;

    -- Before any change is noted: filters.fold_lines says why.
    perform filters._raise_version(n.dimension, n.deltas)
    from (
        select f.dimension, sum(f.deltas)::bigint as deltas
        from unnest(v_folded) as f
        group by f.dimension
        order by f.dimension
    ) as n;
    v_new := filters._note_changes(v_folded);

    insert into filters.value_counts as c (dimension, parent_value, value, lines)
    select f.dimension, f.parent_value, f.value, f.lines
    from unnest(v_folded) as f
    where f.lines <> 0
    on conflict (dimension, parent_value, value) do update
    set lines = c.lines + excluded.lines;
    delete from filters.value_counts as c
    using unnest(v_folded) as f
    where
        c.dimension = f.dimension
        and c.value = f.value
        and c.parent_value is not distinct from f.parent_value
        and c.lines = 0;

    perform filters._upsert_master(
        n.dimension, array_agg(distinct n.value order by n.value)
    )
    from unnest(v_new) as n
    group by n.dimension
    order by n.dimension;
    return v_count;
end;
$$;

grant execute on function filters._fold_counters(integer, text) to service_role;

comment on function filters._fold_counters(integer, text) is
$$Fold up to so many deltas, of one dimension or of all; returns how many it folded.

Values that appear get their master row. p_limit null: all.
$$;

-- @ functions/filters/_fold_groups 9627c02970ace80fa0310f9e682583bfba490c47507ad20f749085b04dc51ffe
-- filters._fold_groups: add changes to the cells of the groups of stores.
--
-- Groups count lines only, so what comes and goes is added. The caller holds the lock
-- of folds; a count below zero is a bug, and cells_lines_check refuses it.

create or replace function filters._fold_groups(p_changes filters.line_changes[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with fine as materialized (
        select store_id, category_id, brand_id, sum(lines) as lines
        from unnest(p_changes)
        group by store_id, category_id, brand_id
        having sum(lines) <> 0
    ),

    member as materialized (
        select s.store_id, g.id as place_id, g.kind
        from filters.places as s
        inner join filters.places as g
            on
                (g.region_id is null or g.region_id = s.region_id)
                and (g.province_id is null or g.province_id = s.province_id)
                and (g.store_class_id is null or g.store_class_id = s.store_class_id)
        where
            s.store_id in (select store_id from fine)
            and g.kind <> 'store'
    ),

    change as (
        select
            m.place_id,
            a.category_id,
            a.brand_id,
            sum(f.lines)::bigint as lines
        from fine as f
        inner join member as m on f.store_id = m.store_id
        cross join lateral (
            values
            (0, 0), (f.category_id, 0), (0, f.brand_id), (f.category_id, f.brand_id)
        ) as a (category_id, brand_id)
        where
            a.category_id is not null
            and a.brand_id is not null
            and (a.category_id = 0 or a.brand_id = 0 or m.kind = 'all')
        group by m.place_id, a.category_id, a.brand_id
        having sum(f.lines) <> 0
    )

    merge into filters.cells as c
    using change as n
        on c.place_id = n.place_id
            and c.category_id = n.category_id
            and c.brand_id = n.brand_id
    when matched and c.lines + n.lines = 0 then
        delete
    when matched then
        update set lines = c.lines + n.lines
    when not matched then
        insert (place_id, category_id, brand_id, lines)
        values (n.place_id, n.category_id, n.brand_id, n.lines)
$$;

comment on function filters._fold_groups(filters.line_changes[]) is
    'Add changes of lines to the cells of the groups of stores.';

-- @ functions/filters/_fold_sizes 46b489ddd2c98d549fbc2fdba5804034fa824d185ae2e6612a0d5ce5851c4322
-- filters._fold_sizes: move changed baskets to the masks of their sizes.

create or replace function filters._fold_sizes(p_baskets filters.changed_basket[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with basket as materialized (
        select
            b.place_id,
            b.mask,
            case when b.old_size > 0 then
                width_bucket(b.old_size, filters._basket_size_bounds()) + 1
            end as old_bucket,
            case when b.size > 0 then
                width_bucket(b.size, filters._basket_size_bounds()) + 1
            end as bucket
        from unnest(p_baskets) as b
        where b.size <> b.old_size
    ),

    moved as (
        select
            n.place_id,
            n.bucket,
            bit_or(n.gone) as gone,
            bit_or(n.come) as come
        from (
            select
                place_id,
                old_bucket as bucket,
                mask as gone,
                (mask & ~mask)::bit varying as come
            from basket
            union all
            select place_id, bucket, (mask & ~mask)::bit varying as gone, mask as come
            from basket
        ) as n
        where n.bucket is not null
        group by n.place_id, n.bucket
    ),

    folded as (
        select
            n.place_id,
            n.bucket,
            coalesce(s.bits & ~n.gone, n.come & ~n.come) | n.come as bits
        from moved as n
        left join filters.basket_sizes as s
            on n.place_id = s.place_id and n.bucket = s.bucket
    )

    merge into filters.basket_sizes as s
    using folded as n on s.place_id = n.place_id and s.bucket = n.bucket
    when matched and bit_count(n.bits) = 0 then
        delete
    when matched then
        update set bits = n.bits, baskets = bit_count(n.bits)
    when not matched and bit_count(n.bits) > 0 then
        insert (place_id, bucket, bits, baskets)
        values (n.place_id, n.bucket, n.bits, bit_count(n.bits))
$$;

comment on function filters._fold_sizes(filters.changed_basket[]) is
    'Move baskets whose size changed from one bucket of sizes to another.';

-- @ functions/filters/_fold_stores d50201d4af53fa30884be8274365425faf67d1b884c955d5eed69e49c547d1e9
-- filters._fold_stores: bring the cells of stores up to date with changed baskets.
--
-- A changed basket's bit is taken out of a cell, and set again if it has a line there.
-- The range of prices takes in what comes; when what goes may have been at an end of
-- it, it becomes a bound (filters._measure_cells looks closer where a bound could be
-- the answer).

create or replace function filters._fold_stores(
    p_changes filters.line_changes[],
    p_lines filters.basket_line[],
    p_baskets filters.changed_basket[]
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with place as materialized (
        select
            b.place_id,
            bit_or(b.mask) as mask,
            (bit_or(b.mask) & ~bit_or(b.mask))::bit varying as empty
        from unnest(p_baskets) as b
        group by b.place_id
    ),

    line as (
        select
            p.id as place_id,
            n.category_id,
            n.brand_id,
            n.price_minor,
            width_bucket(n.price_minor, filters._price_bounds()) as bucket,
            sum(n.lines) as lines
        from unnest(p_changes) as n
        inner join filters.places as p on n.store_id = p.store_id
        group by p.id, n.category_id, n.brand_id, n.price_minor
        having sum(n.lines) <> 0
    ),

    change as (
        select
            l.place_id,
            a.category_id,
            a.brand_id,
            sum(l.lines)::bigint as lines,
            min(l.price_minor) filter (where l.lines > 0) as min_added,
            max(l.price_minor) filter (where l.lines > 0) as max_added,
            min(l.price_minor) filter (where l.lines < 0) as min_gone,
            max(l.price_minor) filter (where l.lines < 0) as max_gone,
            array[
                coalesce(sum(l.lines) filter (where l.bucket = 0), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 1), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 2), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 3), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 4), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 5), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 6), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 7), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 8), 0),
                coalesce(sum(l.lines) filter (where l.bucket = 9), 0)
            ]::bigint[] as price_counts
        from line as l
        cross join lateral (
            values
            (0, 0), (l.category_id, 0), (0, l.brand_id), (l.category_id, l.brand_id)
        ) as a (category_id, brand_id)
        where a.category_id is not null and a.brand_id is not null
        group by l.place_id, a.category_id, a.brand_id
    ),

    cell as materialized (
        -- Where lines of a changed basket came or went, though they may cancel out.
        select distinct p.id as place_id, a.category_id, a.brand_id
        from unnest(p_changes) as n
        inner join filters.places as p on n.store_id = p.store_id
        cross join lateral (
            values
            (0, 0), (n.category_id, 0), (0, n.brand_id), (n.category_id, n.brand_id)
        ) as a (category_id, brand_id)
        where a.category_id is not null and a.brand_id is not null
    ),

    member as (
        -- Where a changed basket has a line now.
        select
            b.place_id,
            a.category_id,
            a.brand_id,
            bit_or(b.mask) as bits
        from unnest(p_lines) as l
        inner join unnest(p_baskets) as b on l.basket_id = b.basket_id
        cross join lateral (
            values
            (0, 0), (l.category_id, 0), (0, l.brand_id), (l.category_id, l.brand_id)
        ) as a (category_id, brand_id)
        where
            (b.place_id, a.category_id, a.brand_id)
            in (select c.place_id, c.category_id, c.brand_id from cell as c)
        group by b.place_id, a.category_id, a.brand_id
    ),

    folded as (
        select
            k.place_id,
            k.category_id,
            k.brand_id,
            coalesce(c.lines, 0) + coalesce(n.lines, 0) as lines,
            least(c.price_min, n.min_added) as price_min,
            greatest(c.price_max, n.max_added) as price_max,
            case
                when c.price_counts is null then n.price_counts
                when n.price_counts is null then c.price_counts
                else array(
                    select o.old + o.new
                    from unnest(c.price_counts, n.price_counts)
                        with ordinality as o (old, new, position)
                    order by o.position
                )
            end as price_counts,
            coalesce(c.bits & ~p.mask, p.empty) | coalesce(m.bits, p.empty) as bits,
            coalesce(c.is_exact, true)
            and not coalesce(n.min_gone <= c.price_min, false)
            and not coalesce(n.max_gone >= c.price_max, false) as is_exact
        from cell as k
        inner join place as p on k.place_id = p.place_id
        left join change as n
            on
                k.place_id = n.place_id
                and k.category_id = n.category_id
                and k.brand_id = n.brand_id
        left join member as m
            on
                k.place_id = m.place_id
                and k.category_id = m.category_id
                and k.brand_id = m.brand_id
        left join lateral (
            select o.*
            from filters.cells as o
            where
                o.place_id = k.place_id
                and o.category_id = k.category_id
                and o.brand_id = k.brand_id
            limit 1
        ) as c on true
    )

    merge into filters.cells as c
    using folded as n
        on c.place_id = n.place_id
            and c.category_id = n.category_id
            and c.brand_id = n.brand_id
    when matched and n.lines = 0 then
        delete
    when matched then
        update set
            lines = n.lines,
            baskets = bit_count(n.bits),
            price_min = n.price_min,
            price_max = n.price_max,
            price_counts = n.price_counts,
            bits = n.bits,
            is_exact = n.is_exact
    when not matched and n.lines <> 0 then
        insert (
            place_id, category_id, brand_id, lines, baskets, price_min, price_max,
            price_counts, bits
        )
        values (
            n.place_id, n.category_id, n.brand_id, n.lines, bit_count(n.bits),
            n.price_min, n.price_max, n.price_counts, n.bits
        )
$$;

comment on function filters._fold_stores(
    filters.line_changes[], filters.basket_line[], filters.changed_basket[]
) is
    'Bring the cells of stores up to date with changed baskets.';

-- @ functions/filters/_fold_values 99a1b0e11251d97da96100508f598ae23e0fd81c2e1c765d03279c8d1d18f4f5
-- filters._fold_values: add changes to the counts of values, list and drop values.
--
-- What a value counted before is kept for the message to subscribers, unless it waits
-- for one already. The caller holds the lock of folds.

create or replace function filters._fold_values(p_changes filters.line_changes[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changes filters.value_change[];
    v_new filters.value_change;
begin
    v_changes := array(
        select row(v.dimension, v.value_id, sum(n.lines))::filters.value_change
        from unnest(p_changes) as n
        inner join filters.places as p on n.store_id = p.store_id
        cross join lateral (
            values
            ('region', p.region_id),
            ('province', p.province_id),
            ('city', p.city_id),
            ('store_class', p.store_class_id),
            ('category', n.category_id),
            ('brand', n.brand_id)
        ) as v (dimension, value_id)
        where v.value_id is not null
        group by v.dimension, v.value_id
        having sum(n.lines) <> 0
    );

    insert into filters.value_changes (dimension, value, was)
    select n.dimension, coalesce(d.value, m.value), coalesce(d.lines, 0)
    from unnest(v_changes) as n
    left join filters.dimension_values as d
        on n.dimension = d.dimension and n.value_id = d.value_id
    left join lateral (
        select o.value
        from filters.master_values as o
        where
            d.value is null
            and o.dimension = n.dimension
            and o.value_id = n.value_id
    ) as m on true
    on conflict (dimension, value) do nothing;

    delete from filters.dimension_values as d
    using unnest(v_changes) as n
    where
        d.dimension = n.dimension
        and d.value_id = n.value_id
        and d.lines + n.lines = 0;

    update filters.dimension_values as d
    set lines = d.lines + n.lines
    from unnest(v_changes) as n
    where d.dimension = n.dimension and d.value_id = n.value_id;

    for v_new in
        select n.*
        from unnest(v_changes) as n
        where
            n.lines > 0
            and not exists (
                select
                from filters.dimension_values as d
                where d.dimension = n.dimension and d.value_id = n.value_id
            )
    loop
        perform filters._list_value(v_new);
    end loop;
end;
$$;

comment on function filters._fold_values(filters.line_changes[]) is
    'Add changes of lines to the counts of the values of all six dimensions.';

-- @ functions/filters/_forget_counts 0ba63a49c188a19721d7d471064490ecacd43897e4195e5274c22704842f8b89
-- filters._forget_counts: drop the values of a dimension; its version moves on.

create or replace function filters._forget_counts(p_dimension text)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with gone as (
        delete from filters.value_deltas
        where dimension = p_dimension
        returning 1
    )

    select filters._raise_version(p_dimension, 1 + (select count(*) from gone));

    delete from filters.value_counts
    where dimension = p_dimension;
$$;

comment on function filters._forget_counts(text) is
    'Counts and deltas of a registered dimension go.';

-- @ functions/filters/_fresh_values b2dfc474eb2d168fdc13d4d274edf74ede46a4cf9f7420f62c5575efe623f7a4
-- filters._fresh_values: values that came with changes not folded yet.
--
-- `rank` is that of the listed value before it: between two listed values, fresh ones
-- stand in the order of their labels.

create or replace function filters._fresh_values(p_dimension text)
    returns table (value_id bigint, value text, label text, search text, rank bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changed bigint[] := (filters._count_changes(p_dimension, null)).value_ids;
    v_ids bigint[];
begin
    if v_changed is null then
        return;
    end if;
    -- Nearly always none is left: one look by key for each, not a join with all.
    v_ids := array(
        select n.id
        from unnest(v_changed) as n (id)
        where
            (
                select d.value_id
                from filters.dimension_values as d
                where d.dimension = p_dimension and d.value_id = n.id
            ) is null
    );
    if v_ids = '{}' then
        return;
    end if;

    return query
    select
        m.value_id,
        m.value,
        m.label,
        lower(concat(m.label, chr(10), m.value)),
        coalesce(
            (
                select max(d.rank)
                from filters.dimension_values as d
                where
                    d.dimension = p_dimension
                    and (d.label, d.value)
                    < (m.label collate "C", m.value collate "C")
            ),
            0
        )
    from unnest(v_ids) as n (id)
    cross join lateral (
            select o.value_id, o.value, o.label
            from filters.master_values as o
            where o.dimension = p_dimension and o.value_id = n.id
            limit 1
        ) as m;
end;
$$;

grant execute on function filters._fresh_values(text) to authenticated, service_role;

comment on function filters._fresh_values(text) is
    'Values of a dimension that filters.dimension_values does not list yet.';

-- @ functions/filters/_go_live cbeccedd3588639314b25eb447533f7f9345fed46945a344ef4ad6b57146dbd7
-- filters._go_live: let a dimension be read, once its counters equal its source.

create or replace function filters._go_live(p_dimension text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from filters._compare_counters(p_dimension)) then
        raise exception 'the counters of % do not equal its source', p_dimension;
    end if;

    update filters.dimensions
    set
        state = 'live',
        fill_number = null
    where name = p_dimension;
    perform filters._upsert_master(
        p_dimension,
        array(
            select distinct c.value
            from filters.current_counts as c
            where c.dimension = p_dimension
            order by c.value
        )
    );
    perform core.emit(
        p_type => 'filters.dimension.filled',
        p_topic => 'filters:' || p_dimension,
        p_entity_id => p_dimension,
        p_payload => jsonb_build_object(
            'v', 1, 'dimension', p_dimension, 'version', filters._version_of(p_dimension)
        )
    );
end;
$$;

comment on function filters._go_live(text) is
    'Emits: filters.dimension.filled.';

-- @ functions/filters/_guess_parents f2e38481d96b10c46647478e9f427253548d020bcf2dcf44df02f6cb4eac30e3
-- filters._guess_parents: for each candidate another that its value decides.
--
-- A parent has fewer values than its child, and each value of the child has one of the
-- parent's. Of several, the one with the most values: the next level up.

create or replace function filters._guess_parents(
    p_source regclass, p_places bigint[]
)
    returns table (child bigint, parent bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_reads text := (
        select string_agg(
            format('(%s::bigint, %s)', c.place, c.read), ', ' order by c.place
        )
        from filters._list_candidates(p_source) as c
        where c.place = any(p_places[1:12])
    );
begin
    if v_reads is null then
        return;
    end if;

    for child, parent in execute format(
        'with sample as materialized ('
        '    select n.row, v.place, v.value '
        '    from (select row_number() over () as row, s.* from (%s) as s) as n '
        '    cross join lateral (select n.*) as r '
        '    cross join lateral (values %s) as v (place, value) '
        '    where v.value is not null), '
        'size as materialized ('
        '    select place, count(distinct value) as size, count(*) as lines '
        '    from sample group by place), '
        'pair as ('
        '    select c.place as child, p.place as parent, '
        '    count(distinct (c.value, p.value)) as pairs, count(*) as lines '
        '    from sample as c inner join sample as p '
        '    on c.row = p.row and c.place <> p.place group by 1, 2) '
        'select distinct on (pair.child) pair.child, pair.parent from pair '
        'inner join size as c on pair.child = c.place '
        'inner join size as p on pair.parent = p.place '
        'where pair.pairs = c.size and p.size > 1 and p.size < c.size '
        'and c.lines > 2 * c.size and pair.lines = c.lines '
        'order by pair.child, p.size desc, pair.parent',
        filters._write_sample(p_source, 1000), v_reads
    )
    loop
        return next;
    end loop;
end;
$$;

comment on function filters._guess_parents(regclass, bigint[]) is
    'Places of child and parent among filters._list_candidates, at most 12 looked at.';

-- @ functions/filters/_has_labels ca5eece57d53c34e604b65b7dbe7345fe2a072e206f29e342e220cca4f2a5ede
-- filters._has_labels: do a dimension's values have labels of their own?

create or replace function filters._has_labels(p_dimension text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from filters.dimensions
        where name = p_dimension and master_table is not null
    )
$$;

grant execute on function filters._has_labels(text) to authenticated, service_role;

comment on function filters._has_labels(text) is
    'Whether it has a master table; else each value is its own label.';

-- @ functions/filters/_holds_role 9c6edcc9a67c5317efee1e38e2f600755fb432d43bea79e71d935b9381c28bba
-- filters._holds_role: may the caller read what is for these app roles?
--
-- For definer functions: `role` is what the request became.

create or replace function filters._holds_role(p_roles text[])
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        coalesce(current_setting('role', true), '') not in ('anon', 'authenticated')
        or filters.may_read_dimension(p_roles)
$$;

grant execute on function filters._holds_role(text[])
to authenticated, service_role, app_reader;

comment on function filters._holds_role(text[]) is
    'True for null, for operators, and for who holds one of them.';

-- @ functions/filters/_is_counted b89e9158a73421b94fef2000c5d6128ad01de42fd4eb7b0acda1f86bd7f3dd0e
-- filters._is_counted: do the values of a dimension equal those of its rows?

create or replace function filters._is_counted(p_dimension text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when d.state <> 'live' then null
        when d.counted_by = 'cells'
            then (core.run_invariant('filters.values_are_listed')).violations = 0
        else not exists (select from filters._compare_counters(d.name))
    end
    from filters.dimensions as d
    where d.name = p_dimension
$$;

comment on function filters._is_counted(text) is
    'Null for one that is not live.';

-- @ functions/filters/_is_counter 96230f030a970024c8bb00a38f0222d89e5e65df8bd414ee4bb2a83c6da14245
-- filters._is_counter: is a dimension counted by its own counters, not by the cube?

create or replace function filters._is_counter(p_dimension text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from filters.dimensions
        where name = p_dimension and counted_by = 'counters'
    )
$$;

grant execute on function filters._is_counter(text) to authenticated, service_role;

comment on function filters._is_counter(text) is
    'False for the six of the cube.';

-- @ functions/filters/_is_interval 1eea597f9343f98c1395bcb9f209dc28e8fdf3dd7929e13edc31c4392b4767d2
-- filters._is_interval: is this text an interval that is not negative? Null is none.

create or replace function filters._is_interval(p_text text)
    returns boolean
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return p_text is null or p_text::interval >= interval '0';
exception
    when data_exception then
        return false;
end;
$$;

comment on function filters._is_interval(text) is
    'Also true for null: no interval is asked for.';

-- @ functions/filters/_judge_columns 3d257e1f948ef0fb10c908d155e93c9fee471737f0ffbf03bf64222d216c48a0
-- filters._judge_columns: how well each candidate of a table would do as a dimension.
--
-- Few values that come often and are seldom null do best; keys and texts do not.

create or replace function filters._judge_columns(p_source regclass)
    returns table (
        place bigint, column_name name, path text[], type text,
        distinct_count bigint, null_share numeric, samples text[],
        score numeric, reason text
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows numeric := filters._estimate_rows(p_source);
    v_candidate record;
    v_read bigint;
    v_filled bigint;
    v_distinct bigint;
    v_estimate real;
begin
    for v_candidate in select * from filters._list_candidates(p_source) loop
        execute format(
            'with counted as (select %s as value, count(*) as lines from (%s) as r '
            'group by 1) '
            'select sum(lines), sum(lines) filter (where value is not null), '
            'count(value), (array_agg(value order by lines desc, value) '
            'filter (where value is not null))[1:5] from counted',
            v_candidate.read, filters._write_sample(p_source, 5000)
        )
        into v_read, v_filled, v_distinct, samples;
        select s.n_distinct
        into v_estimate
        from pg_catalog.pg_stats as s
        inner join pg_catalog.pg_class as c on c.oid = p_source
        where
            s.schemaname = c.relnamespace::regnamespace::text
            and s.tablename = c.relname
            and s.attname = v_candidate.column_name
            and v_candidate.path is null
        order by s.inherited desc
        limit 1;

        place := v_candidate.place;
        column_name := v_candidate.column_name;
        path := v_candidate.path;
        type := v_candidate.type;
        distinct_count := greatest(
            v_distinct,
            case when v_estimate < 0 then -v_estimate * v_rows else v_estimate end
        );
        null_share := round(1 - coalesce(v_filled, 0)::numeric / nullif(v_read, 0), 4);
        samples := coalesce(samples, '{}');
        reason := case
            when coalesce(v_filled, 0) = 0 then 'It is always null.'
            when distinct_count < 2 then 'It has one value only.'
            when distinct_count > 0.5 * greatest(v_rows, v_read) and v_filled > 20
                then 'Nearly every row has its own value.'
            when distinct_count > 20000 then 'It has very many values.'
            else 'Few values that come often.'
        end;
        score := round(
            coalesce(1 - null_share, 0) * case reason
                when 'Few values that come often.'
                    then 1 - 0.5 * ln(distinct_count::numeric) / ln(20000::numeric)
                when 'It has very many values.' then 0.2
                when 'Nearly every row has its own value.' then 0.1
                else 0
            end,
            2
        );
        return next;
    end loop;
end;
$$;

comment on function filters._judge_columns(regclass) is
    'Estimates from ANALYZE where it ran, and a sample of 5,000 rows.';

-- @ functions/filters/_keeper_of 2452f1dcc6a339ece97003fe882ae01163cf1b29694f629df86e5aa9dfd1f9e5
-- filters._keeper_of: a table that still refers to a master row, else null.
--
-- Also what a delete would set to null or take along: pruning must not change it.

create or replace function filters._keeper_of(p_master regclass, p_condition text)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fkey record;
    v_is_kept boolean;
begin
    for v_fkey in
        select
            k.conrelid::regclass as keeper,
            string_agg(
                format('x.%I = m.%I', a.attname, f.attname), ' and ' order by c.place
            ) as pairs
        from pg_catalog.pg_constraint as k
        cross join unnest(k.conkey, k.confkey)
            with ordinality as c (referring, referred, place)
        inner join pg_catalog.pg_attribute as a
            on k.conrelid = a.attrelid and c.referring = a.attnum
        inner join pg_catalog.pg_attribute as f
            on k.confrelid = f.attrelid and c.referred = f.attnum
        where k.contype = 'f' and k.confrelid = p_master and k.conparentid = 0
        group by k.oid, k.conrelid
        order by k.conrelid
    loop
        execute format(
            'select exists (select from %s as m inner join %s as x on %s where %s)',
            p_master, v_fkey.keeper, v_fkey.pairs, p_condition
        )
        into v_is_kept;
        if v_is_kept then
            return v_fkey.keeper;
        end if;
    end loop;
    return null;
end;
$$;

comment on function filters._keeper_of(regclass, text) is
    'p_condition is SQL of the row m, made by filters._prune_value.';

-- @ functions/filters/_line_fault 12f296bdfa88f0104ed522b40b2cce1daee8078aaae89d0f28c4940903e7001d
-- filters._line_fault: what is wrong with an incoming line; null when nothing is.

create or replace function filters._line_fault(p_line filters.incoming_line)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when (p_line).basket_key is null then 'basket is missing'
    when (p_line).store_key is null then 'store is missing'
    when (p_line).product_key is null then 'product is missing'
    when (p_line).price_minor is null then 'price is missing'
    when (p_line).quantity is null then 'quantity is missing'
    when (p_line).sold_at is null then 'sold_at is missing'
    when not isfinite((p_line).sold_at) then 'sold_at is no time'
    when
        greatest(
            length((p_line).line_key), length((p_line).basket_key),
            length((p_line).store_key), length((p_line).product_key),
            length((p_line).brand), length((p_line).department),
            length((p_line).category)
        ) > 200
        then 'a key or a name has more than 200 characters'
    when (p_line).quantity in ('NaN', 'Infinity', '-Infinity')
        then 'quantity is no number'
    when (p_line).store_class !~ '^[A-Z]$' then 'store_class is not one letter, A to Z'
end;

comment on function filters._line_fault(filters.incoming_line) is
    'What is wrong, in words; null when nothing is.';

-- @ functions/filters/_list_ancestors d38b52350614873c325f1948e85655c69ea1e0a36d5e5383fd279cfabb4f8e58
-- filters._list_ancestors: a dimension, and those it cascades from.

create or replace function filters._list_ancestors(p_dimension text)
    returns setof text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive up as (
        select d.name, d.parent
        from filters.dimensions as d
        where d.name = p_dimension
        union
        select d.name, d.parent
        from up as u
        inner join filters.dimensions as d on u.parent = d.name
    )

    select u.name
    from up as u
$$;

comment on function filters._list_ancestors(text) is
    'Itself, its parent, and so on; none for an unknown one.';

-- @ functions/filters/_list_candidates 8498f66a01c32bcee903434ce081d40fb8b564251733e0a3c41e39bfb8320c1e
-- filters._list_candidates: what of a table can be counted: columns, and keys of jsonb.

create or replace function filters._list_candidates(p_source regclass)
    returns table (place bigint, column_name name, path text[], type text, read text)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_column record;
    v_keys text[];
begin
    place := 0;
    for v_column in
        select a.attname, filters._column_type(p_source, a.attname) as type
        from pg_catalog.pg_attribute as a
        where
            a.attrelid = p_source
            and a.attnum > 0
            and not a.attisdropped
            and filters._column_type(p_source, a.attname) is not null
        order by a.attnum
        limit 60
    loop
        v_keys := array[null];
        if v_column.type = 'jsonb'::regtype then
            execute format(
                'select array_agg(k.key order by k.key) from ('
                '    select e.key from (%s) as r '
                '    cross join lateral jsonb_each('
                '        case jsonb_typeof(r.%I) when ''object'' then r.%2$I end) as e '
                '    where jsonb_typeof(e.value) not in (''object'', ''array'') '
                '    group by e.key order by count(*) desc, e.key limit 20) as k',
                filters._write_sample(p_source, 1000), v_column.attname
            )
            into v_keys;
        end if;
        for i in 1 .. coalesce(cardinality(v_keys), 0) loop
            place := place + 1;
            column_name := v_column.attname;
            path := case when v_keys[i] is not null then array[v_keys[i]] end;
            type := v_column.type;
            read := filters._value_expression(p_source, column_name, path);
            return next;
        end loop;
    end loop;
end;
$$;

comment on function filters._list_candidates(regclass) is
    'At most 60 columns, 20 keys each; read is SQL of a row r.';

-- @ functions/filters/_list_counters 92791b2f464476ae97ecaf063fa50f69f5a3a4f0a753aead412ad19bea01b221
-- filters._list_counters: the values of a registered dimension inside a selection.
--
-- Definer: callers may read counts, not the source nor every master table. So roles are
-- tested here again, of the dimension and of each that narrows it.

create or replace function filters._list_counters(p_dimension text, p_selection jsonb)
    returns setof filters.counted_value
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_query text;
begin
    perform filters._check_readable(p_dimension, p_selection);
    select * into strict v_dimension
    from filters.dimensions
    where name = p_dimension;

    v_query := filters._write_counters_query(v_dimension, p_selection);
    if v_dimension.master_table is not null then
        v_query := format(
            'select n.value, coalesce(m.%I::text, n.value) as label, n.lines '
            'from (%s) as n left join %s as m on n.value = %s',
            v_dimension.master_label, v_query, v_dimension.master_table,
            filters._value_expression(
                v_dimension.master_table, v_dimension.master_key, null, 'm'
            )
        );
    else
        v_query := format('select n.value, n.value, n.lines from (%s) as n', v_query);
    end if;

    return query execute v_query using p_dimension, p_selection;
end;
$$;

grant execute on function filters._list_counters(text, jsonb)
to authenticated, service_role;

comment on function filters._list_counters(text, jsonb) is
$$Value, label and lines; the label is the master row's, else the value.

Errors: PT422 filters.unknown_dimension, when the caller may not read one.
$$;

-- @ functions/filters/_list_master_values 7b4fc59e912a5427d2f1ad3c95d91e25e24a53a9164a7f3b7c0f7f1956f4f90f
-- filters._list_master_values: the rows of a dimension's master table, by value.

create or replace function filters._list_master_values(p_dimension text)
    returns setof text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
begin
    select * into v_dimension
    from filters.dimensions
    where name = p_dimension;
    if v_dimension.master_table is null then
        return;
    end if;

    return query execute format(
        'select %s from %s as m where m.%I is not null',
        filters._value_expression(
            v_dimension.master_table, v_dimension.master_key, null, 'm'
        ),
        v_dimension.master_table, v_dimension.master_key
    );
end;
$$;

comment on function filters._list_master_values(text) is
    'Values as the dimension spells them; none without a master table.';

-- @ functions/filters/_list_moved_stores 91a9e6ccaa5c71f3bdcdc1464ef11702e8a0bb4293e9f2eb8f13a64cad4f381e
-- filters._list_moved_stores: stores that are somewhere else than they are counted.

create or replace function filters._list_moved_stores()
    returns table (
        store_id bigint,
        region_id bigint,
        province_id bigint,
        city_id bigint,
        store_class_id bigint
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select s.id, r.region_id, c.province_id, s.city_id, s.store_class_id
    from filters.stores as s
    left join master.cities as c on s.city_id = c.id
    left join master.provinces as r on c.province_id = r.id
    inner join filters.places as p on s.id = p.store_id
    where
        (p.region_id, p.province_id, p.city_id, p.store_class_id)
        is distinct from (r.region_id, c.province_id, s.city_id, s.store_class_id)
$$;

grant execute on function filters._list_moved_stores() to service_role, app_reader;

comment on function filters._list_moved_stores() is
    'Stores whose place is out of date, with where they are.';

-- @ functions/filters/_list_orphan_masters de264056eb988b4bf3bc999b80f522b499f26f0f12a1c86e2afa9f17f9726a8d
-- filters._list_orphan_masters: master rows of a dimension that no line has.

create or replace function filters._list_orphan_masters(p_dimension text)
    returns setof text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select m.value
    from filters._list_master_values(p_dimension) as m (value)
    except
    select s.value
    from filters._list_sold_values(p_dimension) as s (value)
$$;

comment on function filters._list_orphan_masters(text) is
    'Values, in no order.';

-- @ functions/filters/_list_sold_values 4fe8acc9ebf47da9a9425f11f5b7746532bdfc99e7764d6d185a2ca1309d110a
-- filters._list_sold_values: the values of a dimension that some line has.

create or replace function filters._list_sold_values(p_dimension text)
    returns setof text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select m.value
    from filters.sold_values as s
    inner join filters.master_values as m
        on s.dimension = m.dimension and s.value_id = m.value_id
    where s.dimension = p_dimension
    union
    select c.value
    from filters.current_counts as c
    where c.dimension = p_dimension
$$;

comment on function filters._list_sold_values(text) is
    'Of the cube by the lines themselves, of others by counts and deltas.';

-- @ functions/filters/_list_source_tables ee1162b494a3503fddaab46ad62b9868c99f7dde9f316bd0c28c7f44f17c1d6a
-- filters._list_source_tables: a source, and its partitions, which can be written too.

create or replace function filters._list_source_tables(p_source regclass)
    returns setof regclass
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_source
    where exists (select from pg_catalog.pg_class where oid = p_source)
    union
    select t.relid
    from pg_catalog.pg_partition_tree(p_source) as t
    where exists (
        select from pg_catalog.pg_class as c
        where c.oid = p_source and c.relkind = 'p'
    )
$$;

grant execute on function filters._list_source_tables(regclass)
to service_role, app_reader;

comment on function filters._list_source_tables(regclass) is
    'The table and all its partitions, at every level.';

-- @ views/filters/master_values 47e77fae248b7487f48efea86b85cbb3469cac953928482248b25af9fff82954
-- filters.master_values: every row of master data as a value of its dimension.

create or replace view filters.master_values
with (security_invoker = true)
as
select
    'region' as dimension,
    r.id as value_id,
    r.short_name as value,
    r.name as label,
    null::text as parent
from master.regions as r
union all
select
    'province' as dimension,
    p.id as value_id,
    p.psgc_code as value,
    p.name as label,
    r.short_name as parent
from master.provinces as p
inner join master.regions as r on p.region_id = r.id
union all
select
    'city' as dimension,
    c.id as value_id,
    c.psgc_code as value,
    case when p.is_pseudo then c.name else concat(c.name, ', ', p.name) end as label,
    p.psgc_code as parent
from master.cities as c
inner join master.provinces as p on c.province_id = p.id
union all
select
    'category' as dimension,
    c.id as value_id,
    c.category_key as value,
    concat_ws(' / ', p.name, c.name) as label,
    p.category_key as parent
from master.categories as c
left join master.categories as p on c.parent_id = p.id
union all
select
    'brand' as dimension,
    b.id as value_id,
    b.brand_key as value,
    b.name as label,
    c.category_key as parent
from master.brands as b
left join master.categories as c on b.category_id = c.id
union all
select
    'store_class' as dimension,
    s.id as value_id,
    s.code as value,
    s.name as label,
    null as parent
from master.store_classes as s;

grant select on filters.master_values to authenticated, service_role, app_reader;

comment on view filters.master_values is
    'Master data as callers see it: dimension, value, label, value of the parent.';

-- @ functions/filters/_list_value 726c4069d382f3a4b81e33ac7a8b8acd2f1a8f3bf46754e771bb4f4af9d3d751
-- filters._list_value: give a new value its place among the others.
--
-- In the middle of the gap where it belongs; a gap that is full makes all ranks of the
-- dimension new. The caller holds the lock of folds.
-- depends: views/filters/master_values

create or replace function filters._list_value(p_change filters.value_change)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_new filters.master_values;
    v_before bigint;
    v_after bigint;
begin
    select *
    into strict v_new
    from filters.master_values
    where dimension = p_change.dimension and value_id = p_change.value_id;

    select
        coalesce(
            max(rank) filter (where (label, value) < (v_new.label, v_new.value)), 0
        ),
        min(rank) filter (where (label, value) > (v_new.label, v_new.value))
    into v_before, v_after
    from filters.dimension_values
    where dimension = p_change.dimension;

    insert into filters.dimension_values (
        dimension, value_id, value, label, search, parent, rank, lines
    )
    values (
        p_change.dimension,
        v_new.value_id,
        v_new.value,
        v_new.label,
        lower(concat(v_new.label, chr(10), v_new.value)),
        v_new.parent,
        (v_before + coalesce(v_after, v_before + 2 * filters._rank_gap())) / 2,
        p_change.lines
    );
    if v_after - v_before < 2 then
        perform filters._rank_values(p_change.dimension);
    end if;
end;
$$;

comment on function filters._list_value(filters.value_change) is
    'Insert one value into filters.dimension_values, in order.';

-- @ functions/filters/_list_values fcf19889e598414c70cbf57b3a34d8de3c57766a3ebefb429dd84d6802bb8ace
-- filters._list_values: bring filters.dimension_values up to date with filters.cells.
--
-- What changes is noted for the message to subscribers. A renamed value is deleted and
-- inserted again, so that two values may swap names. The caller holds the lock of
-- folds.

create or replace function filters._list_values()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- First of all: filters.fold_lines says why.
    perform filters._raise_versions(1);
    insert into filters.value_changes (dimension, value, was)
    select
        dimension,
        value,
        case
            when d.lines is null then 0
            when d.lines is distinct from n.lines then d.lines
        end
    from filters.counted_values as n
    full join filters.dimension_values as d using (dimension, value)
    where (d.lines, d.label, d.parent) is distinct from (n.lines, n.label, n.parent)
    on conflict (dimension, value) do nothing;

    delete from filters.dimension_values as d
    where not exists (
        select
        from filters.counted_values as n
        where
            n.dimension = d.dimension
            and n.value_id = d.value_id
            and n.value = d.value
    );

    insert into filters.dimension_values as d (
        dimension, value_id, value, label, search, parent, rank, lines
    )
    select
        dimension, value_id, value, label, lower(concat(label, chr(10), value)),
        parent,
        filters._rank_gap() * row_number() over (
            partition by dimension
            order by label collate "C", value collate "C"
        ),
        lines
    from filters.counted_values
    order by dimension, value_id
    on conflict (dimension, value_id) do update
    set
        label = excluded.label,
        search = excluded.search,
        parent = excluded.parent,
        rank = excluded.rank,
        lines = excluded.lines
    where
        (d.label, d.parent, d.rank, d.lines)
        is distinct from
        (excluded.label, excluded.parent, excluded.rank, excluded.lines);
end;
$$;

comment on function filters._list_values() is
    'Rewrite what changed in filters.dimension_values; versions rise.';

-- @ functions/filters/_live_prices 5fbb8ec84ae3a068cf09ac00b110f59454062031e48fed58ef1c882c8421bca4
-- filters._live_prices: the range of prices in some stores, read from the lines.
--
-- Definer: callers may know the ends of a range, not the lines.

create or replace function filters._live_prices(
    p_place_ids bigint[], p_category_ids bigint[], p_brand_ids bigint[]
)
    returns filters.span
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = 'force_custom_plan'
as $$
    select row(min(t.price_minor), max(t.price_minor))::filters.span
    from filters.places as p
    inner join filters.transactions as t on p.store_id = t.store_id
    where
        p.id = any(p_place_ids)
        and (p_category_ids is null or t.category_id = any(p_category_ids))
        and (p_brand_ids is null or t.brand_id = any(p_brand_ids))
$$;

grant execute on function filters._live_prices(bigint[], bigint[], bigint[])
to authenticated, service_role;

comment on function filters._live_prices(bigint[], bigint[], bigint[]) is
$$Range of prices of these stores, categories and brands; null ids mean any.

Units: minor (centavos).
$$;

-- @ functions/filters/_load_transactions 673de3726af688931a774cf8dd6411b4e1dce3bb3b931f77a01a9931312c3bef
-- filters._load_transactions: take in a staging table of lines, by natural keys.
--
-- One load at a time: the first statement locks the table against other loads (not
-- against readers), so new master rows, stores and baskets need no further care; they
-- are inserted in the order of their keys, so that no two writers of master data wait
-- for each other in a circle. A cast or a constraint that fails raises, and nothing has
-- happened: whoever called decides which lines to send again.
--
-- Into an empty table, foreign keys are checked once, for all lines together: they are
-- dropped and added again in this transaction. Line by line takes three times as long.
--
-- Counts follow in the same transaction. Lines of new baskets are added; a store where
-- an older basket grew is counted anew, since sizes of baskets already counted changed.

create or replace function filters._load_transactions(p_staging regclass)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
declare
    v_after bigint;
    v_inserted bigint;
    v_grown bigint[];
    v_new bigint[];
    v_fkey record;
    v_fkeys text[] := array[]::text[];
begin
    lock table filters.transactions in share row exclusive mode;
    perform filters._lock_folds();
    perform filters._fold_all();
    v_after := coalesce((select max(id) from filters.transactions), 0);

    -- What the text says, once: keys trimmed, empty is null, money in minor units.
    truncate filters.staged_lines;
    execute format(
        $sql$
        insert into filters.staged_lines (
            basket_key, store_key, product_key,
            brand_key, category_key, city_code,
            store_class, price_minor, quantity, sold_at
        )
        select
            nullif(trim(basket), ''),
            nullif(trim(store), ''),
            nullif(trim(product), ''),
            nullif(lower(trim(brand)), ''),
            nullif(
                lower(
                    concat_ws(
                        '/', nullif(trim(department), ''), nullif(trim(category), '')
                    )
                ),
                ''
            ),
            nullif(trim(city_code), ''),
            nullif(trim(store_class), ''),
            round(price::numeric * 100)::bigint,
            quantity::numeric,
            sold_at::timestamptz
        from %s
        $sql$,
        p_staging
    );
    analyze filters.staged_lines;

    perform master._load_catalog(p_staging);

    insert into master.store_classes (code, name)
    select store_class, concat('Class ', store_class)
    from filters.staged_lines
    where store_class is not null
    group by store_class
    order by store_class
    on conflict (code) do nothing;

    insert into filters.stores (store_key, name, city_id, store_class_id)
    select
        l.store_key,
        concat('Store ', l.store_key),
        min(c.id),
        min(k.id)
    from (
        select store_key, min(city_code) as city_code, min(store_class) as store_class
        from filters.staged_lines
        group by store_key
    ) as l
    left join master.cities as c on l.city_code = c.psgc_code
    left join master.store_classes as k on l.store_class = k.code
    where not exists (
        select from filters.stores as s where s.store_key = l.store_key
    )
    group by l.store_key
    order by l.store_key;

    -- Baskets that were there before and now get more lines.
    with more as (
        select b.id, b.store_id, count(*) as lines
        from filters.staged_lines as l
        inner join filters.baskets as b on l.basket_key = b.basket_key
        group by b.id, b.store_id
    ),

    grown as (
        update filters.baskets as b
        set line_count = b.line_count + m.lines
        from more as m
        where b.id = m.id
        returning b.store_id
    )

    select coalesce(array_agg(distinct store_id), '{}')
    into v_grown
    from grown;

    insert into filters.baskets (basket_key, store_id, ordinal, line_count)
    select
        n.basket_key,
        n.store_id,
        coalesce(o.baskets, 0)
        + row_number() over (partition by n.store_id order by n.basket_key) - 1,
        n.lines
    from (
        select l.basket_key, min(s.id) as store_id, count(*) as lines
        from filters.staged_lines as l
        inner join filters.stores as s on l.store_key = s.store_key
        where not exists (
            select from filters.baskets as b where b.basket_key = l.basket_key
        )
        group by l.basket_key
    ) as n
    left join (
        select store_id, max(ordinal) + 1 as baskets
        from filters.baskets
        group by store_id
    ) as o on n.store_id = o.store_id
    order by n.store_id, n.basket_key;

    if v_after = 0 then
        for v_fkey in
            select conname, pg_get_constraintdef(oid) as definition
            from pg_catalog.pg_constraint
            where conrelid = 'filters.transactions'::regclass and contype = 'f'
            order by conname
        loop
            v_fkeys := v_fkeys || format(
                'alter table filters.transactions add constraint %I %s',
                v_fkey.conname, v_fkey.definition
            );
            execute format(
                'alter table filters.transactions drop constraint %I', v_fkey.conname
            );
        end loop;
    end if;

    -- These lines are counted below, all together.
    alter table filters.transactions disable trigger t70_note_inserted;
    insert into filters.transactions (
        basket_id, store_id, product_key, brand_id, category_id,
        price_minor, quantity, sold_at
    )
    select
        b.id, s.id, l.product_key, d.id, c.id,
        l.price_minor, l.quantity, l.sold_at
    from filters.staged_lines as l
    left join filters.baskets as b on l.basket_key = b.basket_key
    left join filters.stores as s on l.store_key = s.store_key
    left join master.brands as d on l.brand_key = d.brand_key
    left join master.categories as c on l.category_key = c.category_key
    order by s.id, b.id;
    get diagnostics v_inserted = row_count;
    alter table filters.transactions enable trigger t70_note_inserted;
    truncate filters.staged_lines;

    if v_after = 0 then
        for i in 1 .. cardinality(v_fkeys) loop
            execute v_fkeys[i];
        end loop;
        analyze filters.stores, filters.baskets, filters.transactions;
    end if;

    v_new := array(
        select s.id
        from filters.stores as s
        where
            s.id <> all(v_grown)
            and exists (
                select
                from filters.transactions as t
                where t.store_id = s.id and t.id > v_after
            )
    );
    perform filters._number_baskets(
        array(select id from filters.baskets where ordinal is null)
    );
    perform filters._widen_stores(array(select id from filters.stores));
    delete from filters.cells as c
    using filters.places as p
    where c.place_id = p.id and p.store_id = any(v_grown);
    delete from filters.basket_sizes as m
    using filters.places as p
    where m.place_id = p.id and p.store_id = any(v_grown);
    perform filters._count_stores(p_store_ids => v_grown, p_after_id => 0);
    perform filters._count_stores(p_store_ids => v_new, p_after_id => v_after);
    perform filters._count_groups(p_after_id => v_after);
    perform filters._list_values();

    return v_inserted;
end;
$$;

comment on function filters._load_transactions(regclass) is
$$Load lines from a staging table of text columns, and count them; returns their number.

Columns: basket, store, product, brand, brand_mark, department, category, city_code,
store_class, price numeric, quantity numeric, sold_at timestamptz.
Keys are trimmed, empty means null; brands and categories are known by their lower-case
spelling, a category under its department; an unknown city or a missing one leaves the
store without city. price is in major units and is rounded to minor ones; sold_at with
no zone is in the session's time zone. Known master data and stores stay as they are;
unknown ones are added.
Errors: 22xxx for text that is no number or time, 23xxx for a missing key or a basket
that is already in another store.
$$;

-- @ functions/filters/_lock_dimension 0fb460b214c017ca2e727dbad94994fb2faf216528a09548c62da6b0cf6106fb
-- filters._lock_dimension: the right to change one dimension, until the commit.
--
-- The source first, then the dimension: so do all who change the registry, and no two
-- of them wait in a circle. The weaker lock, since counts refer to the row. A dimension
-- that never changed has the configuration that it was installed with as its first.

create or replace function filters._lock_dimension(p_name text)
    returns filters.dimensions
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
begin
    perform filters._find_dimension(p_name);
    perform from filters.sources as s
    inner join filters.dimensions as d on s.source_table = d.source_table
    where d.name = p_name
    for no key update of s;
    select * into strict v_dimension
    from filters.dimensions
    where name = p_name
    for no key update;
    insert into filters.dimension_versions (dimension, number, config, reason, made_at)
    select
        p_name, 1,
        filters._dimension_config(v_dimension)
        || jsonb_build_object('enabled', v_dimension.state <> 'off'),
        'Installed.', core.now()
    where not exists (
        select from filters.dimension_versions where dimension = p_name
    );
    return v_dimension;
end;
$$;

comment on function filters._lock_dimension(text) is
    'Errors: PT422 filters.unknown_dimension.';

-- @ functions/filters/_lock_folds bda05c4ba705c3207eb6bbe60b9b92acce40d13c5296d16f8255d108d698fcba
-- filters._lock_folds: nobody else rewrites counts until this transaction ends.
--
-- Order of locks for whoever takes both: filters.transactions (in whatever mode), then
-- this one. Writers and readers of lines never take it.

create or replace function filters._lock_folds()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    lock table filters.transactions in access share mode;
    perform pg_advisory_xact_lock(hashtextextended('filters.folds', 0));
end;
$$;

comment on function filters._lock_folds() is
    'Wait until no other transaction folds or rebuilds, and keep them waiting.';

-- @ functions/filters/_lock_source 1fbc536d6139c8efe54db640e990c35f1a9fd25797198e4fd80619cfca250217
-- filters._lock_source: stop the writers of a source until the commit.
--
-- Its row first, so that whoever compiles for it follows another. Where triggers are to
-- be removed the strongest lock at once: raising it later could meet a writer that
-- waits for us. Three seconds, then nothing has happened.

create or replace function filters._lock_source(p_source regclass, p_is_last boolean)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '3s'
as $$
begin
    perform from filters.sources
    where source_table = p_source
    for no key update;
    if exists (select from pg_catalog.pg_class where oid = p_source) then
        execute format(
            'lock table %s in %s mode',
            p_source,
            case when p_is_last then 'access exclusive' else 'share row exclusive' end
        );
    end if;
exception
    when lock_not_available then
        perform core.raise_error(
            'filters.source_busy', format('%s is being written.', p_source)
        );
end;
$$;

comment on function filters._lock_source(regclass, boolean) is
    'Errors: PT409 filters.source_busy.';

-- @ functions/filters/_master_fault 59d225c7b7b331404139097280563344ca8f22db235722cf6b00995ca8b1f5e6
-- filters._master_fault: what is wrong with the master table of a dimension, or null.

create or replace function filters._master_fault(p_master jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table regclass;
    v_key smallint;
begin
    if p_master is null or p_master = 'null' then
        return null;
    end if;
    v_table := filters._check_master(p_master ->> 'table');
    select a.attnum
    into v_key
    from pg_catalog.pg_attribute as a
    where a.attrelid = v_table and a.attname = p_master ->> 'key';

    return case
        when filters._column_type(v_table, p_master ->> 'key') is null
            or filters._column_type(v_table, p_master ->> 'label') is null
            or p_master ->> 'key' = p_master ->> 'label'
            then format('%s has no such two columns, key and label.', v_table)
        when not exists (
            select from pg_catalog.pg_index as i
            where
                i.indrelid = v_table
                and i.indisunique
                and i.indpred is null
                and i.indkey::text = v_key::text
        ) then format('%s.%I is not unique.', v_table, p_master ->> 'key')
    end;
end;
$$;

comment on function filters._master_fault(jsonb) is
    'A sentence, or null. Errors: PT422 filters.invalid_source.';

-- @ functions/filters/_measure 95be8d00af001454b55c71eeaa848c9c60e086b6454df2d0c6a51e1324fa0ae5
-- filters._measure: everything that is one number about a selection.

create or replace function filters._measure(p_selection filters.selection)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_totals filters.totals := filters._measure_cells(p_selection);
    v_sizes filters.sizes := filters._measure_sizes(p_selection);
begin
    return jsonb_build_object(
        'price', jsonb_build_object(
            'min', v_totals.price_min, 'max', v_totals.price_max
        ),
        'basket_size', jsonb_build_object('min', v_sizes.low, 'max', v_sizes.high),
        'transactions', v_totals.lines,
        'baskets', filters._count_baskets(p_selection, v_totals.baskets)
    );
end;
$$;

grant execute on function filters._measure(filters.selection)
to authenticated, service_role;

comment on function filters._measure(filters.selection) is
$${price: {min, max}, basket_size: {min, max}, transactions, baskets} of a selection.

Units: price in minor units (centavos) of one line, basket_size in lines.
$$;

-- @ functions/filters/_measure_cells 3dd71966d5d4147306792e02a5eda55fe8201eeab5ec66043fa58195b9bbcd4d
-- filters._measure_cells: lines, baskets and prices of a selection, in one pass.
--
-- Prices come from cells whose range is exact, and from what came since. Where a line
-- went that may have been at an end of it, a cell is only a bound; the lines of its
-- store are read if the bound is beyond what is known by then, and only then.
-- `baskets` are those of the cells, as folded: filters._count_baskets makes a number of
-- it.

create or replace function filters._measure_cells(p_selection filters.selection)
    returns filters.totals
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
    v_changes record;
    v_cells record;
    v_live filters.span;
begin
    select
        coalesce(sum(n.lines), 0) as lines,
        min(n.price_minor) filter (where n.lines > 0) as low,
        max(n.price_minor) filter (where n.lines > 0) as high,
        coalesce(array_agg(distinct n.place_id) filter (where n.lines < 0), '{}')
            as bounded
    into v_changes
    from (
        select l.place_id, l.price_minor, sum(l.lines) as lines
        from filters._select_changes(p_selection) as l
        group by l.place_id, l.price_minor
        having sum(l.lines) <> 0
    ) as n;

    with cell as materialized (
        select
            c.*,
            c.is_exact and c.place_id <> all(v_changes.bounded) as is_known
        from unnest(v_places) as p (id)
        cross join unnest(v_categories) as k (id)
        cross join unnest(v_brands) as b (id)
        cross join lateral (
                select
                    n.place_id, n.lines, n.baskets, n.price_min, n.price_max, n.is_exact
                from filters.cells as n
                where n.place_id = p.id and n.category_id = k.id and n.brand_id = b.id
                limit 1
            ) as c
    ),

    known as (
        select
            coalesce(sum(c.lines), 0) as lines,
            coalesce(sum(c.baskets), 0) as baskets,
            least(
                v_changes.low, min(c.price_min) filter (where c.is_known)
            ) as low,
            greatest(
                v_changes.high, max(c.price_max) filter (where c.is_known)
            ) as high
        from cell as c
    )

    select
        k.*,
        array(
            select distinct c.place_id
            from cell as c
            where
                not c.is_known
                and (k.low is null or c.price_min < k.low or c.price_max > k.high)
        ) as unknown
    into v_cells
    from known as k;

    if v_cells.unknown <> '{}' then
        v_live := filters._live_prices(
            v_cells.unknown, p_selection.category_ids, p_selection.brand_ids
        );
    end if;
    return row(
        v_cells.lines + v_changes.lines,
        v_cells.baskets,
        least(v_cells.low, v_live.low),
        greatest(v_cells.high, v_live.high)
    )::filters.totals;
end;
$$;

grant execute on function filters._measure_cells(filters.selection)
to authenticated, service_role;

comment on function filters._measure_cells(filters.selection) is
$$Lines and prices of a selection, and the baskets of its cells as last folded.

Units: lines; minor units (centavos) of one line.
$$;

-- @ functions/filters/_measure_sizes 368a69bc789e4264d86ba4ef014c4e88b15ff112e2f36439b3b5505008abed88
-- filters._measure_sizes: how big the baskets with a line in a selection are.
--
-- Unchanged baskets by their masks: those say the bucket, and inside the lowest and the
-- highest one baskets are looked up, where a bucket is more than one size. Changed ones
-- as they are now.

create or replace function filters._measure_sizes(p_selection filters.selection)
    returns filters.sizes
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_folded filters.folded_sizes;
    v_span filters.span;
    v_sizes filters.sizes;
begin
    if num_nonnulls(p_selection.category_ids, p_selection.brand_ids) = 0 then
        v_folded := filters._sizes_of_stores(p_selection);
    else
        v_folded := filters._sizes_of_lines(p_selection);
    end if;
    v_span := filters._sizes_of(v_folded.place_ids, v_folded.bits);
    -- The first bucket is one size.
    if v_folded.buckets[1] = 1 then
        v_span := row(1, coalesce(v_span.high, 1))::filters.span;
    end if;

    select
        least(v_span.low, min(n.size)),
        greatest(v_span.high, max(n.size)),
        array(
            select coalesce(sum(c.baskets), 0)::bigint
            from generate_series(1, cardinality(filters._basket_size_bounds()) + 1)
                as g (bucket)
            left join (
                select f.bucket, f.baskets
                from unnest(v_folded.buckets, v_folded.baskets) as f (bucket, baskets)
                union all
                select b.bucket, 1
                from unnest(array_agg(n.bucket)) as b (bucket)
            ) as c on g.bucket = c.bucket
            group by g.bucket
            order by g.bucket
        )
    into v_sizes.low, v_sizes.high, v_sizes.baskets
    from (
        select
            b.size,
            width_bucket(b.size, filters._basket_size_bounds()) + 1 as bucket
        from filters._changed_baskets(p_selection) as b
        where b.matching > 0
    ) as n;
    return v_sizes;
end;
$$;

grant execute on function filters._measure_sizes(filters.selection)
to authenticated, service_role;

comment on function filters._measure_sizes(filters.selection) is
$$Range and histogram of the sizes of the baskets that match, each with its whole size.

Units: lines; baskets.
$$;

-- @ functions/filters/_measure_stores 065acfe0ee6734182897bfb908f205b42f115559c6e0b66cfcb316c8a847461c
-- filters._measure_stores: per store, the baskets that match a selection, as folded.
--
-- Without the bits of baskets that changed since: filters._changed_baskets knows those.

create or replace function filters._measure_stores(p_selection filters.selection)
    returns table (place_id bigint, bits bit varying)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
begin
    return query
    select
        f.place_id,
        case when m.mask is null then f.bits else f.bits & ~m.mask end::bit varying
    from (
        select c.place_id, bit_or(c.bits)::bit varying as bits
        from unnest(v_places) as p (id)
        cross join unnest(v_categories) as k (id)
        cross join unnest(v_brands) as b (id)
        cross join lateral (
                select n.place_id, n.bits
                from filters.cells as n
                where n.place_id = p.id and n.category_id = k.id and n.brand_id = b.id
                limit 1
            ) as c
        group by c.place_id
    ) as f
    left join filters._changed_masks(p_selection) as m on f.place_id = m.place_id;
end;
$$;

grant execute on function filters._measure_stores(filters.selection)
to authenticated, service_role;

comment on function filters._measure_stores(filters.selection) is
    'Stores with a matching line, and which of their unchanged baskets have one.';

-- @ functions/filters/_move_stores 10d27b75f4498d234a09982c09ede20193d5de7be354501c7ff03729b525a7a1
-- filters._move_stores: count stores where they are, after they or their city moved.
--
-- Locks: the transactions against writers, then the folds: what these stores sold is
-- taken out of their old groups and added to the new ones, and no line may come
-- meanwhile.

create or replace function filters._move_stores()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_stores bigint[];
    v_gone filters.line_changes[];
    v_come filters.line_changes[];
begin
    lock table filters.transactions in share row exclusive mode;
    perform filters._lock_folds();
    perform filters._fold_all();

    v_stores := array(select m.store_id from filters._list_moved_stores() as m);
    select
        array_agg(row(
            t.store_id, 0, t.category_id, t.brand_id, 0, -t.lines, now()
        )::filters.line_changes),
        array_agg(row(
            t.store_id, 0, t.category_id, t.brand_id, 0, t.lines, now()
        )::filters.line_changes)
    into v_gone, v_come
    from (
        select l.store_id, l.category_id, l.brand_id, count(*) as lines
        from filters.transactions as l
        where l.store_id = any(v_stores)
        group by l.store_id, l.category_id, l.brand_id
    ) as t;

    perform filters._fold_groups(v_gone);
    update filters.places as p
    set
        region_id = m.region_id,
        province_id = m.province_id,
        city_id = m.city_id,
        store_class_id = m.store_class_id
    from filters._list_moved_stores() as m
    where p.store_id = m.store_id;
    perform filters._place_stores(v_stores);
    perform filters._fold_groups(v_come);
end;
$$;

comment on function filters._move_stores() is
    'Give stores whose region, province, city or class changed their new places.';

-- @ functions/filters/_name_values 95f4ba322c0356661d6e71ea980392f41ba4c22cc6379b375cdf3055e0a491ec
-- filters._name_values: what values are called, and where they stand in the order.
--
-- Order by rank, is_fresh, label, value: a fresh value has the rank of the listed one
-- before it.

create or replace function filters._name_values(p_dimension text, p_value_ids bigint[])
    returns table (
        value_id bigint, value text, label text, rank bigint, is_fresh boolean
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select d.value_id, d.value, d.label, d.rank, false
    from filters.dimension_values as d
    where d.dimension = p_dimension and d.value_id = any(p_value_ids)
    union all
    select f.value_id, f.value, f.label, f.rank, true
    from filters._fresh_values(p_dimension) as f
    where f.value_id = any(p_value_ids);
end;
$$;

grant execute on function filters._name_values(text, bigint[])
to authenticated, service_role;

comment on function filters._name_values(text, bigint[]) is
    'Value, label and place in the order of these values of a dimension.';

-- @ functions/filters/_next_counters eab0995276db20707fca9099a16ab6ba58bafac20e69337f11665701d64ab5a4
-- filters._next_counters: the values that come next in a dimension that has no labels.
--
-- Folded values by their index, one more for each value of a delta: a delta may take
-- one away, and no more than that. Definer as filters._list_counters. Planned for each
-- call, so that a page begins at its place in the index.

create or replace function filters._next_counters(
    p_dimension text, p_after text, p_size integer
)
    returns setof filters.counted_value
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = 'force_custom_plan'
as $$
begin
    perform filters._check_readable(p_dimension, '{}');
    return query
    with fresh as materialized (
        select d.value, sum(d.lines) as lines
        from filters.value_deltas as d
        where
            d.dimension = p_dimension and (p_after is null or d.value > p_after)
        group by d.value
    ),

    folded as materialized (
        select c.value, sum(c.lines) as lines
        from filters.value_counts as c
        where
            c.dimension = p_dimension and (p_after is null or c.value > p_after)
        group by c.value
        order by c.value
        limit p_size + (select count(*) from fresh)
    )

    select n.value, n.value, sum(n.lines)::bigint
    from (
        select f.value, f.lines
        from folded as f
        union all
        select f.value, f.lines
        from fresh as f
        where
            f.value in (select o.value from folded as o)
            or not exists (
                select from filters.value_counts as c
                where c.dimension = p_dimension and c.value = f.value
            )
    ) as n
    group by n.value
    having sum(n.lines) <> 0
    order by n.value
    limit p_size;
end;
$$;

grant execute on function filters._next_counters(text, text, integer)
to authenticated, service_role;

comment on function filters._next_counters(text, text, integer) is
$$Up to so many values after one, in order, with their lines.

Errors: PT422 filters.unknown_dimension, when the caller may not read it.
$$;

-- @ functions/filters/_note_changes 6b07cfc7dd0b17ec3ebfc3cea7e77a8d81eabbf03c19420f36d392fb6a0a1679
-- filters._note_changes: remember for events what each value counted before a fold.

create or replace function filters._note_changes(p_folded filters.delta[])
    returns filters.delta[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_new filters.delta[];
begin
    with changed as (
        select f.dimension, f.value
        from unnest(p_folded) as f
        group by f.dimension, f.value
    ),

    was as materialized (
        select c.dimension, c.value, coalesce(
            (
                select sum(n.lines)::bigint
                from filters.value_counts as n
                where n.dimension = c.dimension and n.value = c.value
            ), 0
        ) as lines
        from changed as c
    ),

    noted as (
        insert into filters.value_changes (dimension, value, was)
        select w.dimension, w.value, w.lines
        from was as w
        order by w.dimension, w.value
        on conflict (dimension, value) do nothing
    )

    select array_agg((w.dimension, null, w.value, 0, 0)::filters.delta)
    into v_new
    from was as w
    where w.lines = 0;

    return v_new;
end;
$$;

comment on function filters._note_changes(filters.delta[]) is
    'Values that had no line before: their dimension and value.';

-- @ functions/filters/_note_load 2ca786c390a95ab76639d7a1c1cb3caae875e653b17f17fcc8bdf80250f0f8b7
-- filters._note_load: remember that a data set is in.

create or replace function filters._note_load(
    p_dataset text, p_version text, p_lines bigint
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into filters.loads (dataset, version, line_count)
    values (p_dataset, p_version, p_lines)
$$;

comment on function filters._note_load(text, text, bigint) is
    'Remember a data set, its release and its lines; 23505 when it is in already.';

-- @ functions/filters/_note_orphans 8dee38a591dcb76f1fdb616c20b5a4326a3bcd74c99f5a4300ae1e8913ff5086
-- filters._note_orphans: remember since when master rows are without a line.

create or replace function filters._note_orphans(p_dimension text)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    delete from filters.orphans as o
    where
        o.dimension = p_dimension
        and o.value not in (
            select m.value from filters._list_orphan_masters(p_dimension) as m (value)
        );

    insert into filters.orphans (dimension, value, since_at)
    select p_dimension, m.value, core.now()
    from filters._list_orphan_masters(p_dimension) as m (value)
    order by m.value
    on conflict (dimension, value) do nothing;
$$;

comment on function filters._note_orphans(text) is
    'New orphans from now on; who has a line again is forgotten.';

-- @ functions/filters/_number_baskets e134f08dc7e88842f9b75ce4b74693f5b5142f14b7c2f23acac6c92c79337750
-- filters._number_baskets: give new baskets the next numbers of their stores.
--
-- The caller holds the lock of folds, so nobody else numbers baskets.

create or replace function filters._number_baskets(p_basket_ids bigint[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with fresh as (
        select id, store_id
        from filters.baskets
        where id = any(p_basket_ids) and ordinal is null
    ),

    store as materialized (
        select
            s.store_id,
            coalesce(
                (
                    select max(b.ordinal)
                    from filters.baskets as b
                    where b.store_id = s.store_id
                ),
                -1
            ) as last
        from (select distinct f.store_id from fresh as f) as s
    ),

    numbered as (
        select
            f.id,
            s.last + row_number() over (
                partition by f.store_id order by f.id
            ) as ordinal
        from fresh as f
        inner join store as s on f.store_id = s.store_id
    )

    update filters.baskets as b
    set ordinal = n.ordinal
    from numbered as n
    where b.id = n.id
$$;

comment on function filters._number_baskets(bigint[]) is
    'Number those of these baskets that have no number in their store yet.';

-- @ functions/filters/_page_counters 6c6c8833d3e971969dce10c9957441a81f11fe5f6356ebc2ee7e7f1ebe2161f6
-- filters._page_counters: one page of a registered dimension, as filters.filter_values.

create or replace function filters._page_counters(
    p_dimension text, p_within jsonb, p_search text, p_after text, p_page_size integer
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_after text[] := filters._split_cursor(p_after, p_dimension);
    v_selection jsonb := filters._read_counter_within(p_dimension, p_within);
    v_page filters.counted_value[];
    v_total bigint;
begin
    -- One more than a page tells whether there is a next one.
    if v_selection = '{}' and p_search = '' and not filters._has_labels(p_dimension) then
        v_page := array(
            select n
            from filters._next_counters(p_dimension, v_after[2], p_page_size + 1) as n
        );
        v_total := filters._count_listed_counters(p_dimension);
    else
        with found as materialized (
            select c.value, c.label, c.lines
            from filters._list_counters(p_dimension, v_selection) as c
            where
                p_search = ''
                or strpos(lower(concat(c.label, chr(10), c.value)), lower(p_search)) > 0
        )

        select
            array(
                select (f.value, f.label, f.lines)::filters.counted_value
                from found as f
                where v_after is null or (f.label, f.value) > (v_after[1], v_after[2])
                order by f.label, f.value
                limit p_page_size + 1
            ),
            (select count(*) from found)
        into v_page, v_total;
    end if;

    return jsonb_build_object(
        'dimension', p_dimension,
        'items', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object('value', p.value, 'label', p.label, 'count', p.lines)
                    order by p.place
                ),
                '[]'
            )
            from unnest(v_page[1:p_page_size])
                with ordinality as p (value, label, lines, place)
        ),
        'next', case
            when cardinality(v_page) > p_page_size
                then filters._write_cursor(
                    p_dimension, v_page[p_page_size].label, v_page[p_page_size].value
                )
        end,
        'total', v_total,
        'version', filters._version_of(p_dimension)
    );
end;
$$;

grant execute on function filters._page_counters(text, jsonb, text, text, integer)
to authenticated, service_role;

comment on function filters._page_counters(text, jsonb, text, text, integer) is
$${dimension, items: [{value, label, count}], next, total, version}.

Errors: PT422 filters.invalid_within, filters.unknown_dimension, core.invalid_cursor.
$$;

-- @ functions/filters/_page_listed aa2cf30c5f6312209fb86b710abda76a6239ffb6942bea6b9760a49b6f5307f3
-- filters._page_listed: a page of all values of a dimension, nothing else selected.
--
-- Reads no more of the list than the page; what changed since it was folded is added.

create or replace function filters._page_listed(
    p_dimension text, p_after filters.cursor, p_size integer
)
    returns filters.listed
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changes filters.counts := filters._count_changes(p_dimension, null);
    v_page filters.counts;
begin
    select
        array_agg(n.value_id order by n.rank, n.is_fresh, n.label, n.value),
        array_agg(n.lines order by n.rank, n.is_fresh, n.label, n.value)
    into v_page
    from (
        (
            select d.value_id, d.lines + coalesce(c.lines, 0) as lines, d.rank,
                false as is_fresh, d.label, d.value
            from filters.dimension_values as d
            left join unnest(v_changes.value_ids, v_changes.lines) as c (value_id, lines)
                on d.value_id = c.value_id
            where
                d.dimension = p_dimension
                and d.rank > (p_after).rank
                and d.lines + coalesce(c.lines, 0) > 0
            order by d.rank
            limit p_size
        )
        union all
        select f.value_id, c.lines, f.rank, true, f.label, f.value
        from filters._fresh_values(p_dimension) as f
        inner join unnest(v_changes.value_ids, v_changes.lines) as c (value_id, lines)
            on f.value_id = c.value_id
        where
            v_changes.value_ids is not null
            and (f.label, f.value)
            > ((p_after).label collate "C", (p_after).value collate "C")
        order by 3, 4, 5, 6
        limit p_size
    ) as n;

    return row(v_page, filters._count_listed(p_dimension))::filters.listed;
end;
$$;

grant execute on function filters._page_listed(text, filters.cursor, integer)
to authenticated, service_role;

comment on function filters._page_listed(text, filters.cursor, integer) is
    'So many values after a cursor with their counts, and how many there are in all.';

-- @ functions/filters/_page_values d5b766dc6dc2561ef2685c001449d5440edb2c9e4e2d154b105e93d8e7d8ff8b
-- filters._page_values: the counted values that come first after a rank.
--
-- Planned for each call: how many values were counted decides how to look up their
-- ranks, and a plan for any number expects a few, which is slow for thousands.

create or replace function filters._page_values(
    p_dimension text, p_counts filters.counts, p_after filters.cursor, p_size integer
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = 'force_custom_plan'
as $$
declare
    v_page filters.counts;
begin
    -- Materialized: a limit inside a join tempts the planner into a nested loop.
    with listed as materialized (
        select n.value_id, n.lines, d.rank
        from unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
        inner join filters.dimension_values as d
            on n.value_id = d.value_id and d.dimension = p_dimension
        where d.rank > (p_after).rank
    )

    select
        array_agg(p.value_id order by p.rank, p.is_fresh, p.label, p.value),
        array_agg(p.lines order by p.rank, p.is_fresh, p.label, p.value)
    into v_page
    from (
        (
            select
                l.value_id, l.lines, l.rank, false as is_fresh,
                '' collate "C" as label, '' collate "C" as value
            from listed as l
            order by l.rank
            limit p_size
        )
        union all
        select n.value_id, n.lines, f.rank, true, f.label, f.value
        from filters._fresh_values(p_dimension) as f
        inner join unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
            on f.value_id = n.value_id
        where
            (f.label, f.value)
            > ((p_after).label collate "C", (p_after).value collate "C")
        order by 3, 4, 5, 6
        limit p_size
    ) as p;

    return v_page;
end;
$$;

grant execute on function filters._page_values(
    text, filters.counts, filters.cursor, integer
) to authenticated, service_role;

comment on function filters._page_values(
    text, filters.counts, filters.cursor, integer
) is
    'Up to so many of the counted values, in order, after a cursor.';

-- @ functions/filters/_place_stores 7d87796ddb822b59fafaaa17dbe598860b820131edc76cfd195bdd261cdfafa3
-- filters._place_stores: give stores, and every group that has one of them, a place.
--
-- Locks: new rows only, by kind and ids, so that two writers wait in one direction.

create or replace function filters._place_stores(p_store_ids bigint[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into filters.places (
        kind, store_id, region_id, province_id, city_id, store_class_id, capacity
    )
    select
        'store', s.id, p.region_id, c.province_id, s.city_id, s.store_class_id, 0
    from filters.stores as s
    left join master.cities as c on s.city_id = c.id
    left join master.provinces as p on c.province_id = p.id
    where s.id = any(p_store_ids)
    order by s.id
    on conflict (store_id) do nothing;

    insert into filters.places (kind, region_id, province_id, store_class_id)
    select distinct g.kind, g.region_id, g.province_id, g.store_class_id
    from filters.places as s
    cross join lateral (
        values
        ('region', s.region_id, null, null),
        ('province', s.region_id, s.province_id, null),
        ('store_class', null, null, s.store_class_id),
        ('region_class', s.region_id, null, s.store_class_id),
        ('province_class', s.region_id, s.province_id, s.store_class_id)
    ) as g (kind, region_id, province_id, store_class_id)
    where
        s.store_id = any(p_store_ids)
        and (g.kind like '%class') = (g.store_class_id is not null)
        and (g.kind like 'region%' or g.kind like 'province%') = (g.region_id is not null)
        and not exists (
            select
            from filters.places as o
            where
                o.kind = g.kind
                and o.region_id is not distinct from g.region_id
                and o.province_id is not distinct from g.province_id
                and o.store_class_id is not distinct from g.store_class_id
        )
    order by g.kind, g.region_id, g.province_id, g.store_class_id
    on conflict (kind, store_id, region_id, province_id, store_class_id) do nothing;
end;
$$;

comment on function filters._place_stores(bigint[]) is
    'Add the places of these stores and of the groups that they are in.';

-- @ functions/filters/_price_bounds af454fc6608743ffe46f29382d9ba17f45adc70e2872e4a6f7c9220841f9525b
-- filters._price_bounds: where the buckets of prices begin.
--
-- A table's content depends on it: after a change, select filters.rebuild_values().

create or replace function filters._price_bounds()
    returns bigint[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array[1, 100, 200, 300, 500, 1000, 2000, 5000, 10000]::bigint[]
$$;

grant execute on function filters._price_bounds()
to authenticated, service_role, app_reader;

comment on function filters._price_bounds() is
$$Lower bounds of the price buckets from the second on; the first takes all below.

Units: minor (centavos).
$$;

-- @ functions/filters/_prune_value e4f79c335bb418b167e5e8eb3b5b827dce2415f833d0d46403e29fd43d08b92f
-- filters._prune_value: delete one master row, or say why it stays.
--
-- A line that comes meanwhile holds its row by a foreign key, or, without one, has the
-- row made again by the next fold.

create or replace function filters._prune_value(
    p_dimension filters.dimensions, p_value text, p_dry_run boolean
)
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_condition text := format(
        '%s = %L',
        filters._value_expression(
            p_dimension.master_table, p_dimension.master_key, null, 'm'
        ),
        p_value
    );
    v_keeper regclass := filters._keeper_of(p_dimension.master_table, v_condition);
begin
    if v_keeper is not null then
        return format('%s refers to it', v_keeper);
    end if;
    if not p_dry_run then
        execute format(
            'delete from %s as m where %s', p_dimension.master_table, v_condition
        );
    end if;
    return null;
exception
    when others then
        if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
            raise;
        end if;
        return sqlerrm;
end;
$$;

comment on function filters._prune_value(filters.dimensions, text, boolean) is
    'Null when the row is gone, or would be; else a reason.';

-- @ functions/filters/_raise_version 0e5e9ec9ee64e2dba3211e4bb153f5d085adf9189ce956cfea5a7ab33abf2940
-- filters._raise_version: so many changes of one dimension are folded.

create or replace function filters._raise_version(p_dimension text, p_changes bigint)
    returns bigint
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update filters.dimension_states
    set version = version + p_changes
    where dimension = p_dimension
    returning version
$$;

comment on function filters._raise_version(text, bigint) is
    'Raise the version of a dimension; the new one.';

-- @ functions/filters/_raise_versions 34aa7f543b79386333a1caac2df06ad69d687f7b239c66db413f2aff439dbff0
-- filters._raise_versions: so many changes of lines are folded.

create or replace function filters._raise_versions(p_changes bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update filters.dimension_states as s
    set version = s.version + p_changes
    from filters.dimensions as d
    where s.dimension = d.name and d.counted_by = 'cells'
$$;

comment on function filters._raise_versions(bigint) is
    'Raise the versions of the dimensions that filters.cells counts.';

-- @ functions/filters/_rank_gap 2282d265a191d7110d51435126d57b0e1cc71415f90f8f1fdb5f4993c7105a40
-- filters._rank_gap: how far apart the ranks of two neighbouring values are at first.
--
-- Twenty values can come between the same two before the ranks are made anew.

create or replace function filters._rank_gap()
    returns bigint
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 1048576::bigint
$$;

comment on function filters._rank_gap() is
    'Distance of two ranks in filters.dimension_values, when they are new.';

-- @ functions/filters/_rank_values 3d09bce50092cf82a5d1376b69818a40ba2a1818a728db1852d09a15cd6dba84
-- filters._rank_values: rank the values of a dimension anew, with gaps between them.

create or replace function filters._rank_values(p_dimension text)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update filters.dimension_values as d
    set rank = n.rank
    from (
        select
            value_id,
            filters._rank_gap() * row_number() over (
                order by label collate "C", value collate "C"
            ) as rank
        from filters.dimension_values
        where dimension = p_dimension
    ) as n
    where d.dimension = p_dimension and d.value_id = n.value_id and d.rank <> n.rank
$$;

comment on function filters._rank_values(text) is
    'Make the ranks of a dimension evenly spaced.';

-- @ functions/filters/_read_counter_within 44ed0560c750025d5cc28d808aa28b9c915cbbd325b9c73e05c8b184b51a78c2
-- filters._read_counter_within: a checked `within` for a registered dimension.

create or replace function filters._read_counter_within(
    p_dimension text, p_within jsonb
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text;
    v_selection jsonb := '{}'::jsonb;
    v_values text[];
begin
    if p_within is null or p_within = '{}' then
        return v_selection;
    end if;
    if jsonb_typeof(p_within) <> 'object' then
        perform core.raise_error(
            'filters.invalid_within',
            format('within is a JSON %s, not an object.', jsonb_typeof(p_within))
        );
    end if;

    for v_name in select k from jsonb_object_keys(p_within) as k loop
        perform filters._check_dimension(v_name);
        v_values := filters._read_values(v_name, p_within -> v_name);
        if v_name = p_dimension then
            continue;
        end if;
        if (select d.source_table from filters.dimensions as d where d.name = v_name)
            <> (
                select d.source_table from filters.dimensions as d
                where d.name = p_dimension
            )
        then
            perform core.raise_error(
                'filters.invalid_within',
                format('%s is not of the rows that %s counts.', v_name, p_dimension)
            );
        end if;
        v_selection := v_selection || jsonb_build_object(v_name, to_jsonb(v_values));
    end loop;

    return v_selection;
end;
$$;

grant execute on function filters._read_counter_within(text, jsonb)
to authenticated, service_role;

comment on function filters._read_counter_within(text, jsonb) is
$${<dimension>: [<value>, …]} of the same source, without the dimension itself.

Errors: PT422 filters.invalid_within, filters.unknown_dimension.
$$;

-- @ functions/filters/_read_cursor 3291ebd29fa16470f2671e71f7a40e684bac219e9f513188f138b4f09303fc59
-- filters._read_cursor: where in the order a cursor stands, or a refusal.

create or replace function filters._read_cursor(p_after text, p_dimension text)
    returns filters.cursor
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_parts text[] := filters._split_cursor(p_after, p_dimension);
begin
    if p_after is null then
        return row(0, '', '')::filters.cursor;
    end if;

    return row(
        coalesce(
            (
                select d.rank
                from filters.dimension_values as d
                where
                    d.dimension = p_dimension
                    and d.value = v_parts[2]
                    and d.label = v_parts[1]
            ),
            (
                select max(d.rank)
                from filters.dimension_values as d
                where
                    d.dimension = p_dimension
                    and (d.label, d.value) <= (v_parts[1], v_parts[2])
            ),
            0
        ),
        v_parts[1],
        v_parts[2]
    )::filters.cursor;
end;
$$;

grant execute on function filters._read_cursor(text, text)
to authenticated, service_role;

comment on function filters._read_cursor(text, text) is
$$Where a cursor of this dimension stands in the order; before everything without one.

Errors: PT422 core.invalid_cursor.
$$;

-- @ functions/filters/_read_lines e1b1e886f67474bc4e73d71f37f41530bfe212fa7c288dcef770ef9b733298d4
-- filters._read_lines: rows of a call as lines, or the first thing that is wrong.
--
-- Shape first, then the casts, then the values. One handler for all rows: when a cast
-- fails, the loop stands at the row that it failed for.

create or replace function filters._read_lines(p_rows jsonb)
    returns setof filters.incoming_line
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 10000;
    c_time constant text :=
        '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$';
    v_row jsonb;
    v_read record;
    v_line filters.incoming_line;
    v_fault text;
begin
    if jsonb_typeof(p_rows) is distinct from 'array' then
        perform core.raise_error('filters.invalid_rows', 'rows is no array.');
    end if;
    if jsonb_array_length(p_rows) > c_most then
        perform core.raise_error(
            'filters.too_many_rows', format('%s rows.', jsonb_array_length(p_rows))
        );
    end if;

    for v_line.place, v_row in
        select r.place, r.item
        from jsonb_array_elements(p_rows) with ordinality as r (item, place)
    loop
        v_fault := case
            when jsonb_typeof(v_row) <> 'object' then 'it is no object'
            when coalesce(v_row ->> 'sold_at', '') !~ c_time
                then 'sold_at is no time with a zone'
        end;
        exit when v_fault is not null;

        select r.*
        into v_read
        from jsonb_to_record(v_row) as r (
            key text, basket text, store text, product text, brand text,
            brand_mark text, department text, category text, city_code text,
            store_class text, price numeric, quantity numeric, sold_at timestamptz
        );
        -- The one cast that fails with a code of its own.
        v_fault := case
            when v_read.price in ('NaN', 'Infinity', '-Infinity')
                then 'price is no number'
        end;
        exit when v_fault is not null;
        v_line := row(
            v_line.place,
            nullif(trim(v_read.key), ''),
            nullif(trim(v_read.basket), ''),
            nullif(trim(v_read.store), ''),
            nullif(trim(v_read.product), ''),
            nullif(trim(v_read.brand), ''),
            nullif(trim(v_read.brand_mark), ''),
            nullif(trim(v_read.department), ''),
            nullif(trim(v_read.category), ''),
            nullif(trim(v_read.city_code), ''),
            nullif(trim(v_read.store_class), ''),
            round(v_read.price * 100)::bigint,
            v_read.quantity,
            v_read.sold_at
        )::filters.incoming_line;
        v_fault := filters._line_fault(v_line);
        exit when v_fault is not null;
        return next v_line;
    end loop;

    if v_fault is not null then
        perform core.raise_error(
            'filters.invalid_rows', format('Row %s: %s.', v_line.place, v_fault)
        );
    end if;
exception
    when data_exception then
        perform core.raise_error(
            'filters.invalid_rows', format('Row %s: %s.', v_line.place, sqlerrm)
        );
end;
$$;

comment on function filters._read_lines(jsonb) is
    'Errors: filters.invalid_rows PT422, filters.too_many_rows PT422.';

-- @ functions/filters/_read_values ead525618275708b937f4570747cec5edcc39b34317f9b9f4b49b5dc68f9886b
-- filters._read_values: the values that `within` holds for one dimension, or a refusal.
--
-- Sizes are tested before anything is unpacked.

create or replace function filters._read_values(p_dimension text, p_values jsonb)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_values jsonb := p_values;
    v_most integer;
begin
    if jsonb_typeof(v_values) = 'string' then
        v_values := jsonb_build_array(v_values);
    end if;
    if jsonb_typeof(v_values) <> 'array' then
        perform core.raise_error(
            'filters.invalid_within',
            format('%s is a JSON %s, not an array.', p_dimension, jsonb_typeof(v_values))
        );
    end if;
    if jsonb_array_length(v_values) = 0 then
        perform core.raise_error(
            'filters.invalid_within',
            format('%s has no value: leave it out to mean any.', p_dimension)
        );
    end if;
    v_most := core.setting('filters.max_values')::integer;
    if jsonb_array_length(v_values) > v_most then
        perform core.raise_error(
            'filters.invalid_within',
            format(
                '%s has %s values; at most %s are allowed.',
                p_dimension, jsonb_array_length(v_values), v_most
            )
        );
    end if;
    if jsonb_path_exists(v_values, 'strict $[*] ? (@.type() != "string")') then
        perform core.raise_error(
            'filters.invalid_within',
            format('%s holds something that is no string.', p_dimension)
        );
    end if;

    return array(select jsonb_array_elements_text(v_values));
end;
$$;

grant execute on function filters._read_values(text, jsonb)
to authenticated, service_role;

comment on function filters._read_values(text, jsonb) is
    'Errors: PT422 filters.invalid_within.';

-- @ functions/filters/_read_within e7adef22076746328b758c7c58ed23b01c7e244064339dc9a974068f278f0f44
-- filters._read_within: check a caller's `within`, and turn its values into ids.
--
-- Details quote no more than a caller can read, so a huge argument costs no more than
-- its parsing.

create or replace function filters._read_within(
    p_within jsonb, p_except text default null
)
    returns filters.selection
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_selection filters.selection;
    v_name text;
    v_values text[];
    v_ids bigint[];
begin
    if p_within is null or p_within = '{}' then
        return v_selection;
    end if;
    if jsonb_typeof(p_within) <> 'object' then
        perform core.raise_error(
            'filters.invalid_within',
            format('within is a JSON %s, not an object.', jsonb_typeof(p_within))
        );
    end if;

    for v_name in select k from jsonb_object_keys(p_within) as k loop
        perform filters._check_dimension(v_name);
        v_values := filters._read_values(v_name, p_within -> v_name);
        if v_name = p_except then
            continue;
        end if;
        if filters._is_counter(v_name) then
            perform core.raise_error(
                'filters.invalid_within',
                format('%s narrows no dimension of the cube, only its own kind.', v_name)
            );
        end if;
        v_ids := array(
            select d.value_id
            from filters.dimension_values as d
            where
                d.dimension = v_name
                and d.value = any(v_values)
            union all
            select f.value_id
            from filters._fresh_values(v_name) as f
            where f.value = any(v_values)
        );
        case v_name
            when 'region' then v_selection.region_ids := v_ids;
            when 'province' then v_selection.province_ids := v_ids;
            when 'city' then v_selection.city_ids := v_ids;
            when 'store_class' then v_selection.store_class_ids := v_ids;
            when 'category' then v_selection.category_ids := v_ids;
            when 'brand' then v_selection.brand_ids := v_ids;
        end case;
    end loop;

    return v_selection;
end;
$$;

grant execute on function filters._read_within(jsonb, text)
to authenticated, service_role;

comment on function filters._read_within(jsonb, text) is
$$The selection that `within` means, without the dimension that is excepted.

A value that no line has matches nothing; a dimension that is excepted is still checked.
Errors: PT422 filters.invalid_within, PT422 filters.unknown_dimension.
$$;

-- @ functions/filters/_reading_fault a8390d900d0fd6797fdcd71e34c4d5b1ddc00a811053cd853e630604b3c7e098
-- filters._reading_fault: what keeps a registered dimension from being read, or null.
--
-- The parent is read from the same rows. One that is a parent keeps what it reads:
-- pairs of its children hold its values.

create or replace function filters._reading_fault(p_config jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := p_config ->> 'name';
    v_source regclass := filters._check_source(p_config ->> 'source');
    v_column text := p_config ->> 'column';
    v_path text[] := filters._to_texts(p_config -> 'path');
    v_type regtype := filters._column_type(v_source, v_column);
    v_parent filters.dimensions;
begin
    select * into v_parent
    from filters.dimensions
    where name = p_config ->> 'parent';

    return case
        when v_column is null or length(v_column) > 63 or v_type is null
            then format(
                '%s has no column %s of text, whole numbers, numeric, boolean, date, '
                'uuid, an enum or jsonb.',
                v_source, coalesce(quote_ident(left(v_column, 63)), 'named')
            )
        when v_path is not null and v_type <> 'jsonb'::regtype
            then format('%I is no jsonb: it has no path.', v_column)
        when v_path is null and v_type = 'jsonb'::regtype
            then format('%I is a jsonb: name a path in it.', v_column)
        when v_parent.name is null and p_config ->> 'parent' is not null
            then format('%s is no dimension.', left(p_config ->> 'parent', 63))
        when v_parent.counted_by = 'cells' or v_parent.source_table <> v_source
            then format('%s is not counted from the same rows.', v_parent.name)
        when v_name in (select a.name from filters._list_ancestors(v_parent.name) as a (name))
            then format('%s is below %s.', v_parent.name, v_name)
        when exists (
            select from filters.dimensions as c
            inner join filters.dimensions as d on c.parent = d.name
            where
                d.name = v_name
                and (d.source_table, d.column_name) is distinct from (v_source, v_column)
        ) or exists (
            select from filters.dimensions as c
            inner join filters.dimensions as d on c.parent = d.name
            where d.name = v_name and d.json_path is distinct from v_path
        ) then format('%s is a parent: what it reads can not change.', v_name)
        else filters._master_fault(p_config -> 'master')
    end;
end;
$$;

comment on function filters._reading_fault(jsonb) is
    'A sentence, or null. Errors: PT422 filters.invalid_source.';

-- @ functions/filters/_record_version aa623b5d6310ec6ac3a5b5eb15f9f80926014cc667db1c70f03f9bbf1b8a7175
-- filters._record_version: keep the configuration of a dimension as its next version.

create or replace function filters._record_version(
    p_name text, p_is_on boolean, p_reason text
)
    returns bigint
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into filters.dimension_versions (
        dimension, number, config, reason, made_by, made_at
    )
    select
        d.name,
        1 + coalesce(
            (
                select max(v.number)
                from filters.dimension_versions as v
                where v.dimension = d.name
            ), 0
        ),
        filters._dimension_config(d) || jsonb_build_object('enabled', p_is_on),
        p_reason, core.actor_id(), core.now()
    from filters.dimensions as d
    where d.name = p_name
    returning number
$$;

comment on function filters._record_version(text, boolean, text) is
    'The number of the version. The caller holds the row of the registry.';

-- @ functions/filters/_refuse_lines 37e25794e364618806f2a6d0aa6354a2f7838e38ac9d151f7ab0be29caf32337
-- filters._refuse_lines: refuse what each line may say, but not all of them together.

create or replace function filters._refuse_lines(p_lines filters.incoming_line[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text;
begin
    select format('Row %s: key %L is that of row %s too.', n.place, n.line_key, n.first)
    into v_fault
    from (
        select
            l.place,
            l.line_key,
            min(l.place) over (partition by l.line_key) as first
        from unnest(p_lines) as l
        where l.line_key is not null
    ) as n
    where n.place > n.first
    order by n.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error('filters.invalid_rows', v_fault);
    end if;

    select format('Row %s: basket %L is in another store.', l.place, l.basket_key)
    into v_fault
    from unnest(p_lines) as l
    inner join filters.stores as s on l.store_key = s.store_key
    inner join filters.baskets as b on l.basket_key = b.basket_key
    where b.store_id <> s.id
    order by l.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error('filters.basket_elsewhere', v_fault);
    end if;
end;
$$;

comment on function filters._refuse_lines(filters.incoming_line[]) is
    'Errors: filters.invalid_rows PT422, filters.basket_elsewhere PT409.';

-- @ functions/filters/_search_values 7fcac8d8ad0e8f542ff1d0b2855a0eb3e4cab06e60307ea82f723f7cc066dd75
-- filters._search_values: the counted values whose label or value contains a text.
--
-- Planned for each call, as filters._page_values is.

create or replace function filters._search_values(
    p_dimension text, p_counts filters.counts, p_search text
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = 'force_custom_plan'
as $$
declare
    v_found filters.counts;
begin
    select array_agg(n.value_id), array_agg(n.lines)
    into v_found
    from unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
    inner join (
        select d.value_id, d.search
        from filters.dimension_values as d
        where d.dimension = p_dimension
        union all
        select f.value_id, f.search
        from filters._fresh_values(p_dimension) as f
    ) as v on n.value_id = v.value_id
    where strpos(v.search, lower(p_search)) > 0;

    return v_found;
end;
$$;

grant execute on function filters._search_values(text, filters.counts, text)
to authenticated, service_role;

comment on function filters._search_values(text, filters.counts, text) is
    'Counts of the values that contain a text, in any case; no wildcards.';

-- @ views/filters/changed_lines 28254aadcd5cd44d07e17cbc64256ba71f8527f3601b6fe281c10df494c39758
-- filters.changed_lines: changes that are not folded yet, with where they happened.

create or replace view filters.changed_lines
with (security_invoker = true)
as
select
    l.store_id,
    l.basket_id,
    l.category_id,
    l.brand_id,
    l.price_minor,
    l.lines,
    p.id as place_id,
    p.region_id,
    p.province_id,
    p.city_id,
    p.store_class_id
from filters.line_changes as l
inner join filters.places as p on l.store_id = p.store_id;

grant select on filters.changed_lines to authenticated, service_role, app_reader;

comment on view filters.changed_lines is
    'What readers add to the cells: each change of a line with its place.';

-- @ functions/filters/_select_changes 9efe286a0f1847acdc3a91869a7e2ff4f55022c8b285312439e9701ddc317961
-- filters._select_changes: the changes, not folded yet, that a selection matches.
--
-- depends: views/filters/changed_lines

create or replace function filters._select_changes(p_selection filters.selection)
    returns setof filters.changed_lines
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from filters.line_changes) then
        return;
    end if;

    return query
    select l.*
    from filters.changed_lines as l
    where
        (
            (p_selection).region_ids is null
            or l.region_id = any((p_selection).region_ids)
        )
        and (
            (p_selection).province_ids is null
            or l.province_id = any((p_selection).province_ids)
        )
        and (
            (p_selection).city_ids is null
            or l.city_id = any((p_selection).city_ids)
        )
        and (
            (p_selection).store_class_ids is null
            or l.store_class_id = any((p_selection).store_class_ids)
        )
        and (
            (p_selection).category_ids is null
            or l.category_id = any((p_selection).category_ids)
        )
        and (
            (p_selection).brand_ids is null
            or l.brand_id = any((p_selection).brand_ids)
        );
end;
$$;

grant execute on function filters._select_changes(filters.selection)
to authenticated, service_role;

comment on function filters._select_changes(filters.selection) is
    'Changes of lines inside a selection that filters.cells does not know yet.';

-- @ functions/filters/_select_places 7ab29a2a4d2bbc58249afab8314b07dfbcaea6b1b0397a854cb8c24f03c2b276
-- filters._select_places: the places of one kind that a selection leaves.

create or replace function filters._select_places(
    p_kind text, p_selection filters.selection
)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return array(
        select p.id
        from filters.places as p
        where
            p.kind = p_kind
            and (
                p_selection.region_ids is null
                or p.region_id = any(p_selection.region_ids)
            )
            and (
                p_selection.province_ids is null
                or p.province_id = any(p_selection.province_ids)
            )
            and (
                p_selection.city_ids is null
                or p.city_id = any(p_selection.city_ids)
            )
            and (
                p_selection.store_class_ids is null
                or p.store_class_id = any(p_selection.store_class_ids)
            )
    );
end;
$$;

grant execute on function filters._select_places(text, filters.selection)
to authenticated, service_role;

comment on function filters._select_places(text, filters.selection) is
    'Ids of the places of a kind that match region, province, city and store class.';

-- @ functions/filters/_size_baskets c84bda08652271e01319dab7cb67852c90f30a918590b7b7aa0b2fa856ab2eec
-- filters._size_baskets: write down how big changed baskets are, number new ones.
--
-- Waits for nobody: no unique key changes, so lines may refer to the baskets meanwhile.

create or replace function filters._size_baskets(
    p_changes filters.line_changes[], p_lines filters.basket_line[]
)
    returns filters.changed_basket[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[] := array(
        select distinct n.basket_id from unnest(p_changes) as n
    );
    v_baskets filters.changed_basket[];
begin
    perform filters._number_baskets(v_ids);
    perform filters._widen_stores(
        array(select distinct n.store_id from unnest(p_changes) as n)
    );

    v_baskets := array(
        select
            row(
                b.id,
                p.id,
                b.ordinal,
                set_bit(
                    repeat('0', p.capacity::integer)::bit varying,
                    b.ordinal::integer,
                    1
                ),
                b.line_count,
                coalesce(n.size, 0)
            )::filters.changed_basket
        from filters.baskets as b
        inner join filters.places as p on b.store_id = p.store_id
        left join (
            select l.basket_id, count(*) as size
            from unnest(p_lines) as l
            group by l.basket_id
        ) as n on b.id = n.basket_id
        where b.id = any(v_ids)
    );

    update filters.baskets as b
    set line_count = n.size
    from unnest(v_baskets) as n
    where b.id = n.basket_id and n.size <> n.old_size;

    return v_baskets;
end;
$$;

comment on function filters._size_baskets(
    filters.line_changes[], filters.basket_line[]
) is
    'The changed baskets, each with its bit, its size when last folded, and now.';

-- @ functions/filters/_sizes_of 83a39d60557a447ab4eff83931f2a3d727e8160b789ce09066a4fb101f24e73d
-- filters._sizes_of: the range of sizes of some baskets, given by their bits.
--
-- The text between two set bits says how far apart they are: so only baskets that are
-- meant cost anything. Definer: callers may know how big baskets are, not which there
-- are.

create or replace function filters._sizes_of(
    p_place_ids bigint[], p_bits bit varying[]
)
    returns filters.span
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_span filters.span;
begin
    select min(b.line_count), max(b.line_count)
    into v_span
    from unnest(p_place_ids, p_bits) as m (place_id, bits)
    inner join filters.places as p on m.place_id = p.id
    cross join lateral (
            select sum(length(g.gap) + 1) over (order by g.place) - 1 as ordinal
            from unnest(string_to_array(rtrim(m.bits::text, '0'), '1'))
                with ordinality as g (gap, place)
            limit bit_count(m.bits)
        ) as o
    cross join lateral (
            select n.line_count
            from filters.baskets as n
            where n.store_id = p.store_id and n.ordinal = o.ordinal::bigint
            limit 1
        ) as b;
    return v_span;
end;
$$;

grant execute on function filters._sizes_of(bigint[], bit varying[])
to authenticated, service_role;

comment on function filters._sizes_of(bigint[], bit varying[]) is
$$Smallest and biggest of the baskets whose bits are set, as last folded.

Units: lines.
$$;

-- @ functions/filters/_sizes_of_lines b7d83b5e1a727705b498c14a51d601aa9c23f3d22467a9efe27c2d097dbc45a2
-- filters._sizes_of_lines: sizes of the unchanged baskets that have a matching line.
--
-- For a selection in category or brand: masks of sizes are and-ed with the baskets that
-- match, once for everything that is asked of them.

create or replace function filters._sizes_of_lines(p_selection filters.selection)
    returns filters.folded_sizes
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_sizes filters.folded_sizes;
begin
    with hit as materialized (
        select
            m.place_id,
            s.bucket,
            (s.bits & m.bits)::bit varying as bits,
            bit_count(s.bits & m.bits) as baskets
        from filters._measure_stores(p_selection) as m
        inner join filters.basket_sizes as s on m.place_id = s.place_id
    ),

    counted as materialized (
        select h.bucket, sum(h.baskets)::bigint as baskets
        from hit as h
        group by h.bucket
        having sum(h.baskets) > 0
    ),

    at_end as (
        select h.place_id, h.bits
        from hit as h
        where
            h.bucket <> 1
            and h.baskets > 0
            and h.bucket in (
                (select min(c.bucket) from counted as c),
                (select max(c.bucket) from counted as c)
            )
    )

    select
        (select array_agg(c.bucket order by c.bucket) from counted as c),
        (select array_agg(c.baskets order by c.bucket) from counted as c),
        (select array_agg(e.place_id) from at_end as e),
        (select array_agg(e.bits) from at_end as e)
    into v_sizes.buckets, v_sizes.baskets, v_sizes.place_ids, v_sizes.bits;
    return v_sizes;
end;
$$;

grant execute on function filters._sizes_of_lines(filters.selection)
to authenticated, service_role;

comment on function filters._sizes_of_lines(filters.selection) is
    'Sizes of the unchanged baskets with a line in the selection, as folded.';

-- @ functions/filters/_sizes_of_stores 21ca1a74c19b5b62a19b04321fe0e676f0eba63f6c65d0195d869aa63f206221
-- filters._sizes_of_stores: sizes of all unchanged baskets of a selection's stores.
--
-- For a selection without category and brand. Masks are counted already; only stores
-- with changed baskets are counted by their bits.

create or replace function filters._sizes_of_stores(p_selection filters.selection)
    returns filters.folded_sizes
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_places bigint[] := filters._select_places('store', p_selection);
    v_sizes filters.folded_sizes;
    v_ends bigint[];
begin
    select array_agg(n.bucket order by n.bucket), array_agg(n.baskets order by n.bucket)
    into v_sizes.buckets, v_sizes.baskets
    from (
        select
            s.bucket,
            sum(s.baskets - coalesce(bit_count(s.bits & m.mask), 0))::bigint as baskets
        from filters.basket_sizes as s
        left join filters._changed_masks(p_selection) as m on s.place_id = m.place_id
        where s.place_id = any(v_places)
        group by s.bucket
        having sum(s.baskets - coalesce(bit_count(s.bits & m.mask), 0)) > 0
    ) as n;
    v_ends := array_remove(
        array[v_sizes.buckets[1], v_sizes.buckets[cardinality(v_sizes.buckets)]], 1
    );

    select array_agg(n.place_id), array_agg(n.bits)
    into v_sizes.place_ids, v_sizes.bits
    from (
        select
            s.place_id,
            case when m.mask is null then s.bits else s.bits & ~m.mask end::bit varying
                as bits
        from filters.basket_sizes as s
        left join filters._changed_masks(p_selection) as m on s.place_id = m.place_id
        where s.bucket = any(v_ends) and s.place_id = any(v_places)
    ) as n;

    return v_sizes;
end;
$$;

grant execute on function filters._sizes_of_stores(filters.selection)
to authenticated, service_role;

comment on function filters._sizes_of_stores(filters.selection) is
    'Sizes of every unchanged basket of these stores, as folded.';

-- @ functions/filters/_split_cursor 1dbc2126dcd8ed570740057dc226d78113b871d27051340770547a3d8b61a01e
-- filters._split_cursor: the label and value that a cursor stands after, or a refusal.
--
-- A cursor is no secret and grants nothing: a forged one of the right shape only starts
-- a page somewhere else. Anything of another shape is refused.

create or replace function filters._split_cursor(p_after text, p_dimension text)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_parts text[];
begin
    if p_after is null then
        return null;
    end if;

    begin
        v_parts := array(
            select jsonb_array_elements_text(
                convert_from(
                    decode(
                        translate(p_after, '-_', '+/')
                        || repeat('=', (4 - length(p_after) % 4) % 4),
                        'base64'
                    ),
                    'UTF8'
                )::jsonb
            )
        );
    exception
        when data_exception then
            v_parts := null;
    end;

    if v_parts is null
        or v_parts[1] is distinct from p_dimension
        or cardinality(v_parts) <> 3
        or array_position(v_parts, null) is not null
        or filters._write_cursor(v_parts[1], v_parts[2], v_parts[3]) <> p_after
    then
        perform core.raise_error(
            'core.invalid_cursor',
            format('%L is no cursor of %s.', left(p_after, 60), p_dimension)
        );
    end if;
    return v_parts[2:3];
end;
$$;

grant execute on function filters._split_cursor(text, text)
to authenticated, service_role;

comment on function filters._split_cursor(text, text) is
$${label, value}; null without a cursor.

Errors: PT422 core.invalid_cursor.
$$;

-- @ functions/filters/_start_fill b1ad8f065af1a5a8b449bd84b8e84bc263e2d6fd8b16496356da4292226bdb2c
-- filters._start_fill: count a dimension from the start, while its source is written.
--
-- Its triggers are compiled under the lock of filters._compile_dimension; from then on
-- deltas say what changes. What was there before is counted part by part: see
-- filters._fill_dimension. The caller holds the row of the registry.

create or replace function filters._start_fill(p_dimension text, p_number bigint)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_source regclass := (
        select d.source_table
        from filters.dimensions as d
        where d.name = p_dimension
    );
    v_parts integer := 1 + least(
        15,
        div(
            filters._estimate_rows(v_source),
            core.setting('filters.rows_per_part')::numeric
        )
    );
begin
    insert into filters.sources (source_table)
    values (v_source)
    on conflict (source_table) do nothing;
    update filters.dimensions
    set
        state = 'filling',
        fill_number = p_number,
        unfilled = array(select generate_series(0, v_parts - 1))
    where name = p_dimension;
    perform filters._compile_dimension(v_source);
    perform filters._forget_counts(p_dimension);

    return core.start_operation(
        p_kind => 'filters.fill_dimension',
        p_items => (
            select jsonb_agg(jsonb_build_object('part', n))
            from generate_series(0, v_parts - 1) as n
        ),
        p_params => jsonb_build_object(
            'dimension', p_dimension, 'number', p_number, 'parts', v_parts
        )
    );
end;
$$;

comment on function filters._start_fill(text, bigint) is
    'Compile, and start the operation that counts; returns its id.';

-- @ functions/filters/_tell_dimension 2926040aac99effd7c33f62f1486f6c5b83674534833b5a61c960896075d0bc2
-- filters._tell_dimension: one event with all that changed in a dimension.
--
-- More values than anybody reads one by one are only counted. Changes that cancelled
-- each other out are no news.

create or replace function filters._tell_dimension(p_dimension text, p_version bigint)
    returns integer
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 100;
    v_added text[];
    v_removed text[];
    v_updated text[];
    v_facts jsonb;
    v_kinds text[];
begin
    with changed as (
        delete from filters.value_changes
        where dimension = p_dimension
        returning value, was
    ),

    compared as (
        select
            c.value,
            c.was,
            coalesce(
                d.lines,
                (
                    select sum(n.lines)
                    from filters.value_counts as n
                    where n.dimension = p_dimension and n.value = c.value
                ),
                0
            ) as lines
        from changed as c
        left join filters.dimension_values as d
            on d.dimension = p_dimension and c.value = d.value
    )

    select
        coalesce(array_agg(n.value order by n.value) filter (where n.was = 0), '{}'),
        coalesce(array_agg(n.value order by n.value) filter (where n.lines = 0), '{}'),
        coalesce(
            array_agg(n.value order by n.value) filter (
                where n.was is distinct from 0 and n.lines > 0
            ),
            '{}'
        )
    into v_added, v_removed, v_updated
    from compared as n
    where n.was is distinct from n.lines;

    v_kinds := array_remove(
        array[
            case when v_added <> '{}' then 'added' end,
            case when v_removed <> '{}' then 'removed' end,
            case when v_updated <> '{}' then 'updated' end
        ],
        null
    );
    if v_kinds = '{}' then
        return 0;
    end if;

    if cardinality(v_added || v_removed || v_updated) > c_most then
        v_facts := jsonb_build_object(
            'action', 'changed',
            'values', '[]'::jsonb,
            'added', cardinality(v_added),
            'removed', cardinality(v_removed),
            'updated', cardinality(v_updated)
        );
    else
        v_facts := jsonb_build_object(
            'action', case cardinality(v_kinds) when 1 then v_kinds[1] else 'changed' end,
            'values', to_jsonb(v_added || v_removed || v_updated),
            'added', to_jsonb(v_added),
            'removed', to_jsonb(v_removed),
            'updated', to_jsonb(v_updated)
        );
    end if;

    perform core.emit(
        p_type => 'filters.dimension.changed',
        p_topic => concat('filters:', p_dimension),
        p_entity_id => p_dimension,
        p_payload => jsonb_build_object(
            'v', 1, 'dimension', p_dimension, 'version', p_version
        ) || v_facts
    );
    update filters.dimension_states
    set told_at = clock_timestamp()
    where dimension = p_dimension;
    return 1;
end;
$$;

comment on function filters._tell_dimension(text, bigint) is
$$Emit the changes of one dimension; 1 if there was news, else 0.

Emits: filters.dimension.changed; added, removed and updated are lists of values, or their
numbers when they are more than 100 together: then action is changed and values is empty.
$$;

-- @ functions/filters/_to_texts 44b1f30345e3247da53b6e76a9eab40f679badb8431ae0410acbb81b0fa270bf
-- filters._to_texts: a JSON array of strings as an array; null stays null.

create or replace function filters._to_texts(p_array jsonb)
    returns text[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
    return case
        when jsonb_typeof(p_array) = 'array'
            then array(select jsonb_array_elements_text(p_array))
    end;

comment on function filters._to_texts(jsonb) is
    'What a JSON array holds; null for anything else.';

-- @ functions/filters/_top_counters a73ae4960ff75203c38db2ed466caf2f10577f50491afc31be56dd42522f3016
-- filters._top_counters: the most frequent values of a registered dimension.

create or replace function filters._top_counters(
    p_dimension text, p_within jsonb, p_top integer
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with found as materialized (
        select c.value, c.label, c.lines
        from filters._list_counters(
            p_dimension, filters._read_counter_within(p_dimension, p_within)
        ) as c
    ),

    most as (
        select f.value, f.label, f.lines
        from found as f
        order by f.lines desc
        fetch first p_top rows with ties
    ),

    top as (
        select m.value, m.label, m.lines
        from most as m
        order by m.lines desc, m.label, m.value
        limit p_top
    )

    select jsonb_build_object(
        'items', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object('value', t.value, 'label', t.label, 'count', t.lines)
                    order by t.lines desc, t.label, t.value
                ),
                '[]'
            )
            from top as t
        ),
        'total', (select count(*) from found),
        'truncated', (select count(*) > p_top from found)
    )
$$;

grant execute on function filters._top_counters(text, jsonb, integer)
to authenticated, service_role;

comment on function filters._top_counters(text, jsonb, integer) is
$${items: [{value, label, count}], total, truncated}, by count.

Errors: PT422 filters.invalid_within, filters.unknown_dimension.
$$;

-- @ functions/filters/_top_values 805a1559529d8a298e3fe77decef53daaa62dab7f44a6c55672f9a0fab5f1aa1
-- filters._top_values: the most frequent of counted values, as a page shows them.
--
-- Only what ties with the last place is looked up, not the thousands below it.

create or replace function filters._top_values(
    p_dimension text, p_counts filters.counts, p_top integer
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_total integer := coalesce(cardinality(p_counts.value_ids), 0);
    v_items jsonb;
begin
    with most as (
        select n.value_id, n.lines
        from unnest(p_counts.value_ids, p_counts.lines) as n (value_id, lines)
        order by n.lines desc
        fetch first p_top rows with ties
    ),

    top as (
        select d.value, d.label, d.rank, d.is_fresh, m.lines
        from most as m
        inner join filters._name_values(
            p_dimension, array(select n.value_id from most as n)
        ) as d on m.value_id = d.value_id
        order by
            m.lines desc, d.rank, d.is_fresh, d.label collate "C", d.value collate "C"
        limit p_top
    )

    select jsonb_agg(
        jsonb_build_object('value', value, 'label', label, 'count', lines)
        order by lines desc, rank, is_fresh, label collate "C", value collate "C"
    )
    into v_items
    from top;

    return jsonb_build_object(
        'items', coalesce(v_items, '[]'),
        'total', v_total,
        'truncated', v_total > p_top
    );
end;
$$;

grant execute on function filters._top_values(text, filters.counts, integer)
to authenticated, service_role;

comment on function filters._top_values(text, filters.counts, integer) is
    '{items: [{value, label, count}], total, truncated} of a dimension, by count.';

-- @ functions/filters/_try_lock_folds c3810ec55b424ff25db8dbf895855c370a46127dad6bb09b9b6f8e534858924c
-- filters._try_lock_folds: the lock of filters._lock_folds, if nobody holds it.

create or replace function filters._try_lock_folds()
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    lock table filters.transactions in access share mode;
    return pg_try_advisory_xact_lock(hashtextextended('filters.folds', 0));
end;
$$;

comment on function filters._try_lock_folds() is
    'Take the lock of folds until the transaction ends; false when another has it.';

-- @ functions/filters/_turn_off 800de80b5d0c324497585e137c622451f79efe8595e4b31a0c95855ece51a2f7
-- filters._turn_off: stop counting a dimension.
--
-- The source is locked first: no delta can come any more, so that what is kept is
-- folded whole.

create or replace function filters._turn_off(p_dimension text, p_keep_values boolean)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
begin
    select * into v_dimension
    from filters.dimensions
    where name = p_dimension;
    if v_dimension.state <> 'off' then
        perform filters._lock_source(
            v_dimension.source_table,
            not exists (
                select from filters.dimensions as d
                where
                    d.source_table = v_dimension.source_table
                    and d.counted_by = 'counters'
                    and d.state <> 'off'
                    and d.name <> p_dimension
            )
        );
    end if;

    if v_dimension.state = 'live' then
        perform filters._fold_counters(null, p_dimension);
    end if;
    if v_dimension.state = 'filling' or not p_keep_values then
        perform filters._forget_counts(p_dimension);
    end if;
    if v_dimension.state = 'off' then
        return;
    end if;

    update filters.dimensions
    set
        state = 'off',
        fill_number = null,
        unfilled = '{}'
    where name = p_dimension;
    perform filters._compile_dimension(v_dimension.source_table);
end;
$$;

comment on function filters._turn_off(text, boolean) is
    'Errors: PT409 filters.source_busy.';

-- @ functions/filters/_upsert_master 369f6574c8883671915fb9ef66a6a181b2dbf3d1564487a5eaaff38900959707
-- filters._upsert_master: give values that appeared their master rows.
--
-- The label is the value. A master table with rules of its own may refuse a value: the
-- fold goes on, and filters.list_orphans shows the value without a master row. What
-- would pass when tried again goes up. In the order of values, so that two writers of
-- master data do not wait in a circle.

create or replace function filters._upsert_master(p_dimension text, p_values text[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_master filters.dimensions;
    v_made text[];
begin
    select * into v_master
    from filters.dimensions
    where name = p_dimension;
    if v_master.master_table is null then
        return;
    end if;

    execute format(
        'with made as (insert into %1$s (%2$I, %3$I) '
        'select (jsonb_populate_record(null::%1$s, jsonb_build_object(%2$L, v))).%2$I, '
        '(jsonb_populate_record(null::%1$s, jsonb_build_object(%3$L, v))).%3$I '
        'from unnest($1) as v order by v on conflict do nothing '
        'returning %2$I::text as key) '
        'select array_agg(key order by key) from made',
        v_master.master_table, v_master.master_key, v_master.master_label
    )
    into v_made
    using p_values;
    if v_made is not null then
        perform filters._emit_master(p_dimension, 'upserted', v_made);
    end if;
exception
    when others then
        if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
            raise;
        end if;
        raise warning 'master rows of % were refused: %', p_dimension, sqlerrm;
end;
$$;

comment on function filters._upsert_master(text, text[]) is
    'Emits: filters.master.upserted.';

-- @ functions/filters/_value_expression e6dcc5007b563283af3c8a2c5fae7cb01adc7099f87b9ac3f0ca0d3b6067844b
-- filters._value_expression: the SQL that reads a dimension's value from a row.
--
-- Null where the column does not exist or is of a type whose values have no one
-- spelling: floats, and times, which read otherwise in each time zone. A date is
-- written as JSON writes it, whatever the session's style. Values are cut, since an
-- index holds no long ones. Of a row that is called p_row; %I and %L alone quote.

create or replace function filters._value_expression(
    p_source regclass, p_column name, p_path text[], p_row name default 'r'
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_column text := format('%I.%I', p_row, coalesce(p_column, ''));
    v_type regtype := filters._column_type(p_source, p_column);
    v_text text;
begin
    v_text := case
        when p_path is not null and v_type = 'jsonb'::regtype
            then format('%s #>> %L::text[]', v_column, p_path)
        when p_path is not null or v_type is null
            then null
        when v_type = 'date'::regtype
            then format('to_jsonb(%s) #>> ''{}''', v_column)
        else v_column || '::text'
    end;
    return '(left((' || v_text || '), 200) collate "C")';
end;
$$;

comment on function filters._value_expression(regclass, name, text[], name) is
$$An SQL expression of type text, or null for a column that can not be counted.

Units: a value is the first 200 characters.
$$;

-- @ functions/filters/_version_of 690d7eb15abb33a63efe8e617483ffb16199050fbc117df16cdc97a1eb44f64f
-- filters._version_of: how many changes of a dimension this snapshot sees.
--
-- Folded ones and others. Snapshots of committed work follow each other, so equal
-- versions mean equal lists, and a later one is never smaller: a version without a
-- counter that writers would have to wait for.

create or replace function filters._version_of(p_dimension text)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select
            s.version
            + case d.counted_by
                when 'cells' then (select count(*) from filters.line_changes)
                else (
                    select count(*)
                    from filters.value_deltas as n
                    where n.dimension = d.name
                )
            end
        from filters.dimensions as d
        inner join filters.dimension_states as s on d.name = s.dimension
        where d.name = p_dimension
    );
end;
$$;

grant execute on function filters._version_of(text) to authenticated, service_role;

comment on function filters._version_of(text) is
$$The version of a dimension; null when there is no such dimension.

Units: changes.
$$;

-- @ functions/filters/_widen_stores 835d5122c9980aa0a7dc7130a293757cd95f5d8879251095c530912edede705d
-- filters._widen_stores: make room for the bits of new baskets.
--
-- Bitmaps of one store are equally long, so when a store outgrows its capacity all of
-- its bitmaps are padded, with an eighth to spare. The caller holds the lock of folds.

create or replace function filters._widen_stores(p_store_ids bigint[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with grown as (
        update filters.places as p
        set capacity = 64 + (
            n.baskets + case p.capacity when 0 then 0 else n.baskets / 8 end
        ) / 64 * 64
        from (
            select
                s.id as store_id,
                1 + (
                    select max(b.ordinal)
                    from filters.baskets as b
                    where b.store_id = s.id
                ) as baskets
            from unnest(p_store_ids) as s (id)
        ) as n
        where p.store_id = n.store_id and p.capacity < n.baskets
        returning p.id, p.capacity
    ),

    padded_sizes as (
        update filters.basket_sizes as s
        set bits = s.bits || repeat('0', g.capacity::integer - length(s.bits))::bit varying
        from grown as g
        where s.place_id = g.id
    )

    update filters.cells as c
    set bits = c.bits || repeat('0', g.capacity::integer - length(c.bits))::bit varying
    from grown as g
    where c.place_id = g.id
$$;

comment on function filters._widen_stores(bigint[]) is
    'Lengthen the bitmaps of these stores that have more baskets than bits.';

-- @ functions/filters/_write_count 5a5795209fe165557c214eec0ad8e819ff02411353decaa62854984ae2268791
-- filters._write_count: the query that counts a dimension from its source.

create or replace function filters._write_count(p_dimension text)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format(
        'select v.parent_value, v.value, count(*) as lines '
        'from %s as r cross join lateral (values (%s, %s)) as v (parent_value, value) '
        'where v.value is not null group by v.parent_value, v.value',
        d.source_table,
        coalesce(
            filters._value_expression(d.source_table, p.column_name, p.json_path),
            'null::text'
        ),
        v.value
    )
    from filters.dimensions as d
    left join filters.dimensions as p on d.parent = p.name
    cross join
        filters._value_expression(d.source_table, d.column_name, d.json_path) as v (value)
    where d.name = p_dimension and v.value is not null
$$;

comment on function filters._write_count(text) is
    'SQL of (parent_value, value, lines); null for a column that is gone.';

-- @ functions/filters/_write_counters_query f737becacc335caa05cb4e429d2f7f0f21a3a6587283eb2952d177055a7236f1
-- filters._write_counters_query: the query for a registered dimension's counts.
--
-- Not narrowed, or by its parent alone: counters and deltas. By anything else: the rows
-- of the source, the cube's dimensions by filters.transaction_values. $1 is the
-- dimension, $2 the selection.

create or replace function filters._write_counters_query(
    p_dimension filters.dimensions, p_selection jsonb
)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with narrowed as (
        select
            bool_or(d.counted_by = 'cells') as has_cells,
            string_agg(
                format(
                    '%s = any(filters._to_texts($2 -> %L))',
                    case d.counted_by
                        when 'cells' then format('t.%I', d.name)
                        else filters._value_expression(
                            d.source_table, d.column_name, d.json_path
                        )
                    end,
                    d.name
                ),
                ' and ' order by d.name
            ) as conditions,
            case
                when count(*) = 0 then 'true'
                when count(*) = 1 and min(d.name) = p_dimension.parent
                    then format(
                        'c.parent_value = any(filters._to_texts($2 -> %L))', min(d.name)
                    )
            end as counted
        from jsonb_object_keys(p_selection) as k (name)
        inner join filters.dimensions as d on k.name = d.name
    )

    select case
        when n.counted is not null then format(
            'select c.value, sum(c.lines)::bigint as lines from ('
            '    select c.value, c.lines from filters.value_counts as c '
            '    where c.dimension = $1 and %1$s union all '
            '    select c.value, c.lines from filters.value_deltas as c '
            '    where c.dimension = $1 and %1$s) as c '
            'group by c.value having sum(c.lines) <> 0',
            n.counted
        )
        else format(
            'select v.value, count(*) as lines from %s as r %s '
            'cross join lateral (values (%s)) as v (value) '
            'where v.value is not null and %s group by v.value',
            p_dimension.source_table,
            case
                when n.has_cells
                    then 'inner join filters.transaction_values as t on r.id = t.id'
            end,
            filters._value_expression(
                p_dimension.source_table, p_dimension.column_name, p_dimension.json_path
            ),
            n.conditions
        )
    end
    from narrowed as n
$$;

comment on function filters._write_counters_query(filters.dimensions, jsonb) is
    'SQL of (value, lines).';

-- @ functions/filters/_write_counting 83a295843f65ea423d49ddcc90f7759b330d28e730851e0dd506ab1f797e7d8f
-- filters._write_counting: the body of a source's trigger function.
--
-- One pass over the rows of a statement for all its dimensions. Deltas are grouped by
-- statement and only appended: no writer waits for another. TRUNCATE removes rows that
-- an older snapshot does not see, so there it must be READ COMMITTED. A column that is
-- gone is read all the same: writes fail by its name, rather than go uncounted.

create or replace function filters._write_counting(p_source regclass)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with counted as (
        select
            d.name,
            format(
                '(%L, %s, %s)',
                d.name,
                case
                    when p.name is null then 'null::text'
                    else coalesce(
                        filters._value_expression(p_source, p.column_name, p.json_path),
                        format('r.%I::text', p.column_name)
                    )
                end,
                coalesce(
                    filters._value_expression(p_source, d.column_name, d.json_path),
                    format('r.%I::text', d.column_name)
                )
            ) as read
        from filters.dimensions as d
        left join filters.dimensions as p on d.parent = p.name
        where
            d.source_table = p_source
            and d.counted_by = 'counters'
            and d.state <> 'off'
    ),

    pieces as (
        select
            string_agg(c.read, e',\n        ' order by c.name) as reads,
            array_agg(c.name order by c.name) as names
        from counted as c
    )

    select format(
        $body$
begin
    if tg_op = 'TRUNCATE' then
        if current_setting('transaction_isolation') <> 'read committed' then
            perform core.raise_error(
                'filters.truncate_refused', 'TRUNCATE of a counted table.'
            );
        end if;
%2$s
    elsif tg_op = 'INSERT' then
        insert into filters.value_deltas (dimension, parent_value, value, lines)
        select v.dimension, v.parent_value, v.value, count(*)
        from new_rows as r
        cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
        where v.value is not null
        group by v.dimension, v.parent_value, v.value;
    elsif tg_op = 'DELETE' then
        insert into filters.value_deltas (dimension, parent_value, value, lines)
        select v.dimension, v.parent_value, v.value, -count(*)
        from old_rows as r
        cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
        where v.value is not null
        group by v.dimension, v.parent_value, v.value;
    else
        insert into filters.value_deltas (dimension, parent_value, value, lines)
        select v.dimension, v.parent_value, v.value, sum(v.lines)
        from (
            select v.*, 1 as lines
            from new_rows as r
            cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
            union all
            select v.*, -1
            from old_rows as r
            cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
        ) as v
        where v.value is not null
        group by v.dimension, v.parent_value, v.value
        having sum(v.lines) <> 0;
    end if;
    return null;
end;
        $body$,
        p.reads, filters._write_emptying(p_source, p.reads, p.names)
    )
    from pieces as p
    where p.reads is not null
$$;

comment on function filters._write_counting(regclass) is
    'PL/pgSQL that appends the deltas of a statement; null when nothing is counted.';

-- @ functions/filters/_write_cursor c12aff36bd83d7754b4f9d1fc1b4705afae2ed327a37e5beb6fef55f50fc75d5
-- filters._write_cursor: where a page of values ended, as text that survives a URL.

create or replace function filters._write_cursor(
    p_dimension text, p_label text, p_value text
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select translate(
        encode(
            convert_to(jsonb_build_array(p_dimension, p_label, p_value)::text, 'UTF8'),
            'base64'
        ),
        e'+/=\n', '-_'
    )
$$;

grant execute on function filters._write_cursor(text, text, text)
to authenticated, service_role;

comment on function filters._write_cursor(text, text, text) is
    'Opaque cursor after this value; filters._read_cursor takes it apart.';

-- @ functions/filters/_write_dimension 1c2251e01a58261823731cbf8a60d0f06f66a7aba299e5bddfd80143f73a297c
-- filters._write_dimension: a checked configuration becomes the row of the registry.

create or replace function filters._write_dimension(p_config jsonb)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into filters.dimensions as d (
        name, label, parent, position, source_table, column_name, json_path,
        debounce_ms, roles, master_table, master_key, master_label, prune_after,
        protected, state
    )
    values (
        p_config ->> 'name',
        p_config ->> 'label',
        p_config ->> 'parent',
        (p_config ->> 'position')::bigint,
        (p_config ->> 'source')::regclass,
        p_config ->> 'column',
        filters._to_texts(p_config -> 'path'),
        (p_config ->> 'debounce_ms')::integer,
        filters._to_texts(p_config -> 'roles'),
        (p_config -> 'master' ->> 'table')::regclass,
        p_config -> 'master' ->> 'key',
        p_config -> 'master' ->> 'label',
        (p_config ->> 'prune_after')::interval,
        filters._to_texts(p_config -> 'protected'),
        'off'
    )
    on conflict (name) do update
    set
        label = excluded.label,
        parent = excluded.parent,
        position = excluded.position,
        source_table = excluded.source_table,
        column_name = excluded.column_name,
        json_path = excluded.json_path,
        debounce_ms = excluded.debounce_ms,
        roles = excluded.roles,
        master_table = excluded.master_table,
        master_key = excluded.master_key,
        master_label = excluded.master_label,
        prune_after = excluded.prune_after,
        protected = excluded.protected
$$;

comment on function filters._write_dimension(jsonb) is
    'Insert or update one dimension; a new one is off.';

-- @ functions/filters/_write_emptying 15b7ee929d846a7e4d1f470a64f06cb9ccfac9c53db02c5971f704ef7776a0f8
-- filters._write_emptying: the statement that takes a truncated table's rows back.
--
-- A whole table: all that is counted. Of a partitioned one each partition fires, alone
-- or with all, and its rows are counted while they are still there.

create or replace function filters._write_emptying(
    p_source regclass, p_reads text, p_names text[]
)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case c.relkind
        when 'r' then format(
            $body$
        insert into filters.value_deltas (dimension, parent_value, value, lines)
        select c.dimension, c.parent_value, c.value, -c.lines
        from filters.current_counts as c
        where c.dimension = any(%L::text[]);
            $body$,
            p_names
        )
        else format(
            $body$
        execute
            'insert into filters.value_deltas (dimension, parent_value, value, lines) '
            'select v.dimension, v.parent_value, v.value, -count(*) from '
            || tg_relid::regclass || ' as r cross join lateral (values ' || %L
            || ') as v (dimension, parent_value, value) where v.value is not null '
            'group by v.dimension, v.parent_value, v.value';
            $body$,
            p_reads
        )
    end
    from pg_catalog.pg_class as c
    where c.oid = p_source
$$;

comment on function filters._write_emptying(regclass, text, text[]) is
    'PL/pgSQL for the trigger before TRUNCATE.';

-- @ functions/filters/_write_sample b55b06f01a821940ba4acf15ef00a16cb0ca2b2c1d5eef7d096e7d344c8d8d5b
-- filters._write_sample: the query for a sample of a table's rows, as r.

create or replace function filters._write_sample(p_source regclass, p_rows integer)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format(
        'select * from %s %s limit %s',
        p_source,
        case
            when n.rows > p_rows * 20
                then format(
                    'tablesample system (%s) repeatable (1)',
                    round(400 * p_rows / n.rows, 4)
                )
        end,
        p_rows
    )
    from filters._estimate_rows(p_source) as n (rows)
$$;

comment on function filters._write_sample(regclass, integer) is
    'Whole pages by chance from a big table, the first rows of a small one.';

-- @ functions/filters/_write_triggers b24f565f0659ccdc154eea82b440c97a928bb50c43e57d2840d3bb27857517fb
-- filters._write_triggers: the statement triggers that count one table.
--
-- TRUNCATE of a partitioned table fires those of its partitions, so only they have one.

create or replace function filters._write_triggers(
    p_table regclass, p_function text, p_is_leaf boolean
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    execute format(
        'create or replace trigger t70_count_insert after insert on %s '
        'referencing new table as new_rows '
        'for each statement execute function %s()',
        p_table, p_function
    );
    execute format(
        'create or replace trigger t70_count_update after update on %s '
        'referencing old table as old_rows new table as new_rows '
        'for each statement execute function %s()',
        p_table, p_function
    );
    execute format(
        'create or replace trigger t70_count_delete after delete on %s '
        'referencing old table as old_rows '
        'for each statement execute function %s()',
        p_table, p_function
    );
    if p_is_leaf then
        execute format(
            'create or replace trigger t70_count_truncate before truncate on %s '
            'for each statement execute function %s()',
            p_table, p_function
        );
    end if;
end;
$$;

comment on function filters._write_triggers(regclass, text, boolean) is
    't70_count_insert, _update, _delete and, of what holds rows itself, _truncate.';

-- @ functions/filters/can_read_topic 34d7849e68b261f4609510376a287dfc34f6a70adb4dcd6542795999e00dadf7
-- filters.can_read_topic: who may hear of a dimension is who may read it.
--
-- Asks the roles itself: webhooks are fanned out by a definer, whom no policy stops.
-- Definer: an anonymous caller has no grant to be told no by.

create or replace function filters.can_read_topic(p_topic text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select
        core.actor_id() is not null
        and exists (
            select
            from filters.dimensions as d
            where
                concat('filters:', d.name) = p_topic
                and d.is_enabled
                and filters.may_read_dimension(d.roles)
        )
$$;

grant execute on function filters.can_read_topic(text)
to anon, authenticated, service_role;

comment on function filters.can_read_topic(text) is
    'Whether the caller may read the events of filters:<dimension>.';

-- @ functions/filters/discover_dimensions e104d14ae225cc683bc65ebfa396afebdd92c630d9729564505bfc77ffec6a01
-- filters.discover_dimensions: which columns of a table would make good dimensions.
--
-- From what ANALYZE knows and a sample of at most 5,000 rows. The only thing of the
-- caller's that reaches a query is a table of the catalog. Definer: any table of the
-- owner's may be asked for.

create or replace function filters.discover_dimensions(p_table_name text)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_source regclass;
    v_answer jsonb;
begin
    perform core._require_role('admin');
    v_source := filters._check_source(p_table_name);

    with found as materialized (
        select * from filters._judge_columns(v_source)
    ),

    parent as (
        select p.child, p.parent
        from filters._guess_parents(
            v_source, array(select f.place from found as f where f.score > 0.2)
        ) as p
    )

    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'column', f.column_name,
                'path', to_jsonb(f.path),
                'type', f.type,
                'distinct', f.distinct_count,
                'null_share', f.null_share,
                'samples', to_jsonb(f.samples),
                'parent', (
                    select jsonb_build_object('column', o.column_name, 'path', to_jsonb(o.path))
                    from parent as p
                    inner join found as o on p.parent = o.place
                    where p.child = f.place
                ),
                'score', f.score,
                'reason', f.reason,
                'registered_as', (
                    select min(d.name)
                    from filters.dimensions as d
                    where
                        d.source_table = v_source
                        and d.column_name = f.column_name
                        and d.counted_by = 'counters'
                        and d.json_path is not distinct from f.path
                )
            )
            order by f.score desc, f.place
        ),
        '[]'
    )
    into v_answer
    from found as f;
    return v_answer;
end;
$$;

grant execute on function filters.discover_dimensions(text)
to authenticated, service_role;

comment on function filters.discover_dimensions(text) is
$$Columns of a table that could be dimensions, the best first; for app role admin.

Returns [{column, path, type, distinct, null_share, samples, parent: {column, path},
score, reason, registered_as}]: `distinct` is estimated; `parent` is a column of which
each value here has but one, in a sample; `score` from 0 to 1.
Errors: PT403 core.not_permitted, PT422 filters.invalid_source.
Budget: 200 ms.
$$;

-- @ functions/filters/filter_options bf43aed373b77c3621ab56c2ffa15f030cf708f53bb8f1a64bb3ab70c588bfe6
-- filters.filter_options: all that a page of filters shows, in one answer.

create or replace function filters.filter_options(
    p_within jsonb default '{}', p_top integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_narrowed filters.selection;
    v_others filters.selection;
    v_places filters.place_counts;
    v_categories filters.counts;
    v_brands filters.counts;
begin
    if p_top is null or p_top not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'top is %s, not a number from 1 to 500.', coalesce(p_top::text, 'null')
            )
        );
    end if;
    v_narrowed := filters._read_within(p_within);

    v_places := filters._count_place_values(v_narrowed);

    v_others := v_narrowed;
    v_others.category_ids := null;
    v_categories := filters._count_values('category', v_others);
    v_others := v_narrowed;
    v_others.brand_ids := null;
    v_brands := filters._count_values('brand', v_others);

    return jsonb_build_object(
        'dimensions', (
            select jsonb_object_agg(
                name,
                case counted_by
                    when 'counters' then filters._top_counters(name, p_within, p_top)
                    else filters._top_values(
                        name,
                        case name
                            when 'region' then v_places.region
                            when 'province' then v_places.province
                            when 'city' then v_places.city
                            when 'store_class' then v_places.store_class
                            when 'category' then v_categories
                            when 'brand' then v_brands
                        end,
                        p_top
                    )
                end
            )
            from filters.dimensions
            where
                is_enabled
                and source_table = 'filters.transactions'::regclass
        ),
        'version', (
            select sum(filters._version_of(name))
            from filters.dimensions
        )
    ) || filters._measure(v_narrowed);
end;
$$;

grant execute on function filters.filter_options(jsonb, integer)
to authenticated, service_role;

comment on function filters.filter_options(jsonb, integer) is
$$All enabled dimensions at once, each narrowed by the others, and what the selection
holds.

Returns {dimensions: {<name>: {items: [{value, label, count}], total, truncated}},
price: {min, max}, basket_size: {min, max}, transactions, baskets, version}: `items` are
the `top` values by count, `total` all of them. `within` is as in filter_values; a
dimension never narrows its own list, but narrows everything else.
Units: count and basket_size in lines, price in minor units (centavos) of one line.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, core.invalid_argument.
Budget: 50 ms.
$$;

-- @ functions/filters/filter_range d7701580dc585343ef59db64b14101e63fa162e7ccfb29bfac7fd90d4f13d52b
-- filters.filter_range: how the lines or baskets of a selection spread over a measure.

create or replace function filters.filter_range(
    p_measure text, p_within jsonb default '{}'
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_selection filters.selection;
    v_totals filters.totals;
    v_sizes filters.sizes;
    v_span filters.span;
    v_bounds bigint[];
    v_counts bigint[];
begin
    if p_measure is null or p_measure not in ('price', 'basket_size') then
        perform core.raise_error(
            'filters.unknown_measure',
            format(
                '%s is no measure. Known: price, basket_size.',
                coalesce(quote_literal(left(p_measure, 60)), 'null')
            )
        );
    end if;
    v_selection := filters._read_within(p_within);
    if p_measure = 'price' then
        v_totals := filters._measure_cells(v_selection);
        v_span := row(v_totals.price_min, v_totals.price_max)::filters.span;
        v_bounds := filters._price_bounds();
        v_counts := filters._count_prices(v_selection);
    else
        v_sizes := filters._measure_sizes(v_selection);
        v_span := row(v_sizes.low, v_sizes.high)::filters.span;
        v_bounds := filters._basket_size_bounds();
        v_counts := v_sizes.baskets;
    end if;

    return jsonb_build_object(
        'min', v_span.low,
        'max', v_span.high,
        'count', (select coalesce(sum(n), 0) from unnest(v_counts) as n),
        'buckets', (
            select jsonb_agg(
                jsonb_build_object(
                    'from', v_bounds[b.bucket - 1],
                    'to', v_bounds[b.bucket],
                    'count', coalesce(v_counts[b.bucket], 0)
                )
                order by b.bucket
            )
            from generate_series(1, cardinality(v_bounds) + 1) as b (bucket)
        )
    );
end;
$$;

grant execute on function filters.filter_range(text, jsonb)
to authenticated, service_role;

comment on function filters.filter_range(text, jsonb) is
$$Smallest, biggest and histogram of a measure: price of a line, or lines of a basket.

Returns {min, max, count, buckets: [{from, to, count}]}; a bucket holds from <= x < to,
null is open, and counts add up to `count`: lines for price, baskets for basket_size.
Buckets are always the same: price from 1, 100, 200, 300, 500, 1000, 2000, 5000, 10000;
basket_size from 2, 3, 5, 10, 20, 50, 100. A basket that has a matching line counts with
its whole size. Without a matching line min and max are null.
Units: price in minor units (centavos), basket_size in lines.
Errors: PT422 filters.unknown_measure, filters.unknown_dimension,
filters.invalid_within.
Budget: 50 ms.
$$;

-- @ functions/filters/filter_values 0c9745c7d473db6fb7016793ff3cda6bb425ce78e038b9df7166d657c7d3fdf5
-- filters.filter_values: one page of the values of one dimension, with their counts.

create or replace function filters.filter_values(
    p_dimension text,
    p_within jsonb default '{}',
    p_search text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_after filters.cursor;
    v_selection filters.selection;
    v_search text := coalesce(p_search, '');
    v_counts filters.counts;
    v_page filters.counts;
    v_total bigint;
    v_listed filters.listed;
    v_items jsonb;
    v_next text;
begin
    perform filters._check_dimension(p_dimension);
    if p_page_size is null or p_page_size not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_page_size',
            format('page_size is %s.', coalesce(p_page_size::text, 'null'))
        );
    end if;
    if length(v_search) > 200 then
        perform core.raise_error(
            'filters.invalid_search',
            format('search has %s characters.', length(v_search))
        );
    end if;
    if filters._is_counter(p_dimension) then
        return filters._page_counters(
            p_dimension, p_within, v_search, p_after, p_page_size
        );
    end if;
    v_after := filters._read_cursor(p_after => p_after, p_dimension => p_dimension);
    v_selection := filters._read_within(p_within => p_within, p_except => p_dimension);

    -- One more than a page tells whether there is a next one.
    if v_selection is null and v_search = '' then
        v_listed := filters._page_listed(p_dimension, v_after, p_page_size + 1);
        v_page := v_listed.page;
        v_total := v_listed.total;
    else
        v_counts := filters._count_values(p_dimension, v_selection);
        if v_search <> '' then
            v_counts := filters._search_values(p_dimension, v_counts, v_search);
        end if;
        v_page := filters._page_values(p_dimension, v_counts, v_after, p_page_size + 1);
        v_total := coalesce(cardinality(v_counts.value_ids), 0);
    end if;

    select
        jsonb_agg(
            jsonb_build_object('value', d.value, 'label', d.label, 'count', n.lines)
            order by n.place
        ),
        (array_agg(
            filters._write_cursor(p_dimension, d.label, d.value)
        ) filter (
            where n.place = p_page_size and cardinality(v_page.value_ids) > p_page_size
        ))[1]
    into v_items, v_next
    from unnest(v_page.value_ids, v_page.lines)
        with ordinality as n (value_id, lines, place)
    inner join filters._name_values(p_dimension, v_page.value_ids) as d
        on n.value_id = d.value_id
    where n.place <= p_page_size;

    return jsonb_build_object(
        'dimension', p_dimension,
        'items', coalesce(v_items, '[]'),
        'next', v_next,
        'total', v_total,
        'version', filters._version_of(p_dimension)
    );
end;
$$;

grant execute on function filters.filter_values(text, jsonb, text, text, integer)
to authenticated, service_role;

comment on function filters.filter_values(text, jsonb, text, text, integer) is
$$Values of one dimension that have a transaction line, by label, with their counts.

`within` narrows by other dimensions: {"region": ["NCR"], "brand": "…"}; the dimension
never narrows itself, and a value that no line has matches nothing. `search` keeps
values whose label or value contains it, in any case; it knows no wildcards. Returns
{dimension, items: [{value, label, count}], next, total, version}: `total` counts all
values that match, `next` is the cursor of the next page or null.
Units: count is lines; page_size from 1 to 500.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, filters.invalid_search,
core.invalid_cursor, core.invalid_page_size.
A registered dimension is narrowed by its parent from counters, by others of its table
from the rows, without a budget.
Budget: 10 ms with zero or one narrowing dimension, 50 ms with more.
$$;

-- @ functions/filters/fold_lines b79b2cb3942c2880a19d8630c51eeb21ede42023a158aee5d26cf36a9027265f
-- filters.fold_lines: count changes of lines in the cells, and forget the changes.
--
-- One statement takes all changes of some baskets and reads those baskets as they are:
-- one snapshot, so what is folded is what the lines say, whoever writes meanwhile. All
-- further steps use nothing else but what folds alone write. A reader's snapshot has
-- either the changes or what became of them, never both, never neither.
-- Locks: those of filters._lock_folds, then rows of baskets, places, cells and sizes,
-- against other folds only; then the states of the dimensions, before any change of a
-- value is noted, so that filters.tell_changes never forgets one that it did not see. A
-- fold that dies has folded nothing.

create or replace function filters.fold_lines(p_limit integer default 2000)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changes filters.line_changes[];
    v_lines filters.basket_line[];
    v_baskets filters.changed_basket[];
begin
    if not filters._try_lock_folds() then
        return 0;
    end if;

    with chosen as (
        select distinct n.store_id, n.basket_id
        from (
            select l.store_id, l.basket_id
            from filters.line_changes as l
            limit p_limit
        ) as n
    ),

    taken as (
        delete from filters.line_changes as l
        using chosen as s
        where l.basket_id = s.basket_id
        returning l.*
    ),

    line as (
        select t.store_id, t.basket_id, t.category_id, t.brand_id
        from chosen as s
        cross join lateral (
            select o.store_id, o.basket_id, o.category_id, o.brand_id
            from filters.transactions as o
            where o.store_id = s.store_id and o.basket_id = s.basket_id
            offset 0
        ) as t
    )

    select
        array(select row(t.*)::filters.line_changes from taken as t),
        array(select row(l.*)::filters.basket_line from line as l)
    into v_changes, v_lines;
    if v_changes = '{}' then
        return 0;
    end if;

    v_baskets := filters._size_baskets(v_changes, v_lines);
    perform filters._fold_groups(v_changes);
    perform filters._fold_stores(v_changes, v_lines, v_baskets);
    perform filters._fold_sizes(v_baskets);
    perform filters._raise_versions(cardinality(v_changes));
    perform filters._fold_values(v_changes);

    return cardinality(v_changes);
end;
$$;

grant execute on function filters.fold_lines(integer) to app_worker, service_role;

comment on function filters.fold_lines(integer) is
$$Fold the changes of as many baskets as have so many changes; returns their number.

0: nothing is left, or another transaction folds. Answers are the same before and after;
they are only faster.
$$;

-- @ functions/filters/ingest_transactions 748ee18070ef8440dcaa706d202b59b7e3248c165e3c4949ec6b9172bc607b2c
-- filters.ingest_transactions: take in lines that a source sends, all of them or none.
--
-- A line with a key that is known replaces that line, so a call whose answer was lost
-- may be sent again. Locks, in this order: the table against loads (which wait for
-- nothing that comes later here), new master rows, stores and baskets by their keys,
-- lines by theirs. Writers of other lines wait for nothing. Definer: nobody has a grant
-- to write lines; who may is asked first.

create or replace function filters.ingest_transactions(p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines filters.incoming_line[];
    v_inserted bigint;
    v_updated bigint;
begin
    perform core._require_role('admin');
    v_lines := array(select l from filters._read_lines(p_rows) as l);
    lock table filters.transactions in row exclusive mode;
    perform filters._add_master(v_lines);
    perform filters._refuse_lines(v_lines);

    with taken as (
        insert into filters.transactions as t (
            line_key, basket_id, store_id, product_key, brand_id, category_id,
            price_minor, quantity, sold_at
        )
        select
            l.line_key, b.id, b.store_id, l.product_key, d.id, c.id,
            l.price_minor, l.quantity, l.sold_at
        from unnest(v_lines) as l
        inner join filters.baskets as b on l.basket_key = b.basket_key
        left join master.brands as d on lower(l.brand) = d.brand_key
        left join master.categories as c
            on lower(concat_ws('/', l.department, l.category)) = c.category_key
        order by l.line_key, l.place
        on conflict (line_key) where line_key is not null do update
        set
            basket_id = excluded.basket_id,
            store_id = excluded.store_id,
            product_key = excluded.product_key,
            brand_id = excluded.brand_id,
            category_id = excluded.category_id,
            price_minor = excluded.price_minor,
            quantity = excluded.quantity,
            sold_at = excluded.sold_at
        returning t.xmax = 0 as is_new
    )

    select count(*) filter (where k.is_new), count(*) filter (where not k.is_new)
    into v_inserted, v_updated
    from taken as k;

    return jsonb_build_object('inserted', v_inserted, 'updated', v_updated);
end;
$$;

grant execute on function filters.ingest_transactions(jsonb)
to authenticated, service_role;

comment on function filters.ingest_transactions(jsonb) is
$$Take in up to 10,000 lines, all or none; {inserted, updated}.

Each row: {basket, store, product, price, quantity, sold_at} and, where known, {key,
brand, brand_mark, department, category, city_code, store_class}. key names the line in
its source: a known one is updated; without it a line is always new. price is that of the
whole line in major units, rounded to minor ones; sold_at has a zone. Brands, categories,
store classes, stores and baskets that are unknown are added, known ones stay as they
are; an unknown city_code leaves a new store without city. Needs app role admin.
Errors: PT422 filters.invalid_rows, PT422 filters.too_many_rows, PT409
filters.basket_elsewhere, PT403 core.not_permitted.
Emits: filters.dimension.changed on filters:<dimension>, within the dimension's debounce.
Budget: 200 ms for 1,000 rows.
$$;

-- @ functions/filters/list_dimensions 651a11bfd080e19616190017dd900df5aa4fa58d848285ba05182e0e9194d5c3
-- filters.list_dimensions: the registry, as callers see it.

create or replace function filters.list_dimensions()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'name', d.name,
                'label', d.label,
                'parent', d.parent,
                'position', d.position,
                'enabled', d.is_enabled,
                'version', filters._version_of(d.name),
                'total', filters._count_listed(d.name) + filters._count_listed_counters(d.name),
                'source', d.source_table::text,
                'column', d.column_name,
                'path', to_jsonb(d.json_path),
                'state', d.state,
                'roles', to_jsonb(d.roles),
                'counted_by', d.counted_by
            )
            order by d.position, d.name
        ),
        '[]'
    )
    from filters.dimensions as d
$$;

grant execute on function filters.list_dimensions() to authenticated, service_role;

comment on function filters.list_dimensions() is
$$All dimensions in the order in which a page shows them.

Returns [{name, label, parent, position, enabled, version, total, source, column, path,
state, roles, counted_by}]: `total` is the number of values that have a line; a
dimension that is not enabled cannot be asked for.
Budget: 10 ms.
$$;

-- @ functions/filters/list_orphans fc155a03cfadecc3e442343af8571e9859d1a19743ab0c4a07afd0381a26344a
-- filters.list_orphans: master rows without a line, and values without a master row.
--
-- The cube's dimensions have none of the second kind: foreign keys see to it. Definer:
-- reads the master tables of any dimension.

create or replace function filters.list_orphans(p_dimension text)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_masters text[];
    v_values text[];
begin
    perform core._require_role('admin');
    v_dimension := filters._find_dimension(p_dimension);
    if v_dimension.counted_by = 'cells' or v_dimension.is_enabled then
        v_masters := array(
            select m.value from filters._list_orphan_masters(p_dimension) as m (value)
            order by m.value
        );
    end if;
    if v_dimension.master_table is not null then
        v_values := array(
            select s.value from filters._list_sold_values(p_dimension) as s (value)
            except
            select m.value from filters._list_master_values(p_dimension) as m (value)
            order by value
        );
    end if;

    return jsonb_build_object(
        'dimension', p_dimension,
        'master_without_transaction', to_jsonb((coalesce(v_masters, '{}'))[1:1000]),
        'transaction_without_master', to_jsonb((coalesce(v_values, '{}'))[1:1000]),
        'totals', jsonb_build_object(
            'master_without_transaction', coalesce(cardinality(v_masters), 0),
            'transaction_without_master', coalesce(cardinality(v_values), 0)
        )
    );
end;
$$;

grant execute on function filters.list_orphans(text) to authenticated, service_role;

comment on function filters.list_orphans(text) is
$$Master rows that no row has, and values without one; for app role admin.

Returns {dimension, master_without_transaction: [<value>], transaction_without_master:
[<value>], totals: {…}}: the first 1,000 of each, and how many there are.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension.
Budget: 200 ms.
$$;

-- @ functions/filters/list_wrong_cells 760644af98ee4925909b409462dec7e4c1070e26ee625572a4e16b8ae23ebaf8
-- filters.list_wrong_cells: cells of stores that do not say what their lines say.
--
-- Counters and changes that wait, against the lines themselves, in one snapshot. Prices
-- are compared where nothing waits. Lines are counted by their finest cells first; the
-- margins are sums of those.

create or replace function filters.list_wrong_cells(p_store_ids bigint[] default null)
    returns table (place_id bigint, category_id bigint, brand_id bigint)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
    with line as (
        select
            t.store_id, t.category_id, t.brand_id,
            count(*) as lines,
            min(t.price_minor) as price_min,
            max(t.price_minor) as price_max
        from filters.transactions as t
        where p_store_ids is null or t.store_id = any(p_store_ids)
        group by t.store_id, t.category_id, t.brand_id
        union all
        select
            l.store_id, l.category_id, l.brand_id, -sum(l.lines), null, null
        from filters.line_changes as l
        where p_store_ids is null or l.store_id = any(p_store_ids)
        group by l.store_id, l.category_id, l.brand_id
    ),

    counted as (
        select
            p.id as place_id,
            case grouping(n.category_id)
                when 1 then 0 else n.category_id
            end as category_id,
            case grouping(n.brand_id) when 1 then 0 else n.brand_id end as brand_id,
            sum(n.lines) as lines,
            min(n.price_min) as price_min,
            max(n.price_max) as price_max
        from line as n
        inner join filters.places as p on n.store_id = p.store_id
        group by
            p.id,
            grouping sets (
                (n.category_id, n.brand_id), (n.category_id), (n.brand_id), ()
            )
        having
            (grouping(n.category_id) = 1 or n.category_id is not null)
            and (grouping(n.brand_id) = 1 or n.brand_id is not null)
    ),

    waiting as (
        select distinct l.place_id
        from filters.changed_lines as l
    )

    select
        coalesce(n.place_id, c.place_id),
        coalesce(n.category_id, c.category_id),
        coalesce(n.brand_id, c.brand_id)
    from counted as n
    full join (
        select c.*
        from filters.cells as c
        inner join filters.places as p on c.place_id = p.id and p.kind = 'store'
        where p_store_ids is null or p.store_id = any(p_store_ids)
    ) as c
        on
            n.place_id = c.place_id
            and n.category_id = c.category_id
            and n.brand_id = c.brand_id
    where
        coalesce(n.lines, 0) <> coalesce(c.lines, 0)
        or (
            c.place_id not in (select w.place_id from waiting as w)
            and (
                n.price_min < c.price_min
                or n.price_max > c.price_max
                or c.is_exact
                and (n.price_min, n.price_max) <> (c.price_min, c.price_max)
            )
        )
$$;

grant execute on function filters.list_wrong_cells(bigint[])
to service_role, app_reader;

comment on function filters.list_wrong_cells(bigint[]) is
    'Cells that are not what the lines say, of all stores or of some.';

-- @ functions/filters/may_read_dimension c8b9f0e2e528ff80e46684d206772810c1352707ec649b612f089b55d255eb1b
-- filters.may_read_dimension: whether the caller may read a dimension so limited.

create or replace function filters.may_read_dimension(p_roles text[])
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        p_roles is null
        or exists (
            select from unnest(p_roles) as r (name)
            where core.has_role(r.name)
        )
$$;

grant execute on function filters.may_read_dimension(text[])
to authenticated, service_role, app_reader;

comment on function filters.may_read_dimension(text[]) is
    'Whether a dimension of these app roles is open to the caller; null: to anybody.';

-- @ functions/filters/prune_dimension 2e7087ee0df334036a4d379a49cdbc55e239cec77d486b42ec7c663b665ff8b4
-- filters.prune_dimension: delete master rows that have long been without a line.
--
-- The grace period begins with the first run that finds a row so: runs are what looks.
-- Locks the dimension, so one run follows another. Definer: master data is the owner's.

create or replace function filters.prune_dimension(
    p_name text, p_dry_run boolean default true
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_is_dry boolean := coalesce(p_dry_run, true);
    v_value text;
    v_fault text;
    v_pruned text[] := array[]::text[];
    v_kept jsonb := '[]'::jsonb;
begin
    perform core._require_role('admin');
    v_dimension := filters._lock_dimension(p_name);
    if v_dimension.prune_after is null
        or v_dimension.master_table is null
        or not v_dimension.is_enabled
    then
        perform core.raise_error(
            'filters.not_prunable',
            format('%s is off, or has no master table or prune_after.', p_name)
        );
    end if;
    if not v_is_dry then
        perform core.set_reason('No row had it for ' || v_dimension.prune_after || '.');
        perform filters._note_orphans(p_name);
    end if;

    for v_value in
        select m.value
        from filters._list_orphan_masters(p_name) as m (value)
        left join filters.orphans as o on o.dimension = p_name and m.value = o.value
        where
            m.value <> all(v_dimension.protected)
            and coalesce(o.since_at, core.now()) + v_dimension.prune_after <= core.now()
        order by m.value
    loop
        v_fault := filters._prune_value(v_dimension, v_value, v_is_dry);
        if v_fault is null then
            v_pruned := v_pruned || v_value;
        else
            v_kept := v_kept || jsonb_build_object('value', v_value, 'reason', v_fault);
        end if;
    end loop;

    if not v_is_dry and v_pruned <> '{}' then
        delete from filters.orphans
        where dimension = p_name and value = any(v_pruned);
        perform filters._emit_master(p_name, 'pruned', v_pruned);
    end if;
    return jsonb_build_object(
        'dimension', p_name,
        'dry_run', v_is_dry,
        'pruned', to_jsonb(v_pruned),
        'kept', v_kept
    );
end;
$$;

grant execute on function filters.prune_dimension(text, boolean)
to authenticated, service_role, app_worker;

comment on function filters.prune_dimension(text, boolean) is
$$Delete master rows without a line that outlived prune_after; for app role admin.

A dry run, the default, changes nothing. Protected values stay, and rows that anything
else refers to. Returns {dimension, dry_run, pruned: [<value>], kept: [{value, reason}]}.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension, PT409
filters.not_prunable.
Emits: filters.master.pruned, where the master table is not audited.
Budget: 200 ms for a hundred rows.
$$;

-- @ functions/filters/pulse 89ef307feb24a0ce6a059a1f06935c9d63e2acb9dd987ec7e0d2af002b774ac0
-- filters.pulse: what keeps filters light: fold a batch of changes, tell subscribers.
--
-- Answers are exact without it; they only get slower, and nobody is told.

create or replace function filters.pulse()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_batch constant integer := 2000;
    v_lines bigint := filters.fold_lines(c_batch);
    v_deltas bigint := filters._fold_counters(c_batch);
begin
    perform filters.tell_changes();
    return greatest(v_lines, v_deltas) >= c_batch;
end;
$$;

grant execute on function filters.pulse() to app_worker, service_role;

comment on function filters.pulse() is
$$Fold and tell once; whether more waits to be folded.

Emits: filters.dimension.changed.
$$;

-- @ functions/filters/rebuild_values 462122c7bff63aa3e70662b5eaf717d87d6adc01d977b62171753aeaa48d833a
-- filters.rebuild_values: count everything again, from the transactions alone.
--
-- Takes the lock of filters._load_transactions first, so no load runs meanwhile;
-- readers go on and see the old counts until the commit.

create or replace function filters.rebuild_values()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    lock table filters.transactions in share row exclusive mode;
    perform filters._lock_folds();

    delete from filters.cells where place_id >= 0;
    delete from filters.basket_sizes where place_id >= 0;
    perform filters._raise_versions((select count(*) from filters.line_changes));
    delete from filters.line_changes where store_id is not null;
    delete from filters.places where id > 0;
    update filters.baskets as b
    set line_count = coalesce(n.lines, 0)
    from filters.baskets as o
    left join (
        select basket_id, count(*) as lines
        from filters.transactions
        group by basket_id
    ) as n on o.id = n.basket_id
    where b.id = o.id and b.line_count <> coalesce(n.lines, 0);

    perform filters._place_stores(array(select id from filters.stores));
    perform filters._number_baskets(
        array(select id from filters.baskets where ordinal is null)
    );
    perform filters._widen_stores(array(select id from filters.stores));
    perform filters._count_stores(
        p_store_ids => array(select id from filters.stores),
        p_after_id => 0
    );
    perform filters._count_groups(p_after_id => 0);
    perform filters._list_values();

    analyze filters.places, filters.cells, filters.basket_sizes,
        filters.dimension_values;
end;
$$;

comment on function filters.rebuild_values() is
$$Rebuild places, cells, basket sizes and dimension values from the transactions.

For the owner: after a change to buckets, or when an invariant of filters is broken.
Budget: 30 s for 1.5 million lines.
$$;

-- @ functions/filters/register_dimension 689b4ca8e6c225ea19a075f9f426598be4c4ab7cd7351eb15daf04da0da80f0b
-- filters.register_dimension: add a dimension, or change the configuration of one.
--
-- Locks, in this order: the name, the source's row, the dimension, its parent, the
-- source. Definer: the registry, the triggers and the counts are the owner's.

create or replace function filters.register_dimension(p_config jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := p_config ->> 'name';
    v_reason text := coalesce(p_config ->> 'reason', 'Registered.');
    v_is_on boolean := true;
    v_config jsonb;
begin
    perform core._require_role('admin');
    perform core.set_reason(v_reason);
    perform pg_advisory_xact_lock(
        hashtextextended('filters.dimensions:' || coalesce(v_name, ''), 0)
    );
    if exists (select from filters.dimensions where name = v_name) then
        v_is_on := (filters._lock_dimension(v_name)).state <> 'off';
    end if;
    perform from filters.dimensions
    where name = p_config ->> 'parent'
    for share;

    v_config := filters._check_config(p_config);
    return filters._apply_config(v_config, v_is_on, true, v_reason);
end;
$$;

grant execute on function filters.register_dimension(jsonb)
to authenticated, service_role;

comment on function filters.register_dimension(jsonb) is
$$Register a column as a dimension, or change one; for app role admin.

`config`: {name, source, column} and, if wanted, label, path (into a jsonb), parent (a
dimension of the same table), position, debounce_ms, roles (who may read it), master
{table, key, label}, prune_after, protected, reason. What is left out stays, or is the
default. A new one is enabled; it is counted while the table is written, and live when
the operation has succeeded. Of the six that are built in only label, debounce_ms, roles,
prune_after and protected can change. Returns {dimension, version, state,
operation_id}; operation_id is null when nothing has to be counted.
Units: debounce_ms in milliseconds, 0 to 1000; a value is its first 200 characters.
Errors: PT403 core.not_permitted, PT422 filters.invalid_dimension,
filters.invalid_source, PT409 filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Budget: 200 ms.
$$;

-- @ functions/filters/rollback_dimension e7706fb520ed7a8622d51130399fc9ed6bb239d4ccc596ad7ddc69a92a83885d
-- filters.rollback_dimension: restore a configuration, and prove the values.
--
-- The old configuration is checked as a new one is: a table or column that is gone is
-- refused. Locks as filters.register_dimension. Definer for the same reason.

create or replace function filters.rollback_dimension(p_name text, p_version bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version filters.dimension_versions;
    v_reason text := format('Rollback to version %s.', p_version);
    v_answer jsonb;
begin
    perform core._require_role('admin');
    perform core.set_reason(v_reason);
    perform filters._lock_dimension(p_name);
    select * into v_version
    from filters.dimension_versions
    where dimension = p_name and number = p_version;
    if v_version.number is null then
        perform core.raise_error(
            'filters.unknown_version',
            format('%s has no version %s.', p_name, coalesce(p_version::text, 'null'))
        );
    end if;

    v_answer := filters._apply_config(
        filters._check_config(v_version.config - 'enabled'),
        (v_version.config -> 'enabled')::boolean,
        true,
        v_reason
    );
    return v_answer || jsonb_build_object(
        'proved', filters._is_counted(p_name)
    );
end;
$$;

grant execute on function filters.rollback_dimension(text, bigint)
to authenticated, service_role;

comment on function filters.rollback_dimension(text, bigint) is
$$Make an earlier configuration of a dimension hold again; for app role admin.

It becomes a new version. Returns {dimension, version, state, operation_id, proved}:
`proved` true says that all counts were compared with the rows and equal them; null
while they are counted anew, which goes live only when they do, or when it is off.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
filters.invalid_dimension, filters.invalid_source, PT404 filters.unknown_version, PT409
filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it was counted anew.
Budget: 200 ms, and as long as one count of the table.
$$;

-- @ functions/filters/run_prune_dimensions eb6a4b5f5267b135b5ea04be1bd561149857f9235e259159031ddce508d51852
-- filters.run_prune_dimensions: the nightly job that prunes what has a rule for it.

create or replace function filters.run_prune_dimensions(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(filters.prune_dimension(d.name, false))
    from filters.dimensions as d
    where
        d.prune_after is not null
        and d.master_table is not null
        and d.is_enabled
        and (p_job.payload ->> 'dimension' is null or p_job.payload ->> 'dimension' = d.name)
$$;

comment on function filters.run_prune_dimensions(core.jobs) is
$$Handler of jobs of kind filters.prune_dimensions: of {dimension}, or of all.

Emits: filters.master.pruned.
$$;

-- @ functions/filters/run_tighten_ranges 0e47e799fad0f9d9018d578bf041ce2eeaefe485cbedf577b9463e16d08e139f
-- filters.run_tighten_ranges: the job that makes ranges of prices exact.

create or replace function filters.run_tighten_ranges(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select to_jsonb(filters.tighten_ranges())
$$;

grant execute on function filters.run_tighten_ranges(core.jobs)
to service_role, app_worker;

comment on function filters.run_tighten_ranges(core.jobs) is
    'Handler of jobs of kind filters.tighten_ranges.';

-- @ functions/filters/sample_cells 0858cd7cfc87add7494da62b1b99c2d2f39e028ff5bde73ab3eedd07ab9a13f3
-- filters.sample_cells: how many cells of a few stores, chosen at random, are wrong.
--
-- The same comparison as `rowhouse verify` makes, under a cap: stores are taken as long
-- as their lines together are no more than that. Definer: who watches the health holds
-- no grant on lines.

create or replace function filters.sample_cells(p_lines bigint default 20000)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_stores bigint[];
begin
    select coalesce(array_agg(n.store_id), '{}')
    into v_stores
    from (
        select s.store_id, sum(s.lines) over (order by s.place) as lines
        from (
            select p.store_id, c.lines, row_number() over (order by random()) as place
            from filters.places as p
            inner join filters.cells as c
                on p.id = c.place_id and c.category_id = 0 and c.brand_id = 0
            where p.kind = 'store' and c.lines <= p_lines
        ) as s
    ) as n
    where n.lines <= p_lines;

    return (select count(*) from filters.list_wrong_cells(v_stores));
end;
$$;

grant execute on function filters.sample_cells(bigint)
to app_worker, app_reader, service_role;

comment on function filters.sample_cells(bigint) is
$$Compare cells with the lines in stores of at most so many lines; wrong cells found.

Units: cells. Budget: 100 ms for 20,000 lines.
$$;

-- @ functions/filters/tell_changes 15e55a04e97f43120a916431b9ee1ba4746d7682315cd0f35965117fab310990
-- filters.tell_changes: one event for each dimension whose values changed.
--
-- Changes wait here at least as long as the registry says between two messages, so a
-- burst is one message. Counts are those of the fold that came before, in the same
-- transaction. Locks: the state of each dimension, skipped when another transaction has
-- it; what it deletes, only folds write, and they hold the states when they do. A
-- process that dies has told nothing, and the changes wait for the next.

create or replace function filters.tell_changes()
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_state record;
    v_told bigint := 0;
begin
    for v_state in
        select s.dimension, s.version
        from filters.dimension_states as s
        inner join filters.dimensions as d on s.dimension = d.name
        where
            s.told_at <= clock_timestamp() - make_interval(secs => d.debounce_ms / 1000.0)
            and exists (
                select from filters.value_changes as c
                where c.dimension = d.name
            )
        order by s.dimension
        for update of s skip locked
    loop
        v_told := v_told + filters._tell_dimension(v_state.dimension, v_state.version);
    end loop;
    return v_told;
end;
$$;

grant execute on function filters.tell_changes() to app_worker, service_role;

comment on function filters.tell_changes() is
$$Emit what changed in the dimensions that have been quiet long enough; how many.

Emits: filters.dimension.changed {v, dimension, action, values, added, removed, updated,
version} on filters:<dimension>.
$$;

-- @ functions/filters/tg__relist e1707e913f688daf5a4b87c745f80f14fc3d40b50ef3edb6796749da9ff10d5c
-- filters.tg__relist: names and places of values follow their master data.
--
-- For updates of master tables and of stores. Definer: who keeps master data has no
-- grant on counts. Locks as filters._move_stores when a store moved, else those of
-- filters._lock_folds: readers and writers of lines go on.

create or replace function filters.tg__relist()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from new_rows) then
        return null;
    end if;
    if exists (select from filters._list_moved_stores()) then
        perform filters._move_stores();
    end if;
    perform filters._lock_folds();
    perform filters._list_values();
    return null;
end;
$$;

comment on function filters.tg__relist() is
    'Count moved stores where they are, and call values by their new names.';

-- @ functions/filters/tg_dimensions__add_state 8b0c9ab23a6ba90204318c27a654777bf5d5fe4a1bf4ffbd4339de9949a7e675
-- filters.tg_dimensions__add_state: a dimension has its state from the first moment.

create or replace function filters.tg_dimensions__add_state()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into filters.dimension_states (dimension)
    select name from new_rows;
    return null;
end;
$$;

comment on function filters.tg_dimensions__add_state() is
    'Give inserted dimensions their state.';

-- @ functions/filters/tg_dimensions__raise_version 77e0b58b84dca21c6e9a85d36bf85381f7085c0de7e2a9aa29dec72a0870eda7
-- filters.tg_dimensions__raise_version: a change of the registry is a change of answers.
--
-- Who compares versions sees that a dimension went, came back, or reads another column.
-- Locks the states after the registry's rows, as every fold does.

create or replace function filters.tg_dimensions__raise_version()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform filters._raise_version(n.name, 1)
    from (
        select name
        from new_rows
        order by name
    ) as n;
    return null;
end;
$$;

comment on function filters.tg_dimensions__raise_version() is
    'Raise the versions of updated dimensions.';

-- @ functions/filters/tg_stores__place 0df729558e6db820ad5c0d7e062dfb666cb3dc060babc63d0f639003be426079
-- filters.tg_stores__place: a new store has its place before its first line.
--
-- So every changed line finds its region, province, city and class by one lookup.
-- Stores go in by their ids: writers that add the same ones wait in one direction.

create or replace function filters.tg_stores__place()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform filters._place_stores(array(select id from new_rows));
    return null;
end;
$$;

comment on function filters.tg_stores__place() is
    'Give inserted stores their places.';

-- @ functions/filters/tg_transactions__note_deleted 55b9a46f78d4d9de44fa1649f3a504e410606ba113f3f541549823e5de2d81e5
-- filters.tg_transactions__note_deleted: each line that goes is a change to count.
--
-- Definer and locks: as filters.tg_transactions__note_inserted.

create or replace function filters.tg_transactions__note_deleted()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into filters.line_changes (
        store_id, basket_id, category_id, brand_id, price_minor, lines
    )
    select store_id, basket_id, category_id, brand_id, price_minor, -1
    from old_rows;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_deleted() is
    'Append what a delete takes away to filters.line_changes.';

-- @ functions/filters/tg_transactions__note_inserted a91d5c7243f0fa9f009b4fffe6c90c14c9843b2145ca7d10213c424a348267cc
-- filters.tg_transactions__note_inserted: each line that comes is a change to count.
--
-- Definer: who writes lines has no grant on the changes. Locks nothing; a transaction
-- that is rolled back takes its changes with it.

create or replace function filters.tg_transactions__note_inserted()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into filters.line_changes (
        store_id, basket_id, category_id, brand_id, price_minor, lines
    )
    select store_id, basket_id, category_id, brand_id, price_minor, 1
    from new_rows;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_inserted() is
    'Append what an insert or a COPY brings to filters.line_changes.';

-- @ functions/filters/tg_transactions__note_truncated 91a80d8f71465361d9ed69f68043e117c9bb497d6997d70f58715f4396ba9d70
-- filters.tg_transactions__note_truncated: without lines there is nothing to count.
--
-- The statement has locked the table against everybody, so no change is under way; the
-- lock of the folds comes second, in the order that filters._lock_folds says.

create or replace function filters.tg_transactions__note_truncated()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform filters._lock_folds();

    perform filters._raise_versions(1 + (select count(*) from filters.line_changes));

    insert into filters.value_changes (dimension, value, was)
    select dimension, value, lines
    from filters.dimension_values
    on conflict (dimension, value) do nothing;

    delete from filters.line_changes where store_id is not null;
    delete from filters.cells where place_id is not null;
    delete from filters.basket_sizes where place_id is not null;
    delete from filters.dimension_values where dimension is not null;
    update filters.baskets set line_count = 0 where line_count > 0;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_truncated() is
    'Forget every count when the transactions are truncated.';

-- @ functions/filters/tg_transactions__note_updated 2651ee42042a9f4ff4aea14257f6faf584da244176aaa2332109c6c52a7a2bfa
-- filters.tg_transactions__note_updated: a changed line goes and comes.
--
-- What nobody counts by (a quantity, a time) changes nothing: such lines cancel out.
-- Definer and locks: as filters.tg_transactions__note_inserted.

create or replace function filters.tg_transactions__note_updated()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into filters.line_changes (
        store_id, basket_id, category_id, brand_id, price_minor, lines
    )
    select store_id, basket_id, category_id, brand_id, price_minor, sum(lines)
    from (
        select store_id, basket_id, category_id, brand_id, price_minor, -1 as lines
        from old_rows
        union all
        select store_id, basket_id, category_id, brand_id, price_minor, 1 as lines
        from new_rows
    ) as n
    group by store_id, basket_id, category_id, brand_id, price_minor
    having sum(lines) <> 0;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_updated() is
    'Append what an update moves to filters.line_changes.';

-- @ functions/filters/tighten_ranges 068053b709bb0e480928c8c6857b7e62c3ac7d620f7ddc61219ab7dca62d4ee4
-- filters.tighten_ranges: read the prices of cells anew whose range is only a bound.
--
-- Stores with changes that wait are left for another time: what is read must be what is
-- folded, and one statement sees both. Locks: those of filters._lock_folds, if nobody
-- holds them.

create or replace function filters.tighten_ranges(p_stores integer default 10)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
declare
    v_tightened bigint;
begin
    if not filters._try_lock_folds() then
        return 0;
    end if;

    with store as materialized (
        select p.id as place_id, p.store_id
        from filters.cells as c
        inner join filters.places as p on c.place_id = p.id
        where
            not c.is_exact
            and not exists (
                select
                from filters.line_changes as l
                where l.store_id = p.store_id
            )
        group by p.id, p.store_id
        order by count(*) desc, p.id
        limit p_stores
    ),

    counted as (
        select
            s.place_id,
            case grouping(t.category_id) when 1 then 0 else t.category_id end as category_id,
            case grouping(t.brand_id) when 1 then 0 else t.brand_id end as brand_id,
            min(t.price_minor) as price_min,
            max(t.price_minor) as price_max
        from store as s
        inner join filters.transactions as t on s.store_id = t.store_id
        group by
            s.place_id,
            grouping sets (
                (t.category_id, t.brand_id), (t.category_id), (t.brand_id), ()
            )
    ),

    tightened as (
        update filters.cells as c
        set
            price_min = n.price_min,
            price_max = n.price_max,
            is_exact = true
        from counted as n
        where
            c.place_id = n.place_id
            and c.category_id = n.category_id
            and c.brand_id = n.brand_id
            and not c.is_exact
        returning c.place_id
    )

    select count(*)
    into v_tightened
    from tightened;
    return v_tightened;
end;
$$;

grant execute on function filters.tighten_ranges(integer) to app_worker, service_role;

comment on function filters.tighten_ranges(integer) is
$$Make the ranges of so many stores exact; the number of cells.

Answers are the same before and after; those about prices are quicker.
$$;

-- @ functions/filters/toggle_dimension 6b6072d67247a142f1ee1c7289f703268bce22a099f29b86b434ac9df07a22d1
-- filters.toggle_dimension: enable or disable a dimension.
--
-- Each call is a version, so that of many at once none is lost; they follow each other
-- by the registry's row. Locks as filters.register_dimension. Definer for the same
-- reason.

create or replace function filters.toggle_dimension(
    p_name text,
    p_enabled boolean,
    p_reason text,
    p_keep_values boolean default true
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_config jsonb;
begin
    perform core._require_role('admin');
    if coalesce(trim(p_reason), '') = '' or p_enabled is null or p_keep_values is null
    then
        perform core.raise_error(
            'core.invalid_argument', 'enabled, reason or keep_values is missing.'
        );
    end if;
    perform core.set_reason(p_reason);

    v_config := filters._dimension_config(filters._lock_dimension(p_name));
    if p_enabled then
        v_config := filters._check_config(v_config);
    end if;
    return filters._apply_config(v_config, p_enabled, p_keep_values, p_reason);
end;
$$;

grant execute on function filters.toggle_dimension(text, boolean, text, boolean)
to authenticated, service_role;

comment on function filters.toggle_dimension(text, boolean, text, boolean) is
$$Switch a dimension on or off; for app role admin.

Off, a registered dimension costs its table nothing; `keep_values` false drops its
counts. On, it is counted from the start, and live when the operation has succeeded.
Returns {dimension, version, state, operation_id}: state is off, filling or live.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
core.invalid_argument, filters.invalid_dimension, filters.invalid_source, PT409
filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Budget: 200 ms.
$$;

-- @ functions/master/_add_catalog 6faa3f0073426661617983059804dec5bf21bce927d5d59ccd509ed8c7a26f22
-- master._add_catalog: add the categories and brands that some lines name.
--
-- New rows go in by the order of their keys: two calls that add the same keys wait for
-- each other in one direction only.

create or replace function master._add_catalog(p_names jsonb)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into master.categories (category_key, name)
    select lower(department), min(department)
    from jsonb_to_recordset(p_names) as n (department text)
    where department is not null
    group by lower(department)
    order by lower(department)
    on conflict (category_key) do nothing;

    insert into master.categories (category_key, name, parent_id)
    select lower(concat_ws('/', n.department, n.category)), min(n.category), min(d.id)
    from jsonb_to_recordset(p_names) as n (department text, category text)
    left join master.categories as d on lower(n.department) = d.category_key
    where n.category is not null
    group by 1
    order by 1
    on conflict (category_key) do nothing;

    insert into master.brands (brand_key, name, is_tbwa, category_id)
    select distinct on (lower(n.brand))
        lower(n.brand),
        n.brand,
        coalesce(bool_or(n.is_private) over (partition by lower(n.brand)), false),
        c.id
    from jsonb_to_recordset(p_names) as n (
        brand text, department text, category text, is_private boolean, lines bigint
    )
    left join master.categories as c
        on lower(concat_ws('/', n.department, n.category)) = c.category_key
    where n.brand is not null
    order by lower(n.brand), n.lines desc, c.category_key, n.brand
    on conflict (brand_key) do nothing;
end;
$$;

comment on function master._add_catalog(jsonb) is
$$Add unknown categories and brands; known ones stay as they are.

p_names: [{brand, department, category, is_private, lines}], distinct. Keys are the
lower-case spelling, a category's under its department. A private brand is is_tbwa; its
category is the one that most of its lines name.
$$;

-- @ functions/master/_load_catalog 452b26a7a9caea3e9f0955edd8781ef423ceeac679162f44c82a1182906e0783
-- master._load_catalog: add the categories and brands that a staging table names.

create or replace function master._load_catalog(p_staging regclass)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_names jsonb;
begin
    -- Few spellings stand for many rows: read the table once.
    execute format(
        $sql$
        select coalesce(jsonb_agg(n), '[]')
        from (
            select
                nullif(trim(brand), '') as brand,
                nullif(trim(department), '') as department,
                nullif(trim(category), '') as category,
                bool_or(lower(trim(brand_mark)) = 'private') as is_private,
                count(*) as lines
            from %s
            group by 1, 2, 3
        ) as n
        $sql$,
        p_staging
    )
    into v_names;

    perform master._add_catalog(v_names);
end;
$$;

comment on function master._load_catalog(regclass) is
$$Add unknown categories and brands; known ones stay as they are.

Columns of the staging table: brand, brand_mark, department, category, all text. A brand
marked Private is is_tbwa.
$$;

-- @ functions/master/_load_cities 30599240c8cc93b491cb4aa76b8139ff0dcbb7dbb15975b1edeb62130cb552ee
-- master._load_cities: the cities of a PSGC release, for master.load_psgc.
--
-- Names of cities repeat across provinces, so a moved code is sought inside one
-- province.

create or replace function master._load_cities(p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_moved bigint;
    v_changed bigint;
    v_added bigint;
    v_retired bigint;
begin
    with release as (
        select n.psgc_code, n.name, p.id as province_id
        from jsonb_to_recordset(p_rows) as n (
            psgc_code text, name text, province_code text
        )
        inner join master.provinces as p on n.province_code = p.psgc_code
    ),

    gone as (
        select o.id, o.name, o.province_id
        from master.cities as o
        where not exists (select from release as r where r.psgc_code = o.psgc_code)
    ),

    come as (
        select n.*
        from release as n
        where not exists (
            select from master.cities as o where o.psgc_code = n.psgc_code
        )
    ),

    pairs as (
        select
            g.id,
            c.psgc_code,
            count(*) over (partition by g.id) as rivals_new,
            count(*) over (partition by c.psgc_code) as rivals_old
        from gone as g
        inner join come as c
            on master._place_key(g.name) = master._place_key(c.name)
            and g.province_id = c.province_id
    )

    update master.cities as o
    set psgc_code = p.psgc_code
    from pairs as p
    where o.id = p.id and p.rivals_new = 1 and p.rivals_old = 1;
    get diagnostics v_moved = row_count;

    update master.cities as o
    set
        name = n.name,
        province_id = n.province_id,
        class = coalesce(n.class, o.class),
        city_class = coalesce(n.city_class, o.city_class),
        income_class = coalesce(n.income_class, o.income_class),
        population = coalesce(n.population, o.population),
        is_retired = false
    from (
        select r.*, p.id as province_id
        from jsonb_to_recordset(p_rows) as r (
            psgc_code text, name text, province_code text, class text,
            city_class text, income_class text, population bigint
        )
        inner join master.provinces as p on r.province_code = p.psgc_code
    ) as n
    where
        o.psgc_code = n.psgc_code
        and (
            o.name, o.province_id, o.class, o.city_class, o.income_class,
            o.population, o.is_retired
        ) is distinct from (
            n.name, n.province_id,
            coalesce(n.class, o.class),
            coalesce(n.city_class, o.city_class),
            coalesce(n.income_class, o.income_class),
            coalesce(n.population, o.population),
            false
        );
    get diagnostics v_changed = row_count;

    insert into master.cities (
        psgc_code, name, province_id, class, city_class, income_class, population
    )
    select
        n.psgc_code, n.name, p.id, coalesce(n.class, 'Mun'), n.city_class,
        n.income_class, n.population
    from jsonb_to_recordset(p_rows) as n (
        psgc_code text, name text, province_code text, class text,
            city_class text, income_class text, population bigint
    )
    left join master.provinces as p on n.province_code = p.psgc_code
    where not exists (select from master.cities as o where o.psgc_code = n.psgc_code)
    order by n.psgc_code;
    get diagnostics v_added = row_count;

    update master.cities as o
    set is_retired = true
    where
        not o.is_retired
        and not exists (
            select
            from jsonb_to_recordset(p_rows) as n (psgc_code text)
            where n.psgc_code = o.psgc_code
        );
    get diagnostics v_retired = row_count;

    return jsonb_build_object(
        'added', v_added, 'changed', v_changed, 'moved', v_moved, 'retired', v_retired
    );
end;
$$;

comment on function master._load_cities(jsonb) is
    'Upsert cities, moving codes by name; returns {added, changed, moved, retired}.';

-- @ functions/master/_load_provinces 97161406d09c206e81bcf10a75262dbc88803e858bb9fa786812faccd6785fc7
-- master._load_provinces: the provinces of a PSGC release, for master.load_psgc.
--
-- A province that changed region changed its code with it: names decide across regions.

create or replace function master._load_provinces(p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_moved bigint;
    v_changed bigint;
    v_added bigint;
    v_retired bigint;
begin
    with release as (
        select n.psgc_code, n.name, p.id as region_id
        from jsonb_to_recordset(p_rows) as n (
            psgc_code text, name text, region_code text
        )
        inner join master.regions as p on n.region_code = p.psgc_code
    ),

    gone as (
        select o.id, o.name, o.region_id
        from master.provinces as o
        where not exists (select from release as r where r.psgc_code = o.psgc_code)
    ),

    come as (
        select n.*
        from release as n
        where not exists (
            select from master.provinces as o where o.psgc_code = n.psgc_code
        )
    ),

    pairs as (
        select
            g.id,
            c.psgc_code,
            count(*) over (partition by g.id) as rivals_new,
            count(*) over (partition by c.psgc_code) as rivals_old
        from gone as g
        inner join come as c
            on master._place_key(g.name) = master._place_key(c.name)
    )

    update master.provinces as o
    set psgc_code = p.psgc_code
    from pairs as p
    where o.id = p.id and p.rivals_new = 1 and p.rivals_old = 1;
    get diagnostics v_moved = row_count;

    update master.provinces as o
    set
        name = n.name,
        region_id = n.region_id,
        class = coalesce(n.class, o.class),
        is_pseudo = coalesce(n.is_pseudo, o.is_pseudo),
        income_class = coalesce(n.income_class, o.income_class),
        population = coalesce(n.population, o.population),
        is_retired = false
    from (
        select r.*, p.id as region_id
        from jsonb_to_recordset(p_rows) as r (
            psgc_code text, name text, region_code text, class text,
            is_pseudo boolean, income_class text, population bigint
        )
        inner join master.regions as p on r.region_code = p.psgc_code
    ) as n
    where
        o.psgc_code = n.psgc_code
        and (
            o.name, o.region_id, o.class, o.is_pseudo, o.income_class,
            o.population, o.is_retired
        ) is distinct from (
            n.name, n.region_id,
            coalesce(n.class, o.class),
            coalesce(n.is_pseudo, o.is_pseudo),
            coalesce(n.income_class, o.income_class),
            coalesce(n.population, o.population),
            false
        );
    get diagnostics v_changed = row_count;

    insert into master.provinces (
        psgc_code, name, region_id, class, is_pseudo, income_class, population
    )
    select
        n.psgc_code, n.name, p.id,
        coalesce(n.class, 'Prov'), coalesce(n.is_pseudo, false),
        n.income_class, n.population
    from jsonb_to_recordset(p_rows) as n (
        psgc_code text, name text, region_code text, class text,
            is_pseudo boolean, income_class text, population bigint
    )
    left join master.regions as p on n.region_code = p.psgc_code
    where not exists (select from master.provinces as o where o.psgc_code = n.psgc_code)
    order by n.psgc_code;
    get diagnostics v_added = row_count;

    update master.provinces as o
    set is_retired = true
    where
        not o.is_retired
        and not exists (
            select
            from jsonb_to_recordset(p_rows) as n (psgc_code text)
            where n.psgc_code = o.psgc_code
        );
    get diagnostics v_retired = row_count;

    return jsonb_build_object(
        'added', v_added, 'changed', v_changed, 'moved', v_moved, 'retired', v_retired
    );
end;
$$;

comment on function master._load_provinces(jsonb) is
    'Upsert provinces, moving codes by name; returns {added, changed, moved, retired}.';

-- @ functions/master/_load_regions 659901e251c19046d6ed3895c1eeb73b39eb1acafdbdf850f452db3a817f72dc
-- master._load_regions: the regions of a PSGC release, for master.load_psgc.

create or replace function master._load_regions(p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_moved bigint;
    v_changed bigint;
    v_added bigint;
    v_retired bigint;
begin
    with release as (
        select psgc_code, name
        from jsonb_to_recordset(p_rows) as r (psgc_code text, name text)
    ),

    moved as (
        select o.id, n.psgc_code
        from master.regions as o
        inner join release as n on master._place_key(o.name) = master._place_key(n.name)
        where
            not exists (select from release as r where r.psgc_code = o.psgc_code)
            and not exists (
                select from master.regions as r where r.psgc_code = n.psgc_code
            )
    )

    update master.regions as r
    set psgc_code = m.psgc_code
    from moved as m
    where r.id = m.id;
    get diagnostics v_moved = row_count;

    update master.regions as o
    set
        name = n.name,
        short_name = n.short_name,
        island_group = coalesce(n.island_group, o.island_group),
        population = coalesce(n.population, o.population),
        is_retired = false
    from (
        select r.*, master._short_region(r.name) as short_name
        from jsonb_to_recordset(p_rows) as r (
            psgc_code text, name text, island_group text, population bigint
        )
    ) as n
    where
        o.psgc_code = n.psgc_code
        and (o.name, o.short_name, o.island_group, o.population, o.is_retired)
        is distinct from (
            n.name, n.short_name, coalesce(n.island_group, o.island_group),
            coalesce(n.population, o.population), false
        );
    get diagnostics v_changed = row_count;

    insert into master.regions (psgc_code, name, short_name, island_group, population)
    select
        n.psgc_code, n.name, master._short_region(n.name), n.island_group, n.population
    from jsonb_to_recordset(p_rows) as n (
        psgc_code text, name text, island_group text, population bigint
    )
    where not exists (select from master.regions as o where o.psgc_code = n.psgc_code)
    order by n.psgc_code;
    get diagnostics v_added = row_count;

    update master.regions as o
    set is_retired = true
    where
        not o.is_retired
        and not exists (
            select
            from jsonb_to_recordset(p_rows) as n (psgc_code text)
            where n.psgc_code = o.psgc_code
        );
    get diagnostics v_retired = row_count;

    return jsonb_build_object(
        'added', v_added, 'changed', v_changed, 'moved', v_moved, 'retired', v_retired
    );
end;
$$;

comment on function master._load_regions(jsonb) is
    'Upsert regions, moving codes by name; returns {added, changed, moved, retired}.';

-- @ functions/master/_place_key adf3acb2f99aaf34aa9d079d27d51ccd2b6d3126d7ae50e3ea387f16f13af8ad
-- master._place_key: a name reduced to what two spellings of one place share.

create or replace function master._place_key(p_name text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select regexp_replace(
        translate(
            regexp_replace(
                regexp_replace(lower(p_name), '\(.*\)', '', 'g'),
                '^city of | city$', '', 'g'
            ),
            'ñ', 'n'
        ),
        '[^a-z0-9]', '', 'g'
    )
$$;

comment on function master._place_key(text) is
    'Lower case without "City of", parentheses, accents of ñ, spaces and punctuation.';

-- @ functions/master/_short_region 8bb3797552165a3d66a2ece5cd84897ded237561df692546d3e77402c19399e2
-- master._short_region: what people call a region.

create or replace function master._short_region(p_name text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_name ~ '^Region ' or p_name !~ '\(.+\)'
            then trim(split_part(p_name, '(', 1))
        else substring(p_name from '\((.+)\)')
    end
$$;

comment on function master._short_region(text) is
    'NCR for "National Capital Region (NCR)", else what stands before the parenthesis.';

-- @ functions/master/load_psgc 23c1acc063d89ce125e5219b2046efb285008d25d3f92670ecfe7a6f84e01cda
-- master.load_psgc: take in a release of the Philippine Standard Geographic Code.
--
-- A row is known by its code. A new code whose row has the same name as one whose code
-- the release no longer lists, inside the same parent (provinces: anywhere, as regions
-- split), is that row moved: it keeps its id, so everything that refers to it stays
-- right. Rows that the release dropped are retired, never deleted. Releases take turns:
-- the lock stops other writers of the geography, not readers.

create or replace function master.load_psgc(p_release jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer jsonb;
begin
    if jsonb_typeof(p_release -> 'regions') is distinct from 'array'
        or jsonb_typeof(p_release -> 'provinces') is distinct from 'array'
        or jsonb_typeof(p_release -> 'cities') is distinct from 'array'
    then
        perform core.raise_error(
            'master.invalid_release',
            'The release lacks an array of regions, provinces or cities.'
        );
    end if;

    lock table master.regions, master.provinces, master.cities
    in share row exclusive mode;

    v_answer := jsonb_build_object(
        'regions', master._load_regions(p_release -> 'regions'),
        'provinces', master._load_provinces(p_release -> 'provinces'),
        'cities', master._load_cities(p_release -> 'cities')
    );

    return v_answer;
end;
$$;

comment on function master.load_psgc(jsonb) is
$$Upsert a PSGC release: {regions: […], provinces: […], cities: […]}.

Each region has psgc_code, name, island_group, population; a province also region_code,
class, is_pseudo, income_class; a city province_code, class, city_class, income_class,
population. What a release does not say (null) stays as it was. Returns per level
{added, changed, moved, retired}; loading the same release twice changes nothing.
The filters read names from here: after a change, select filters.rebuild_values().
Errors: PT422 master.invalid_release; 23502, 23503 or 23514 when a row is incomplete.
$$;

-- @ functions/master/tg_categories__refuse_cycle 417418b262e56ef40b8f2055190375e8055d0b97155d84d5b3beca4ca3d338dc
-- master.tg_categories__refuse_cycle: refuse to move a category below itself.
--
-- Two moves that are fine alone can make a circle together, so moves take turns: the
-- advisory lock first, then a share lock on each ancestor, upwards. The second move
-- walks what the first one left; under repeatable read it meets an ancestor that
-- changed, and fails with a serialization error instead. An insert makes no circle:
-- nothing is below it.

create or replace function master.tg_categories__refuse_cycle()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ancestor_id bigint := new.parent_id;
begin
    perform pg_advisory_xact_lock(hashtextextended('master.categories', 0));

    while v_ancestor_id is not null loop
        if v_ancestor_id = new.id then
            perform core.raise_error(
                'master.category_cycle',
                format('Category %s is below %s.', new.parent_id, new.id)
            );
        end if;

        select parent_id
        into v_ancestor_id
        from master.categories
        where id = v_ancestor_id
        for share;
    end loop;

    return new;
end;
$$;

comment on function master.tg_categories__refuse_cycle() is
    'Before-update trigger: raises PT422 master.category_cycle.';

-- @ functions/reading/_decide_edits 3ff41a7c131520a3bedc9497f71d25c6de87ca3e82484f2bf850bf079963fe54
-- reading._decide_edits: what becomes of each pushed edit, by the rule alone.
--
-- Of each series the greatest of all that was pushed and what is stored stands. Of one
-- device only its greatest edit counts: the others are its own past. Two devices
-- disagree when the loser is another device's, or when the winner did not know of what
-- it beats. An edit whose device is ahead gets the time that it got when it first came.

create or replace function reading._decide_edits(p_user_id uuid, p_items jsonb)
    returns table (
        place integer, series_id bigint, policy text, claimed_at timestamptz,
        edit reading.edit, wins boolean, outcome text, reason text,
        other reading.edit, standing reading.edit, stored_version bigint
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with items as materialized (
        select
            e.place,
            e.series_id,
            e.base_version,
            (e.edit).updated_at as claimed_at,
            row(
                (e.edit).chapter, (e.edit).chapter_label, (e.edit).page,
                (e.edit).percent, (e.edit).device_id, (e.edit).rewinds,
                case
                    when t.stamped_at is not null then t.stamped_at
                    when (e.edit).updated_at > core.now() + interval '5 minutes'
                        then core.now()
                    else (e.edit).updated_at
                end
            )::reading.edit as edit
        from reading._read_edits(p_items) as e
        left join reading.stamps as t
            on
                t.user_id = p_user_id
                and t.device_id = (e.edit).device_id
                and t.series_id = e.series_id
                and t.claimed_at = (e.edit).updated_at
    ),

    known as materialized (
        select
            i.*,
            coalesce(o.policy, 'lww') as policy,
            g.version as stored_version,
            case when g.version is not null then row(
                g.chapter, g.chapter_label, g.page, g.percent, g.device_id, g.rewinds,
                g.updated_at
            )::reading.edit end as stored,
            case
                when s.id is null then 'unknown_series'
                when d.version > coalesce(g.version, 0)
                    and d.deleted_at >= (i.edit).updated_at then 'deleted'
            end as obstacle
        from items as i
        left join reading.series as s on i.series_id = s.id
        left join reading.progress_policies as o
            on o.user_id = p_user_id and i.series_id = o.series_id
        left join reading.progress as g
            on g.user_id = p_user_id and i.series_id = g.series_id
        left join reading.tombstones as d
            on d.user_id = p_user_id and i.series_id = d.series_id
    ),

    rated as materialized (
        select
            k.*,
            reading._rank(k.edit, k.policy) as rank,
            case
                when k.stored_version is not null
                    then reading._rank(k.stored, k.policy)
            end as stored_rank
        from known as k
    ),

    ranked as (
        select
            k.*,
            row_number() over (
                partition by k.series_id, (k.edit).device_id, k.obstacle
                order by k.rank desc, k.place
            ) as own_place,
            first_value(k.place) over best as best_place,
            first_value(k.edit) over best as best,
            first_value(k.rank) over best as best_rank
        from rated as k
        window best as (
            partition by k.series_id, k.obstacle order by k.rank desc, k.place
        )
    ),

    judged as (
        select
            r.*,
            r.obstacle is null
            and (r.stored_version is null or r.best_rank > r.stored_rank) as is_beaten
        from ranked as r
    ),

    stood as (
        select
            j.*,
            j.is_beaten and j.place = j.best_place as wins,
            case when j.is_beaten then j.best else j.stored end as standing,
            case
                when j.is_beaten then j.best_rank else j.stored_rank
            end as standing_rank
        from judged as j
    )

    select
        w.place,
        w.series_id,
        w.policy,
        w.claimed_at,
        w.edit,
        w.wins,
        v.outcome,
        case
            when v.outcome = 'kept' then v.why
            when w.wins and w.stored_version is null then 'new'
            when w.wins then reading._reason(w.rank, w.stored_rank)
            else reading._reason(w.standing_rank, w.rank)
        end as reason,
        case when w.wins then w.stored else w.standing end as other,
        w.standing,
        w.stored_version
    from stood as w
    cross join lateral (
        values (
            case
                when w.wins and w.stored_version > w.base_version
                    and (w.stored).device_id <> (w.edit).device_id then 'conflict'
                when w.wins then 'applied'
                when w.obstacle is not null
                    or w.rank = w.standing_rank
                    or w.own_place > 1
                    or (w.standing).device_id = (w.edit).device_id then 'kept'
                else 'conflict'
            end,
            case
                when w.obstacle is not null then w.obstacle
                when w.rank = w.standing_rank then 'duplicate'
                else 'superseded'
            end
        )
    ) as v (outcome, why)
$$;

comment on function reading._decide_edits(uuid, jsonb) is
$$One row per item: outcome and reason as push_progress tells them, whether it wins.

other: the other side of a conflict; standing: what stands of the series afterwards.
Errors: reading.invalid_edits PT422, reading.too_many_edits PT422.
$$;

-- @ functions/reading/_edit_fault df8b2a6be9de704e4dd4814e2ac04e6cb07a122e5e50da4a26aadb9b9ede2607
-- reading._edit_fault: what is wrong with an edit; null when nothing is.
--
-- The same bounds as the checks of reading.progress, said before anything is written.

create or replace function reading._edit_fault(p_series_id bigint, p_edit reading.edit)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when p_series_id is null then 'series_id is missing'
    when num_nonnulls((p_edit).chapter, (p_edit).page, (p_edit).percent) = 0
        then 'it has no chapter, page or percent'
    when not ((p_edit).chapter >= 0 and (p_edit).chapter < 1000000)
        then 'chapter is not within 0 and 999999.999'
    when (p_edit).chapter_label = '' or length((p_edit).chapter_label) > 100
        then 'chapter_label has not 1 to 100 characters'
    when (p_edit).page < 0 then 'page is negative'
    when not (p_edit).percent between 0 and 100 then 'percent is not within 0 and 100'
    when coalesce((p_edit).device_id, '') = '' or length((p_edit).device_id) > 100
        then 'device_id has not 1 to 100 characters'
    when not (p_edit).rewinds between 0 and 1000000
        then 'rewinds is not within 0 and 1000000'
end;

comment on function reading._edit_fault(bigint, reading.edit) is
    'What is wrong, in words; null when nothing is.';

-- @ functions/reading/_lock_reader e4a2f5af5e8adacef3a41ade3bd28177a7b43bcad01112be3a9dff130de247f6
-- reading._lock_reader: one writer at a time to what a reader reads.
--
-- The first lock of every write to a reader's progress, held until its transaction
-- ends. A reader who is new gets her row; of two at once, the second waits for the
-- first.

create or replace function reading._lock_reader(p_user_id uuid)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version bigint;
begin
    insert into reading.readers (user_id)
    values (p_user_id)
    on conflict (user_id) do nothing;

    select r.version
    into strict v_version
    from reading.readers as r
    where r.user_id = p_user_id
    for update;
    return v_version;
end;
$$;

comment on function reading._lock_reader(uuid) is
    'Lock a reader''s row, which is made when she is new; her version.';

-- @ functions/reading/_rank 1910b52b019da38b047deb065021e1c67eb22e1477d5d63cc0a38e41417b0724
-- reading._rank: an edit as a value that compares; under a policy the greater one wins.
--
-- One definition for _merge, for push_progress and for its reasons. A policy looks at
-- less by setting what it does not look at to -1. As the comparison is total, taking
-- the greater one is commutative, associative and idempotent, whatever the policy.

create or replace function reading._rank(p_edit reading.edit, p_policy text)
    returns reading.rank
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return row(
    case p_policy when 'furthest_unless_same_device' then (p_edit).rewinds else -1 end,
    case p_policy when 'lww' then -1 else coalesce((p_edit).chapter, -1) end,
    case p_policy when 'lww' then -1 else coalesce((p_edit).page, -1) end,
    case p_policy when 'lww' then -1 else coalesce((p_edit).percent, -1) end,
    (p_edit).updated_at,
    (p_edit).device_id,
    coalesce((p_edit).chapter, -1),
    coalesce((p_edit).page, -1),
    coalesce((p_edit).percent, -1),
    coalesce((p_edit).chapter_label, ''),
    (p_edit).rewinds
)::reading.rank;

comment on function reading._rank(reading.edit, text) is
$$The rank of an edit: compared column by column, the greater one wins.

lww: the later time, then the greater device id by code point. furthest: first the
greater chapter, page and percent. furthest_unless_same_device: before that the greater
number of rewinds, which a device adds to when its reader goes back from where this very
device was last. What is left of a tie is decided by the content.
$$;

-- @ functions/reading/_merge af7b4003f18bbd6b9e7d3be16d3e0ea18de53d592ad104174e1649f38e06fbdc
-- reading._merge: of two edits of one reader and series, the one that stands.
--
-- depends: functions/reading/_rank

create or replace function reading._merge(
    p_a reading.edit, p_b reading.edit, p_policy text
)
    returns reading.edit
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when p_a is null then p_b
    when p_b is null then p_a
    when reading._rank(p_b, p_policy) > reading._rank(p_a, p_policy) then p_b
    else p_a
end;

comment on function reading._merge(reading.edit, reading.edit, text) is
$$The winner of two edits under a policy, see reading._rank; null is no edit.

Commutative, associative and idempotent: devices that have seen the same edits agree, in
whatever order and however often the edits came.
$$;

-- @ functions/reading/_read_edits a3ba3135664208e4d0a539f38189aecc38b93c3c45ce29c6c1459031bf805a66
-- reading._read_edits: pushed items as edits, or the first thing that is wrong with
-- them.
--
-- Shape first, then the casts, then the values. One handler for all items: when a cast
-- fails, the loop stands at the item that it failed for.

create or replace function reading._read_edits(p_items jsonb)
    returns setof reading.pushed_edit
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_time constant text :=
        '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$';
    v_item jsonb;
    v_read record;
    v_pushed reading.pushed_edit;
    v_fault text;
begin
    if jsonb_typeof(p_items) is distinct from 'array' then
        perform core.raise_error('reading.invalid_edits', 'items is no array.');
    end if;
    if jsonb_array_length(p_items) > 1000 then
        perform core.raise_error(
            'reading.too_many_edits', format('%s items.', jsonb_array_length(p_items))
        );
    end if;

    for v_pushed.place, v_item in
        select i.place, i.item
        from jsonb_array_elements(p_items) with ordinality as i (item, place)
    loop
        v_fault := case
            when jsonb_typeof(v_item) <> 'object' then 'it is no object'
            when coalesce(v_item ->> 'updated_at', '') !~ c_time
                then 'updated_at is no time with a zone'
        end;
        exit when v_fault is not null;

        select r.*
        into v_read
        from jsonb_to_record(v_item) as r (
            series_id bigint, base_version bigint, chapter numeric(9, 3),
            chapter_label text, page integer, percent numeric(5, 2),
            device_id text, rewinds integer, updated_at timestamptz
        );
        v_pushed.series_id := v_read.series_id;
        v_pushed.base_version := v_read.base_version;
        v_pushed.edit := row(
            v_read.chapter, v_read.chapter_label, v_read.page, v_read.percent,
            v_read.device_id, coalesce(v_read.rewinds, 0), v_read.updated_at
        )::reading.edit;
        v_fault := reading._edit_fault(v_pushed.series_id, v_pushed.edit);
        exit when v_fault is not null;
        return next v_pushed;
    end loop;

    if v_fault is not null then
        perform core.raise_error(
            'reading.invalid_edits', format('Item %s: %s.', v_pushed.place, v_fault)
        );
    end if;
exception
    when data_exception then
        perform core.raise_error(
            'reading.invalid_edits', format('Item %s: %s.', v_pushed.place, sqlerrm)
        );
end;
$$;

comment on function reading._read_edits(jsonb) is
    'Errors: reading.invalid_edits PT422, reading.too_many_edits PT422.';

-- @ functions/reading/_reason 0769edc673ad0fb7b86a8cbc8c62253248cb4117397af59e7188f88020abc5a5
-- reading._reason: in one word, why one edit stands against another.
--
-- What a policy does not look at is equal in both ranks, so it is never the reason.

create or replace function reading._reason(
    p_winner reading.rank, p_loser reading.rank
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when (p_winner).rewinds > (p_loser).rewinds then 'rewound'
    when
        ((p_winner).chapter, (p_winner).page, (p_winner).percent)
        > ((p_loser).chapter, (p_loser).page, (p_loser).percent) then 'further'
    when (p_winner).updated_at > (p_loser).updated_at then 'later'
    when (p_winner).device_id > (p_loser).device_id then 'greater_device'
    else 'greater_content'
end;

comment on function reading._reason(reading.rank, reading.rank) is
    'rewound, further, later, greater_device or greater_content: what decided.';

-- @ functions/reading/_version_of 072fa820727447b17927f76036d09ccfe5fb1181e26c9a633cb98801ef6b25d7
-- reading._version_of: the version that the last change of a row made true.
--
-- A deleted row's is that of its tombstone; a row that is there is newer than any.

create or replace function reading._version_of(
    p_user_id uuid, p_series_id bigint, p_version bigint
)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select greatest(
        p_version,
        (
            select t.version
            from reading.tombstones as t
            where t.user_id = p_user_id and t.series_id = p_series_id
        )
    )
$$;

comment on function reading._version_of(uuid, bigint, bigint) is
    'The row''s own version, or that of its tombstone when it is gone.';

-- @ functions/reading/progress_since 9616dbf2c4dcf962ca0bbe1a2319181600760f379130c3f1e92c6230627d136d
-- reading.progress_since: what of the caller's progress is newer than a device's
-- version.
--
-- One statement, so rows, tombstones and version are of one moment. Versions of a
-- reader commit in their order, so nothing can appear behind the version that is told.

create or replace function reading.progress_since(p_version bigint default 0)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with asked as (
        select
            coalesce(r.version, 0) as version,
            coalesce(
                p_version < r.forgotten_version and p_version > 0
                or p_version > coalesce(r.version, 0),
                false
            ) as is_reset
        from (values (core.actor_id())) as a (user_id)
        left join reading.readers as r on a.user_id = r.user_id
    ),

    since as (
        select
            a.*,
            case when a.is_reset then 0 else coalesce(p_version, 0) end as version_before
        from asked as a
    )

    select jsonb_build_object(
        'version', s.version,
        'reset', s.is_reset,
        'rows', (
            select coalesce(
                jsonb_agg(to_jsonb(p) - 'user_id' order by p.version), '[]'
            )
            from reading.progress as p
            where p.user_id = core.actor_id() and p.version > s.version_before
        ),
        'tombstones', (
            select coalesce(
                jsonb_agg(to_jsonb(t) - 'user_id' order by t.version), '[]'
            )
            from reading.tombstones as t
            where
                t.user_id = core.actor_id()
                and t.version > s.version_before
                and s.version_before > 0
                and not exists (
                    select from reading.progress as p
                    where p.user_id = t.user_id and p.series_id = t.series_id
                )
        ),
        'policies', (
            select coalesce(jsonb_object_agg(o.series_id, o.policy), '{}')
            from reading.progress_policies as o
            where o.user_id = core.actor_id()
        )
    )
    from since as s
$$;

grant execute on function reading.progress_since(bigint) to authenticated;

comment on function reading.progress_since(bigint) is
$$The caller's progress after a version: {version, reset, rows, tombstones, policies}.

version 0 asks for everything. Remember the version that is answered and ask with it the
next time. reset: the device was away for longer than tombstones are kept, or knows more
than the server: it forgets what it has, rows hold everything.
rows: [{series_id, chapter, chapter_label, page, percent, device_id, rewinds, updated_at,
version}]; tombstones: [{series_id, deleted_at, version}], of what is still deleted;
policies: {"<series id>": policy}, all that the caller has chosen, on whichever device.
Budget: 200 ms.
$$;

-- @ functions/reading/push_progress 26e3a77ce5e652a6ac00e137512c3ecc58b5cfb340aa30b2c40f509b73b59b85
-- reading.push_progress: a device hands in what was read while it was offline.
--
-- Lock order: the reader, then rows of progress in the order of their series.
-- Everything is decided and written by one statement, so a batch is whole or not at
-- all, and may be sent again: what was applied is then a duplicate. Definer: a reader
-- has no grant on time and version of her rows; every row that is read or written is
-- her own.

create or replace function reading.push_progress(p_items jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id uuid := core.actor_id();
    v_version bigint;
    v_answer jsonb;
begin
    if v_user_id is null then
        perform core.raise_error('core.not_permitted', 'Nobody is signed in.');
    end if;
    v_version := reading._lock_reader(v_user_id);

    with decided as materialized (
        select d.* from reading._decide_edits(v_user_id, p_items) as d
    ),

    merged as (
        insert into reading.progress as p (
            user_id, series_id, chapter, chapter_label, page, percent, device_id,
            rewinds, updated_at, version
        )
        select
            v_user_id, d.series_id, (d.edit).chapter, (d.edit).chapter_label,
            (d.edit).page, (d.edit).percent, (d.edit).device_id, (d.edit).rewinds,
            (d.edit).updated_at,
            v_version + row_number() over (order by d.series_id)
        from decided as d
        where d.wins
        order by d.series_id
        on conflict (user_id, series_id) do update
        set
            chapter = excluded.chapter,
            chapter_label = excluded.chapter_label,
            page = excluded.page,
            percent = excluded.percent,
            device_id = excluded.device_id,
            rewinds = excluded.rewinds,
            updated_at = excluded.updated_at,
            version = excluded.version
        returning p.series_id, p.version
    ),

    stamped as (
        insert into reading.stamps (
            user_id, device_id, series_id, claimed_at, stamped_at
        )
        select
            v_user_id, (d.edit).device_id, d.series_id, d.claimed_at,
            (d.edit).updated_at
        from decided as d
        where d.claimed_at <> (d.edit).updated_at
        on conflict do nothing
    ),

    logged as (
        insert into reading.conflicts (
            user_id, series_id, device_id, edited_at, policy, edit, stored, winner,
            found_at
        )
        select
            v_user_id, d.series_id, (d.edit).device_id, (d.edit).updated_at, d.policy,
            to_jsonb(d.edit), to_jsonb(d.other),
            case when d.wins then 'edit' else 'stored' end, core.now()
        from decided as d
        where d.outcome = 'conflict'
        on conflict do nothing
        returning series_id
    ),

    counted as (
        update reading.readers as r
        set
            version = r.version + (select count(*) from merged),
            conflicts = r.conflicts + (select count(*) from logged)
        where r.user_id = v_user_id
    )

    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'series_id', d.series_id,
                'outcome', d.outcome,
                'winner', to_jsonb(d.standing) || jsonb_build_object(
                    'version', coalesce(m.version, d.stored_version)
                ),
                'reason', d.reason
            )
            order by d.place
        ),
        '[]'
    )
    into v_answer
    from decided as d
    left join merged as m on d.series_id = m.series_id;

    return v_answer;
end;
$$;

grant execute on function reading.push_progress(jsonb) to authenticated;

comment on function reading.push_progress(jsonb) is
$$Merge up to 1,000 offline edits of the caller; in their order what became of each.

Each item: {series_id, chapter, chapter_label, page, percent, device_id, updated_at} and,
where the app knows them, base_version (the version of the row that the reader saw) and
rewinds. At least one of chapter, page and percent. chapter is rounded to 3 decimals,
percent to 2. A time more than 5 minutes ahead of the server is cut to the server's.
Answers [{series_id, outcome, winner, reason}]: winner is the edit that now stands, with
its version, null when there is none.
outcome applied: the edit stands; kept: it changed nothing (duplicate, superseded,
deleted, unknown_series); conflict: two devices disagreed, reason says why the winner won
(later, greater_device, further, rewound, greater_content), reading.conflicts keeps both.
Errors: PT422 reading.invalid_edits, PT422 reading.too_many_edits, PT403
core.not_permitted.
Emits: reading.progress.inserted, .updated {v, version, changed}; .changed {v, version,
verb, count} for more than 50 rows; on reading:progress:<user id>.
Budget: 200 ms.
$$;

-- @ functions/reading/set_progress_policy ca207a0f617cacfc82d5dd571077cbcb02cf75a65271ff4eac597f13857772fa
-- reading.set_progress_policy: how the caller wants a series' edits merged from now on.

create or replace function reading.set_progress_policy(
    p_series_id bigint, p_policy text
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_policy is null
        or p_policy not in ('lww', 'furthest', 'furthest_unless_same_device')
    then
        perform core.raise_error(
            'reading.unknown_policy', format('policy is %L.', p_policy)
        );
    end if;
    if not exists (select from reading.series as s where s.id = p_series_id) then
        perform core.raise_error(
            'reading.unknown_series', format('There is no series %s.', p_series_id)
        );
    end if;

    insert into reading.progress_policies as p (user_id, series_id, policy)
    values (core.actor_id(), p_series_id, p_policy)
    on conflict (user_id, series_id) do update
    set policy = excluded.policy;
    return jsonb_build_object('series_id', p_series_id, 'policy', p_policy);
end;
$$;

grant execute on function reading.set_progress_policy(bigint, text) to authenticated;

comment on function reading.set_progress_policy(bigint, text) is
$$Choose how the edits of one series are merged: {series_id, policy}.

lww: the later edit stands. furthest: the one further on. furthest_unless_same_device: the
one further on, but the device that was there last may go back. What stands now stays.
Errors: PT422 reading.unknown_policy, PT404 reading.unknown_series.
Budget: 200 ms.
$$;

-- @ functions/reading/tg_progress__bury c076cdeb72bb006c0cf45946dc52341e59c958aa107608d5c8ec2a5778a3f093
-- reading.tg_progress__bury: a deleted row leaves a tombstone, with the next version.
--
-- Lock order: the reader, then the tombstone. Definer: a reader has no grant on either.

create or replace function reading.tg_progress__bury()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version bigint;
begin
    update reading.readers as r
    set version = r.version + 1
    where r.user_id = old.user_id
    returning r.version into v_version;

    insert into reading.tombstones as t (user_id, series_id, deleted_at, version)
    values (
        old.user_id,
        old.series_id,
        greatest(core.now(), old.updated_at + interval '1 microsecond'),
        v_version
    )
    on conflict (user_id, series_id) do update
    set
        deleted_at = excluded.deleted_at,
        version = excluded.version;
    return old;
end;
$$;

comment on function reading.tg_progress__bury() is
    'Leaves a tombstone, later than every edit that the row had.';

-- @ functions/reading/tg_progress__lock_reader deeff36344c08735ab8249ee2b10e2996f889d7208e678866e175567e4a73992
-- reading.tg_progress__lock_reader: a reader's own write takes her lock before any row.
--
-- push_progress takes the same lock first, so the two wait for each other and never
-- deadlock. Who writes for many readers at once (an operator) takes each lock with its
-- row; Postgres ends one of two that then wait in a circle. Definer: a reader has no
-- grant on reading.readers.

create or replace function reading.tg_progress__lock_reader()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if core.actor_id() is not null then
        perform reading._lock_reader(core.actor_id());
    end if;
    return null;
end;
$$;

comment on function reading.tg_progress__lock_reader() is
    'Locks the row of the reader who acts, for each statement that writes progress.';

-- @ functions/reading/tg_progress__stamp 2bb4cebadced5474c202f636aa44ce3e70b136f65305641824528a30005d9039
-- reading.tg_progress__stamp: a direct write gets the server's time and the next
-- version.
--
-- An upsert is an insert first: when the row is there already, no version is taken,
-- since the update that follows takes it, or the insert is refused. Lock order: the
-- reader, then nothing more. Definer: a reader has no grant on reading.readers.

create or replace function reading.tg_progress__stamp()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_before timestamptz;
begin
    if tg_op = 'INSERT' then
        new.user_id := coalesce(new.user_id, core.actor_id());
        perform reading._lock_reader(new.user_id);
        select p.updated_at, p.version
        into new.updated_at, new.version
        from reading.progress as p
        where p.user_id = new.user_id and p.series_id = new.series_id;
        if found then
            return new;
        end if;
        select t.deleted_at
        into v_before
        from reading.tombstones as t
        where t.user_id = new.user_id and t.series_id = new.series_id;
    else
        v_before := old.updated_at;
        new.rewinds := old.rewinds + (
            new.device_id = old.device_id
            and (coalesce(new.chapter, -1), coalesce(new.page, -1), coalesce(new.percent, -1))
            < (coalesce(old.chapter, -1), coalesce(old.page, -1), coalesce(old.percent, -1))
        )::integer;
    end if;

    new.updated_at := greatest(core.now(), v_before + interval '1 microsecond');
    update reading.readers as r
    set version = r.version + 1
    where r.user_id = new.user_id
    returning r.version into new.version;
    return new;
end;
$$;

comment on function reading.tg_progress__stamp() is
$$Stamps a row of reading.progress: user, updated_at, version, and whether it goes back.

updated_at is the server's, later than the row's or its tombstone's. Whoever sets the
version, as push_progress does, is not stamped.
$$;

-- @ functions/reading/tg_tombstones__forget 7ec8fcf02a8ce827e90ce815dd3eac84cd01550438ea2108d4a8b03666311ea4
-- reading.tg_tombstones__forget: devices older than a forgotten tombstone start anew.
--
-- Otherwise they would keep for ever what was deleted. Once a statement: retention
-- forgets many. Definer: whoever forgets need not write reading.readers.

create or replace function reading.tg_tombstones__forget()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update reading.readers as r
    set forgotten_version = greatest(r.forgotten_version, f.version)
    from (
        select o.user_id, max(o.version) as version
        from old_rows as o
        group by o.user_id
    ) as f
    where r.user_id = f.user_id;
    return null;
end;
$$;

comment on function reading.tg_tombstones__forget() is
    'Raises forgotten_version of the readers whose tombstones went.';

-- @ views/api/reading_progress bf83a68a6578f7e0dde69203413777cdc2ae5c98ce9b9ddf15736af92b3426eb
-- api.reading_progress: a reader's own progress, to read and to write directly.

create or replace view api.reading_progress
with (security_invoker = true)
as
select
    p.user_id,
    p.series_id,
    p.chapter,
    p.chapter_label,
    p.page,
    p.percent,
    p.device_id,
    p.rewinds,
    p.updated_at,
    p.version
from reading.progress as p;

grant select, delete on api.reading_progress to authenticated, service_role;
grant insert (user_id, series_id, chapter, chapter_label, page, percent, device_id)
on api.reading_progress to authenticated, service_role;
grant update (chapter, chapter_label, page, percent, device_id)
on api.reading_progress to authenticated, service_role;

comment on view api.reading_progress is
$$Where the caller is in each series; a write is stamped with the server's time.

Emits: reading.progress.inserted, .updated, .deleted on reading:progress:<user id>.
$$;

-- @ views/filters/counted_values c0596741f7e2bd50d7688e72c69235724a783c4efc78e14c2370b6af775382d2
-- filters.counted_values: what filters.dimension_values has to hold, as the cells say.

create or replace view filters.counted_values
with (security_invoker = true)
as
with counted as (
    select
        v.dimension,
        v.value_id,
        sum(c.lines) as lines
    from filters.places as p
    inner join filters.cells as c on p.id = c.place_id
    cross join lateral (
        values
        ('region', p.region_id),
        ('province', p.province_id),
        ('city', p.city_id),
        ('store_class', p.store_class_id)
    ) as v (dimension, value_id)
    where p.kind = 'store' and c.category_id = 0 and c.brand_id = 0
    group by v.dimension, v.value_id
    union all
    select
        case c.brand_id when 0 then 'category' else 'brand' end as dimension,
        c.category_id + c.brand_id as value_id,
        c.lines
    from filters.cells as c
    where c.place_id = 0 and (c.category_id = 0) <> (c.brand_id = 0)
)

select
    n.dimension,
    n.value_id,
    m.value,
    m.label,
    m.parent,
    n.lines::bigint as lines
from counted as n
inner join filters.master_values as m
    on n.dimension = m.dimension and n.value_id = m.value_id;

grant select on filters.counted_values to service_role, app_reader;

comment on view filters.counted_values is
    'Values, labels and counts as the cells and the master tables give them.';

-- @ views/filters/current_counts d0c6bfd131fb58d053e963c8aa86637df78babfcf3c73cfeaa655e42ffb8e9b0
-- filters.current_counts: lines per value of each registered dimension, right now.
--
-- One statement reads folded counts and deltas, so that a fold can not come between.

create or replace view filters.current_counts
with (security_invoker = true)
as
select
    n.dimension,
    n.parent_value,
    n.value,
    sum(n.lines)::bigint as lines
from (
    select
        c.dimension,
        c.parent_value,
        c.value,
        c.lines
    from filters.value_counts as c
    union all
    select
        d.dimension,
        d.parent_value,
        d.value,
        d.lines
    from filters.value_deltas as d
) as n
group by n.dimension, n.parent_value, n.value
having sum(n.lines) <> 0;

grant select on filters.current_counts to authenticated, service_role, app_reader;

comment on view filters.current_counts is
    'Folded counts and what is not folded yet; a value is listed while it has a line.';

-- @ views/filters/sold_values 381378a8188205eb97ce4b0a83b55f9cecc9faeda16d72a8b72f8396694058a7
-- filters.sold_values: master rows of the cube's dimensions that have a line.
--
-- From the lines themselves, by their indexes, not from what is counted.

create or replace view filters.sold_values
with (security_invoker = true)
as
with sold as materialized (
    select
        s.city_id,
        s.store_class_id,
        c.province_id,
        p.region_id
    from filters.stores as s
    left join master.cities as c on s.city_id = c.id
    left join master.provinces as p on c.province_id = p.id
    where exists (
        select from filters.transactions as t
        where t.store_id = s.id
    )
)

select distinct
    v.dimension,
    v.value_id
from sold as s
cross join lateral (
    values
    ('region', s.region_id),
    ('province', s.province_id),
    ('city', s.city_id),
    ('store_class', s.store_class_id)
) as v (dimension, value_id)
where v.value_id is not null
union all
select
    'category' as dimension,
    c.id as value_id
from master.categories as c
where exists (
    select from filters.transactions as t
    where t.category_id = c.id
)
union all
select
    'brand' as dimension,
    b.id as value_id
from master.brands as b
where exists (
    select from filters.transactions as t
    where t.brand_id = b.id
);

grant select on filters.sold_values to service_role, app_reader;

comment on view filters.sold_values is
    'Ids of the regions, cities, brands, … that some transaction line has.';

-- @ views/filters/transaction_values 89dbda0e1b333f8f7a31c0496a392e9b5a2952300dfcbb3eb75143b3dc8c2519
-- filters.transaction_values: each line with the value it has in every dimension.
--
-- What an answer means, in one query: invariants and tests count this view. So it reads
-- lines and master data only, nothing that a fold writes.

create or replace view filters.transaction_values
with (security_invoker = true)
as
with basket as (
    select
        n.basket_id,
        count(*) as basket_size
    from filters.transactions as n
    group by n.basket_id
)

select
    t.id,
    t.basket_id,
    t.store_id,
    b.basket_size,
    t.price_minor,
    p.region_id,
    c.province_id,
    s.city_id,
    s.store_class_id,
    t.category_id,
    t.brand_id,
    r.short_name as region,
    p.psgc_code as province,
    c.psgc_code as city,
    k.code as store_class,
    g.category_key as category,
    d.brand_key as brand
from filters.transactions as t
left join basket as b on t.basket_id = b.basket_id
inner join filters.stores as s on t.store_id = s.id
left join master.cities as c on s.city_id = c.id
left join master.provinces as p on c.province_id = p.id
left join master.regions as r on p.region_id = r.id
left join master.store_classes as k on s.store_class_id = k.id
left join master.categories as g on t.category_id = g.id
left join master.brands as d on t.brand_id = d.id;

grant select on filters.transaction_values to service_role, app_reader;

comment on view filters.transaction_values is
    'Transaction lines with their value in every dimension: what filter answers count.';

-- @ triggers/core/audit_entries ad7e649904b795a935f19d18c09aa41d2b66d43dcd2c75ff0f30681fd02d8c17
-- Triggers on core.audit_entries, in firing order.

-- What was written stays, the owner's own mistakes included.
create or replace trigger t20_refuse_change
    before update or delete on core.audit_entries
    for each row
    execute function core.tg__refuse_change();

create or replace trigger t20_refuse_truncate
    before truncate on core.audit_entries
    for each statement
    execute function core.tg__refuse_change();

-- @ triggers/core/audit_entries_default 6dd8f23ddb1c6329e4f7261e63be50ad46657b87f029eb140f280fcd5dcebb8b
-- Triggers on core.audit_entries_default, in firing order.

-- Row triggers come with core.audit_entries; one on TRUNCATE does not.
create or replace trigger t20_refuse_truncate
    before truncate on core.audit_entries_default
    for each statement
    execute function core.tg__refuse_change();

-- @ triggers/core/audit_seals 3bdf188e6bcbe943867e4521e78fef56027764bd8575c762c88b8a0d7597890a
-- Triggers on core.audit_seals, in firing order.

-- What was written stays, the owner's own mistakes included.
create or replace trigger t20_refuse_change
    before update or delete on core.audit_seals
    for each row
    execute function core.tg__refuse_change();

create or replace trigger t20_refuse_truncate
    before truncate on core.audit_seals
    for each statement
    execute function core.tg__refuse_change();

-- @ triggers/core/caches 01fc2f9246f487ddcb30b91c359b669a9c4fe48efa7b15693b684c974b25d107
-- Triggers on core.caches, in firing order.

-- Lookups are counted in rows that stand ready.
create or replace trigger t90_make_figures
    after insert on core.caches
    for each row
    execute function core.tg_caches__make_figures();

-- @ triggers/core/job_schedules ad716153baaa6b87b44b56806b282d2b8f0d69537cbb582b0c7d271e13c8866d
-- Triggers on core.job_schedules, in firing order.

-- A worker computes the next tick anew when the rule for it changes.
create or replace trigger t10_forget_tick
    before update of cron, timezone, is_enabled on core.job_schedules
    for each row
    when (
        (old.cron, old.timezone, old.is_enabled)
        is distinct from (new.cron, new.timezone, new.is_enabled)
    )
    execute function core.tg_job_schedules__forget_tick();

-- @ triggers/core/settings 8ada81461ae8bc8831e04f294fb6bd375579c7e1d615d014217a8d3887e2c1dd
-- Rendered from triggers/core/settings.sql.j2; edit that file, not this one.
-- Triggers on core.settings, in firing order.

create or replace function core.tg_settings__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.settings',
            n.name::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.settings',
            coalesce(o.name::text, n.name::text),
            case
                when n.name is null then 'delete'
                when o.name is null then 'insert'
                else 'update'
            end,
            case
                when n.name is null then to_jsonb(o)
                when o.name is not null then to_jsonb(o) - array[
                    'name',
                    case when o.default_value is not distinct from n.default_value then 'default_value' end,
                    case when o.value is not distinct from n.value then 'value' end,
                    case when o.description is not distinct from n.description then 'description' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.name = n.name
        where o is distinct from n;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.settings',
            o.name::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.settings',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function core.tg_settings__audit() is
    'Writes one audit entry for each changed row of core.settings.';

create or replace trigger t80_audit_insert
    after insert on core.settings
    referencing new table as new_rows
    for each statement
    execute function core.tg_settings__audit();
create or replace trigger t80_audit_update
    after update on core.settings
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function core.tg_settings__audit();
create or replace trigger t80_audit_delete
    after delete on core.settings
    referencing old table as old_rows
    for each statement
    execute function core.tg_settings__audit();
create or replace trigger t80_audit_truncate
    after truncate on core.settings
    for each statement
    execute function core.tg_settings__audit();

-- @ triggers/core/validation_rules 9db7918d075edf09b035bc15a8922127494289db3375aaacf0ab1d4e4f86844f
-- Triggers on core.validation_rules, in firing order.

-- A rule that could not be compiled, or would be a danger to run, is not kept.
create or replace trigger t20_check_rule
    before insert or update of entity, field, kind, argument on core.validation_rules
    for each row
    execute function core.tg_validation_rules__check_rule();

-- The compiled functions say what the rules say.
create or replace trigger t90_compile
    after insert or update or delete on core.validation_rules
    for each statement
    execute function core.tg_validation_rules__compile();

-- @ triggers/core/webhook_secrets 473b85866c2ea8441a51ed2cfd3a94ab8429e56abb2c3b92e84a29269007a479
-- Triggers of core.webhook_secrets.

create or replace trigger t20_forget
    after delete on core.webhook_secrets
    for each row
    execute function core.tg_webhook_secrets__forget();

-- @ triggers/filters/baskets 4b5fe38af2f63eef3b0d414d1087ea041afddda1738706c40f9bc6704d26b313
-- Triggers on filters.baskets, in firing order.

-- A basket is a bit of its store's bitmaps, and what changed in it may wait to be
-- folded: without its row, or in another store, nobody could tell which bit that was.
create or replace trigger t20_refuse_change
    before delete or update of store_id on filters.baskets
    for each row
    execute function core.tg__refuse_change();

-- @ triggers/filters/dimension_versions e924e53174c7b7b8e3b4bf8a952e87b6609feeabbfa9c64d25cea9de1dfc8143
-- Rendered from triggers/filters/dimension_versions.sql.j2; edit that file, not this one.
-- Triggers on filters.dimension_versions, in firing order.

create or replace function filters.tg_dimension_versions__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            jsonb_build_array(n.dimension::text, n.number::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            case when o.dimension is null then jsonb_build_array(n.dimension::text, n.number::text)::text else jsonb_build_array(o.dimension::text, o.number::text)::text end,
            case
                when n.dimension is null then 'delete'
                when o.dimension is null then 'insert'
                else 'update'
            end,
            case
                when n.dimension is null then to_jsonb(o)
                when o.dimension is not null then to_jsonb(o) - array[
                    'dimension',
                    'number',
                    case when o.config is not distinct from n.config then 'config' end,
                    case when o.reason is not distinct from n.reason then 'reason' end,
                    case when o.made_by is not distinct from n.made_by then 'made_by' end,
                    case when o.made_at is not distinct from n.made_at then 'made_at' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.dimension = n.dimension and o.number = n.number
        where o is distinct from n;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            jsonb_build_array(o.dimension::text, o.number::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function filters.tg_dimension_versions__audit() is
    'Writes one audit entry for each changed row of filters.dimension_versions.';

create or replace trigger t80_audit_insert
    after insert on filters.dimension_versions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimension_versions__audit();
create or replace trigger t80_audit_update
    after update on filters.dimension_versions
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function filters.tg_dimension_versions__audit();
create or replace trigger t80_audit_delete
    after delete on filters.dimension_versions
    referencing old table as old_rows
    for each statement
    execute function filters.tg_dimension_versions__audit();
create or replace trigger t80_audit_truncate
    after truncate on filters.dimension_versions
    for each statement
    execute function filters.tg_dimension_versions__audit();

-- @ triggers/filters/dimensions 67e90d7b7fbe7ee789e789c4e7ab629973a44e42d8f7a6696f45b1331d22833d
-- Rendered from triggers/filters/dimensions.sql.j2; edit that file, not this one.
-- Triggers on filters.dimensions, in firing order. The parts of a fill are no change of
-- the registry: an update of them alone is no entry.

-- A dimension has its state from the first moment.
create or replace trigger t70_add_state
    after insert on filters.dimensions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimensions__add_state();

-- Answers change with the registry.
create or replace trigger t75_raise_version
    after update on filters.dimensions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimensions__raise_version();

create or replace function filters.tg_dimensions__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
            n.name::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
            coalesce(o.name::text, n.name::text),
            case
                when n.name is null then 'delete'
                when o.name is null then 'insert'
                else 'update'
            end,
            case
                when n.name is null then to_jsonb(o)
                when o.name is not null then to_jsonb(o) - array[
                    'name',
                    case when o.label is not distinct from n.label then 'label' end,
                    case when o.parent is not distinct from n.parent then 'parent' end,
                    case when o.position is not distinct from n.position then 'position' end,
                    case when o.source_table is not distinct from n.source_table then 'source_table' end,
                    case when o.column_name is not distinct from n.column_name then 'column_name' end,
                    case when o.json_path is not distinct from n.json_path then 'json_path' end,
                    case when o.counted_by is not distinct from n.counted_by then 'counted_by' end,
                    case when o.debounce_ms is not distinct from n.debounce_ms then 'debounce_ms' end,
                    case when o.roles is not distinct from n.roles then 'roles' end,
                    case when o.master_table is not distinct from n.master_table then 'master_table' end,
                    case when o.master_key is not distinct from n.master_key then 'master_key' end,
                    case when o.master_label is not distinct from n.master_label then 'master_label' end,
                    case when o.prune_after is not distinct from n.prune_after then 'prune_after' end,
                    case when o.protected is not distinct from n.protected then 'protected' end,
                    case when o.state is not distinct from n.state then 'state' end,
                    case when o.is_enabled is not distinct from n.is_enabled then 'is_enabled' end,
                    case when o.unfilled is not distinct from n.unfilled then 'unfilled' end,
                    case when o.fill_number is not distinct from n.fill_number then 'fill_number' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.name = n.name
        where to_jsonb(o) - array['unfilled']
            is distinct from to_jsonb(n) - array['unfilled'];
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
            o.name::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function filters.tg_dimensions__audit() is
    'Writes one audit entry for each changed row of filters.dimensions.';

create or replace trigger t80_audit_insert
    after insert on filters.dimensions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimensions__audit();
create or replace trigger t80_audit_update
    after update on filters.dimensions
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function filters.tg_dimensions__audit();
create or replace trigger t80_audit_delete
    after delete on filters.dimensions
    referencing old table as old_rows
    for each statement
    execute function filters.tg_dimensions__audit();
create or replace trigger t80_audit_truncate
    after truncate on filters.dimensions
    for each statement
    execute function filters.tg_dimensions__audit();

-- @ triggers/filters/stores 7a0ab0cd28545dbf038c57e6903e6ac3e6a51be34e91f38b5325bad2f8dd7cb4
-- Rendered from triggers/filters/stores.sql.j2; edit that file, not this one.
-- Triggers on filters.stores, in firing order.

-- A store has a place before anything is sold in it.
create or replace trigger t70_place
    after insert on filters.stores
    referencing new table as new_rows
    for each statement
    execute function filters.tg_stores__place();

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on filters.stores
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function filters.tg_stores__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.stores',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.stores',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.store_key is not distinct from n.store_key then 'store_key' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.city_id is not distinct from n.city_id then 'city_id' end,
                    case when o.store_class_id is not distinct from n.store_class_id then 'store_class_id' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where o is distinct from n;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.stores',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.stores',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function filters.tg_stores__audit() is
    'Writes one audit entry for each changed row of filters.stores.';

create or replace trigger t80_audit_insert
    after insert on filters.stores
    referencing new table as new_rows
    for each statement
    execute function filters.tg_stores__audit();
create or replace trigger t80_audit_update
    after update on filters.stores
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function filters.tg_stores__audit();
create or replace trigger t80_audit_delete
    after delete on filters.stores
    referencing old table as old_rows
    for each statement
    execute function filters.tg_stores__audit();
create or replace trigger t80_audit_truncate
    after truncate on filters.stores
    for each statement
    execute function filters.tg_stores__audit();

-- @ triggers/filters/transactions e21b4b9b05b09b2a69036903cb3e2ec72fe180c66f4da834b7236ba1ae3d10e9
-- Triggers on filters.transactions, in firing order.

-- Every answer of the filters counts each change in the transaction that makes it.
create or replace trigger t70_note_inserted
    after insert on filters.transactions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_transactions__note_inserted();

create or replace trigger t70_note_updated
    after update on filters.transactions
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function filters.tg_transactions__note_updated();

create or replace trigger t70_note_deleted
    after delete on filters.transactions
    referencing old table as old_rows
    for each statement
    execute function filters.tg_transactions__note_deleted();

create or replace trigger t70_note_truncated
    after truncate on filters.transactions
    for each statement
    execute function filters.tg_transactions__note_truncated();

-- @ triggers/master/brands 7a12816596968353edbfd184c599511a7d12773cba84b7fbc80489569932a9d6
-- Rendered from triggers/master/brands.sql.j2; edit that file, not this one.
-- Triggers on master.brands, in firing order.

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.brands
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_brands__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.brands',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.brands',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.brand_key is not distinct from n.brand_key then 'brand_key' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.is_tbwa is not distinct from n.is_tbwa then 'is_tbwa' end,
                    case when o.category_id is not distinct from n.category_id then 'category_id' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where o is distinct from n;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.brands',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.brands',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_brands__audit() is
    'Writes one audit entry for each changed row of master.brands.';

create or replace trigger t80_audit_insert
    after insert on master.brands
    referencing new table as new_rows
    for each statement
    execute function master.tg_brands__audit();
create or replace trigger t80_audit_update
    after update on master.brands
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_brands__audit();
create or replace trigger t80_audit_delete
    after delete on master.brands
    referencing old table as old_rows
    for each statement
    execute function master.tg_brands__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.brands
    for each statement
    execute function master.tg_brands__audit();

-- @ triggers/master/categories 093b2cb51c746447657c7806cd59c32701de3a4f3ab4471ce3a9a12ad1f7ac39
-- Rendered from triggers/master/categories.sql.j2; edit that file, not this one.
-- Triggers on master.categories, in firing order.

-- The categories are a tree: no node becomes its own ancestor.
create or replace trigger t20_refuse_cycle
    before update of parent_id on master.categories
    for each row
    when (new.parent_id is not null and new.parent_id is distinct from old.parent_id)
    execute function master.tg_categories__refuse_cycle();

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.categories
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_categories__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.categories',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.categories',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.category_key is not distinct from n.category_key then 'category_key' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.parent_id is not distinct from n.parent_id then 'parent_id' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where o is distinct from n;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.categories',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.categories',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_categories__audit() is
    'Writes one audit entry for each changed row of master.categories.';

create or replace trigger t80_audit_insert
    after insert on master.categories
    referencing new table as new_rows
    for each statement
    execute function master.tg_categories__audit();
create or replace trigger t80_audit_update
    after update on master.categories
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_categories__audit();
create or replace trigger t80_audit_delete
    after delete on master.categories
    referencing old table as old_rows
    for each statement
    execute function master.tg_categories__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.categories
    for each statement
    execute function master.tg_categories__audit();

-- @ triggers/master/cities ac84f11628c415fa80c3b3d3b340f5391d6a1cf2b80f0ba361cd66dd528b3446
-- Rendered from triggers/master/cities.sql.j2; edit that file, not this one.
-- Triggers on master.cities, in firing order.

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.cities
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_cities__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.cities',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.cities',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.psgc_code is not distinct from n.psgc_code then 'psgc_code' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.province_id is not distinct from n.province_id then 'province_id' end,
                    case when o.class is not distinct from n.class then 'class' end,
                    case when o.city_class is not distinct from n.city_class then 'city_class' end,
                    case when o.income_class is not distinct from n.income_class then 'income_class' end,
                    case when o.population is not distinct from n.population then 'population' end,
                    case when o.is_retired is not distinct from n.is_retired then 'is_retired' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where o is distinct from n;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.cities',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.cities',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_cities__audit() is
    'Writes one audit entry for each changed row of master.cities.';

create or replace trigger t80_audit_insert
    after insert on master.cities
    referencing new table as new_rows
    for each statement
    execute function master.tg_cities__audit();
create or replace trigger t80_audit_update
    after update on master.cities
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_cities__audit();
create or replace trigger t80_audit_delete
    after delete on master.cities
    referencing old table as old_rows
    for each statement
    execute function master.tg_cities__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.cities
    for each statement
    execute function master.tg_cities__audit();

-- @ triggers/master/provinces 03e54a3467ebfc12dbe48eda79980698c9744af8009e6ef9df4faa3df8cb0d9c
-- Rendered from triggers/master/provinces.sql.j2; edit that file, not this one.
-- Triggers on master.provinces, in firing order.

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.provinces
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_provinces__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.provinces',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.provinces',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.psgc_code is not distinct from n.psgc_code then 'psgc_code' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.region_id is not distinct from n.region_id then 'region_id' end,
                    case when o.class is not distinct from n.class then 'class' end,
                    case when o.is_pseudo is not distinct from n.is_pseudo then 'is_pseudo' end,
                    case when o.income_class is not distinct from n.income_class then 'income_class' end,
                    case when o.population is not distinct from n.population then 'population' end,
                    case when o.is_retired is not distinct from n.is_retired then 'is_retired' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where o is distinct from n;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.provinces',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.provinces',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_provinces__audit() is
    'Writes one audit entry for each changed row of master.provinces.';

create or replace trigger t80_audit_insert
    after insert on master.provinces
    referencing new table as new_rows
    for each statement
    execute function master.tg_provinces__audit();
create or replace trigger t80_audit_update
    after update on master.provinces
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_provinces__audit();
create or replace trigger t80_audit_delete
    after delete on master.provinces
    referencing old table as old_rows
    for each statement
    execute function master.tg_provinces__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.provinces
    for each statement
    execute function master.tg_provinces__audit();

-- @ triggers/master/regions 52b8e6af1d0a49d10dea02902f0e725227c798ce9ef90e697ff131dd0f238a2c
-- Rendered from triggers/master/regions.sql.j2; edit that file, not this one.
-- Triggers on master.regions, in firing order.

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.regions
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_regions__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.regions',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.regions',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.psgc_code is not distinct from n.psgc_code then 'psgc_code' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.short_name is not distinct from n.short_name then 'short_name' end,
                    case when o.island_group is not distinct from n.island_group then 'island_group' end,
                    case when o.population is not distinct from n.population then 'population' end,
                    case when o.is_retired is not distinct from n.is_retired then 'is_retired' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where o is distinct from n;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.regions',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.regions',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_regions__audit() is
    'Writes one audit entry for each changed row of master.regions.';

create or replace trigger t80_audit_insert
    after insert on master.regions
    referencing new table as new_rows
    for each statement
    execute function master.tg_regions__audit();
create or replace trigger t80_audit_update
    after update on master.regions
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_regions__audit();
create or replace trigger t80_audit_delete
    after delete on master.regions
    referencing old table as old_rows
    for each statement
    execute function master.tg_regions__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.regions
    for each statement
    execute function master.tg_regions__audit();

-- @ triggers/master/store_classes eeb43b7e7168139669f5586eded6757ebeedb803b13f1637b300ebd608bded43
-- Rendered from triggers/master/store_classes.sql.j2; edit that file, not this one.
-- Triggers on master.store_classes, in firing order.

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.store_classes
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_store_classes__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.store_classes',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.store_classes',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.code is not distinct from n.code then 'code' end,
                    case when o.name is not distinct from n.name then 'name' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where o is distinct from n;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.store_classes',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.store_classes',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_store_classes__audit() is
    'Writes one audit entry for each changed row of master.store_classes.';

create or replace trigger t80_audit_insert
    after insert on master.store_classes
    referencing new table as new_rows
    for each statement
    execute function master.tg_store_classes__audit();
create or replace trigger t80_audit_update
    after update on master.store_classes
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_store_classes__audit();
create or replace trigger t80_audit_delete
    after delete on master.store_classes
    referencing old table as old_rows
    for each statement
    execute function master.tg_store_classes__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.store_classes
    for each statement
    execute function master.tg_store_classes__audit();

-- @ triggers/reading/progress a1c149c69108076b7f987cac0b0051f0a78ad6e870df1069a1d3f6cc82d280f9
-- Rendered from triggers/reading/progress.sql.j2; edit that file, not this one.
-- Triggers on reading.progress, in firing order.

-- The reader's lock comes before that of any row.
create or replace trigger t05_lock_reader
    before insert or update or delete on reading.progress
    for each statement
    execute function reading.tg_progress__lock_reader();

-- A direct write takes the server's time; who sets a version, sets the time too.
create or replace trigger t10_stamp_insert
    before insert on reading.progress
    for each row
    when (new.version is null)
    execute function reading.tg_progress__stamp();
create or replace trigger t10_stamp_update
    before update on reading.progress
    for each row
    when (new.version is not distinct from old.version)
    execute function reading.tg_progress__stamp();

-- What is deleted is still told to the reader's other devices.
create or replace trigger t10_bury
    before delete on reading.progress
    for each row
    execute function reading.tg_progress__bury();

create or replace function reading.tg_progress__broadcast()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        if (
            select count(*) > 50
            from (select from new_rows as r limit 51) as c
        ) then
            perform core.emit_tick(b.topic, 'inserted', b.version, b.count)
            from (
                select
                    'reading:progress:' || r.user_id as topic,
                    max(reading._version_of(r.user_id, r.series_id, r.version)) as version,
                    count(*) as count
                from new_rows as r
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'reading:progress:' || r.user_id, 'inserted',
                jsonb_build_array(r.user_id::text, r.series_id::text)::text,
                reading._version_of(r.user_id, r.series_id, r.version),
                to_jsonb(r)
            )
            from new_rows as r
            order by reading._version_of(r.user_id, r.series_id, r.version);
        end if;
    elsif tg_op = 'UPDATE' then
        if (
            select count(*) > 50
            from (select from new_rows as r
                  left join old_rows as o on r.user_id = o.user_id and r.series_id = o.series_id
                  where o is distinct from r limit 51) as c
        ) then
            perform core.emit_tick(b.topic, 'updated', b.version, b.count)
            from (
                select
                    'reading:progress:' || r.user_id as topic,
                    max(reading._version_of(r.user_id, r.series_id, r.version)) as version,
                    count(*) as count
                from new_rows as r
                left join old_rows as o on r.user_id = o.user_id and r.series_id = o.series_id
                where o is distinct from r
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'reading:progress:' || r.user_id, 'updated',
                jsonb_build_array(r.user_id::text, r.series_id::text)::text,
                reading._version_of(r.user_id, r.series_id, r.version),
                to_jsonb(r) - array[
                    case when o.chapter is not distinct from r.chapter then 'chapter' end,
                    case when o.chapter_label is not distinct from r.chapter_label then 'chapter_label' end,
                    case when o.page is not distinct from r.page then 'page' end,
                    case when o.percent is not distinct from r.percent then 'percent' end,
                    case when o.device_id is not distinct from r.device_id then 'device_id' end,
                    case when o.rewinds is not distinct from r.rewinds then 'rewinds' end,
                    case when o.updated_at is not distinct from r.updated_at then 'updated_at' end,
                    case when o.version is not distinct from r.version then 'version' end
                ]
            )
            from new_rows as r
            left join old_rows as o on r.user_id = o.user_id and r.series_id = o.series_id
            where o is distinct from r
            order by reading._version_of(r.user_id, r.series_id, r.version);
        end if;
    else
        if (
            select count(*) > 50
            from (select from old_rows as r limit 51) as c
        ) then
            perform core.emit_tick(b.topic, 'deleted', b.version, b.count)
            from (
                select
                    'reading:progress:' || r.user_id as topic,
                    max(reading._version_of(r.user_id, r.series_id, r.version)) as version,
                    count(*) as count
                from old_rows as r
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'reading:progress:' || r.user_id, 'deleted',
                jsonb_build_array(r.user_id::text, r.series_id::text)::text,
                reading._version_of(r.user_id, r.series_id, r.version),
                jsonb_build_object('user_id', r.user_id, 'series_id', r.series_id)
            )
            from old_rows as r
            order by reading._version_of(r.user_id, r.series_id, r.version);
        end if;
    end if;
    return null;
end;
$$;
comment on function reading.tg_progress__broadcast() is
    'Tells subscribers of reading.progress what a statement changed.';

create or replace trigger t90_broadcast_insert
    after insert on reading.progress
    referencing new table as new_rows
    for each statement
    execute function reading.tg_progress__broadcast();
create or replace trigger t90_broadcast_update
    after update on reading.progress
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function reading.tg_progress__broadcast();
create or replace trigger t90_broadcast_delete
    after delete on reading.progress
    referencing old table as old_rows
    for each statement
    execute function reading.tg_progress__broadcast();

-- @ triggers/reading/series d4eafaff72efa4015b507574c8ad535a4ee024e0f6800066f7080a1819566bed
-- Rendered from triggers/reading/series.sql.j2; edit that file, not this one.
-- Triggers on reading.series, in firing order.

create or replace function reading.tg_series__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'reading.series',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'reading.series',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.series_key is not distinct from n.series_key then 'series_key' end,
                    case when o.title is not distinct from n.title then 'title' end,
                    case when o.type is not distinct from n.type then 'type' end,
                    case when o.status is not distinct from n.status then 'status' end,
                    case when o.volumes is not distinct from n.volumes then 'volumes' end,
                    case when o.chapters is not distinct from n.chapters then 'chapters' end,
                    case when o.authors is not distinct from n.authors then 'authors' end,
                    case when o.start_date is not distinct from n.start_date then 'start_date' end,
                    case when o.end_date is not distinct from n.end_date then 'end_date' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where o is distinct from n;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'reading.series',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'reading.series',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function reading.tg_series__audit() is
    'Writes one audit entry for each changed row of reading.series.';

create or replace trigger t80_audit_insert
    after insert on reading.series
    referencing new table as new_rows
    for each statement
    execute function reading.tg_series__audit();
create or replace trigger t80_audit_update
    after update on reading.series
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function reading.tg_series__audit();
create or replace trigger t80_audit_delete
    after delete on reading.series
    referencing old table as old_rows
    for each statement
    execute function reading.tg_series__audit();
create or replace trigger t80_audit_truncate
    after truncate on reading.series
    for each statement
    execute function reading.tg_series__audit();

-- @ triggers/reading/tombstones ccd9802c00f45c1a0de72393441add8433ed22ec504eb6748df0fc237a3058ba
-- Triggers on reading.tombstones, in firing order.

-- Whoever is older than what was forgotten starts anew.
create or replace trigger t90_forget
    after delete on reading.tombstones
    referencing old table as old_rows
    for each statement
    execute function reading.tg_tombstones__forget();

-- @ policies/core/access_log 5f7239a4a6f311295af1acf36fda7bcbb1ebc50edf852547d05eeee62c4ca770
-- Who may do what to core.access_log.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.access_log;
create policy select_operator_all
    on core.access_log
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.access_log is
    'An operator sees who read what; nobody changes it.';

-- @ policies/core/alerts ce116f595954c4aed9e7c339d5fcc65f83dba9ddd57501dc0e166e98db5b4456
-- Who may do what to core.alerts.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise only the watcher writes, through its functions.

drop policy if exists select_operators_all on core.alerts;
create policy select_operators_all
    on core.alerts
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.alerts is
    'Those who watch the installation may see what is and was wrong.';

-- @ policies/core/audit_entries 5d49eb82da2bc7d3ead7357a69a70e92a145b1bf4231849176b42f02edefdebc
-- Who may do what to core.audit_entries.
--
--   service_role      select all
--   anyone else       nothing: list_history and record_as_of decide who may ask

drop policy if exists select_service_all on core.audit_entries;
create policy select_service_all
    on core.audit_entries
    as permissive
    for select
    to service_role
    using (true);
comment on policy select_service_all on core.audit_entries is
    'An operator''s backend reads entries; triggers alone write them.';

-- @ policies/core/audit_seals 22ea670b1758b4faa99810ee2c2edb6b3e94f7dbd8f6a55b27c4b4d41deb09ff
-- Who may do what to core.audit_seals.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.audit_seals;
create policy select_operators_all
    on core.audit_seals
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.audit_seals is
    'A seal holds hashes only: who watches may read them and keep them elsewhere.';

-- @ policies/core/cache_changes f8f3fe458f5e5f60f06cc40f389cebb4af2f69f8fc8efaf9946757f5473d0b6d
-- Who may do what to core.cache_changes.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.cache_changes;
create policy select_operator_all
    on core.cache_changes
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.cache_changes is
    'An operator reads it; functions write it.';

-- @ policies/core/cache_entries 034946f618cd0707c0cf13095f3ab0d701c3ee8537bbcfdbaa84066a4656c040
-- Who may do what to core.cache_entries.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.cache_entries;
create policy select_operator_all
    on core.cache_entries
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.cache_entries is
    'An operator reads it; functions write it.';

-- @ policies/core/cache_figures 9e2c1a99f98915e7a172cec92d56188f18695788efa54547a95cac472e161f86
-- Who may do what to core.cache_figures.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.cache_figures;
create policy select_operator_all
    on core.cache_figures
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.cache_figures is
    'An operator reads it; functions write it.';

-- @ policies/core/caches b09bfad016a67c9d8fe81ffd057df13f22a7eb2c8fea3a98b6d234d06be6068f
-- Who may do what to core.caches.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operator_all on core.caches;
create policy select_operator_all
    on core.caches
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operator_all on core.caches is
    'An operator reads it; functions write it.';

-- @ policies/core/data_quality_findings a0c41571f28be0e067dc565a1fb5f0e49a11c1c3fd8db8945bccdf700fdcc58c
-- Who may do what to core.data_quality_findings.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operator_all on core.data_quality_findings;
create policy select_operator_all
    on core.data_quality_findings
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operator_all on core.data_quality_findings is
    'An operator reads it; functions write it.';

-- @ policies/core/data_quality_rules 52865576b23008776059d9a55999518b0596b9018148a5f317716d2aa3171aeb
-- Who may do what to core.data_quality_rules.
--
--   service_role, app_worker, app_reader   select all
--   service_role                           update is_enabled
--   anyone else                            nothing

drop policy if exists select_operator_all on core.data_quality_rules;
create policy select_operator_all
    on core.data_quality_rules
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operator_all on core.data_quality_rules is
    'An operator sees what is looked for.';

drop policy if exists update_service_all on core.data_quality_rules;
create policy update_service_all
    on core.data_quality_rules
    as permissive
    for update
    to service_role
    using (name is not null)
    with check (name is not null);
comment on policy update_service_all on core.data_quality_rules is
    'An operator''s backend switches rules; the grant covers that column only.';

-- @ policies/core/error_codes 48b392234b952c8f52c264437b84691a4cabe2b7bf89c20dd1d121976f79696f
-- Who may do what to core.error_codes.
--
--   anon, authenticated, service_role, app_worker, app_reader   select all
--   anyone else                                                 nothing

drop policy if exists select_everyone_all on core.error_codes;
create policy select_everyone_all
    on core.error_codes
    as permissive
    for select
    to anon, authenticated, service_role, app_worker, app_reader
    using (true);
comment on policy select_everyone_all on core.error_codes is
    'The catalogue is public: the error helper reads it as the caller.';

-- @ policies/core/event_consumers 22fec7e06b4223b4b6b3578543b04ac484b9adda4f80ea8c752abd922f7f8203
-- Who may do what to core.event_consumers.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.event_consumers;
create policy select_operators_all
    on core.event_consumers
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.event_consumers is
    'Those who watch the log see how far each reader is.';

-- @ policies/core/event_horizons 1b01758e13ca7e7ec77d246dce1ef1f0595e063ff6b08b7dc63bd4e0a469ec8f
-- Who may do what to core.event_horizons.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.event_horizons;
create policy select_operators_all
    on core.event_horizons
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.event_horizons is
    'Those who watch the log see what retention has dropped.';

-- @ policies/core/event_streams ae762ccb4be3a1358eb9f9a693d0215df3f29285250737bcc1de762e3c53d950
-- Who may do what to core.event_streams.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.event_streams;
create policy select_operators_all
    on core.event_streams
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.event_streams is
    'Those who watch the log see how far each stream is.';

-- @ policies/core/events 6430fbced0a113633e4519bcb1e333a0ceaaa712fd5e4d7972b91e4c2b35db1e
-- Who may do what to core.events.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.events;
create policy select_operators_all
    on core.events
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.events is
    'Those who run and watch the log read it whole; others ask changes_since.';

-- @ policies/core/finished_jobs 2b950e478d229cb1caf3aee82a0342e6a143980ff9574eb915710caf79a7defa
-- Who may do what to core.finished_jobs.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.finished_jobs;
create policy select_operators_all
    on core.finished_jobs
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.finished_jobs is
    'Those who run and watch jobs see how they ended.';

-- @ policies/core/health_checks e9cb4c5eb7cca09505606afbbd47ff99f24153249d43ae1ac45979a287e2e97e
-- Who may do what to core.health_checks.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise health() and metrics() answer callers.

drop policy if exists select_operators_all on core.health_checks;
create policy select_operators_all
    on core.health_checks
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.health_checks is
    'Those who watch the installation may read what it watches for.';

-- @ policies/core/health_samples f46774a428ebba3dfc26d7f9be132cb891bbaa79206b951afb350091760ca7d8
-- Who may do what to core.health_samples.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise only the watcher writes, through its functions.

drop policy if exists select_operators_all on core.health_samples;
create policy select_operators_all
    on core.health_samples
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.health_samples is
    'Those who watch the installation may read the last figures.';

-- @ policies/core/idempotency_keys 5676959b27d44a0e572e26b33c3ce94beeb5a11b89d4c4f8dc20f831bda4faf4
-- Who may do what to core.idempotency_keys.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.idempotency_keys;
create policy select_operator_all
    on core.idempotency_keys
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.idempotency_keys is
    'An operator reads it; functions write it.';

-- @ policies/core/invariants ae6511ec6143f7cffd14c6f6a8701c2c783ffa70f34c0eb674cad1224689b053
-- Who may do what to core.invariants.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.invariants;
create policy select_operators_all
    on core.invariants
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.invariants is
    'Those who watch the installation may read what it watches for.';

-- @ policies/core/job_kinds e8b8ef7ff7d5c51b94a0c5af185ee551c561b438ed1168c2b63a00813a700f0c
-- Who may do what to core.job_kinds.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.job_kinds;
create policy select_operators_all
    on core.job_kinds
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_kinds is
    'Those who run and watch jobs see what each kind allows.';

-- @ policies/core/job_providers 73bb99550164d92f3db5c1074eb5f82306f25d0f165cda4fe89481a47c013d93
-- Who may do what to core.job_providers.
--
--   service_role, app_worker, app_reader   select all
--   service_role                           update rate, burst and budget
--   anyone else                            nothing

drop policy if exists select_operators_all on core.job_providers;
create policy select_operators_all
    on core.job_providers
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_providers is
    'Those who run and watch jobs see what each service allows.';

drop policy if exists update_service_all on core.job_providers;
create policy update_service_all
    on core.job_providers
    as permissive
    for update
    to service_role
    using (name is not null)
    with check (name is not null);
comment on policy update_service_all on core.job_providers is
    'An operator''s backend tunes limits; the grant covers those columns only.';

-- @ policies/core/job_queues 7509a1300286f6e20907bda19f7cb08fcad4592dd4e3a8ea849e5eb59db2562b
-- Who may do what to core.job_queues.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.job_queues;
create policy select_operators_all
    on core.job_queues
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_queues is
    'Those who run and watch the queues see which of them rest.';

-- @ policies/core/job_schedules da64750e2b63e03c6e06ee61adac5de1413fd8e5b6efbdd4ad78115363c83d78
-- Who may do what to core.job_schedules.
--
--   service_role, app_worker, app_reader   select all
--   service_role                           update is_enabled
--   anyone else                            nothing

drop policy if exists select_operators_all on core.job_schedules;
create policy select_operators_all
    on core.job_schedules
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_schedules is
    'Those who run and watch jobs see what comes when.';

drop policy if exists update_service_all on core.job_schedules;
create policy update_service_all
    on core.job_schedules
    as permissive
    for update
    to service_role
    using (name is not null)
    with check (name is not null);
comment on policy update_service_all on core.job_schedules is
    'An operator''s backend switches schedules; the grant covers that column only.';

-- @ policies/core/job_sleepers 94713cf623bd160f74362ea9005794786dcbe63ed89a28833566e7ef7b7fa5a0
-- Who may do what to core.job_sleepers.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.job_sleepers;
create policy select_operators_all
    on core.job_sleepers
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.job_sleepers is
    'Those who watch the workers see which of them sleep.';

-- @ policies/core/jobs ee5bd92cf203098b264c37e98e56ddbfa01de211bb0bfad442c303a443abd439
-- Who may do what to core.jobs.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.jobs;
create policy select_operators_all
    on core.jobs
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.jobs is
    'Those who run and watch jobs see them; changes go through functions.';

-- @ policies/core/legal_holds 6b76627194c4d71ba25aaa18054c8f570b20b69344aa41381552b6dd86d4671a
-- Who may do what to core.legal_holds.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.legal_holds;
create policy select_operator_all
    on core.legal_holds
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.legal_holds is
    'An operator reads it; functions write it.';

-- @ policies/core/load_checkpoints 3f100901c5de579826d70007e9abbc638d2d3a9357d949db1d8d02e49a732cc7
-- Who may do what to core.load_checkpoints.
--
--   service_role, app_reader   select all
--   anyone else                nothing: a load runs as the role that owns the tables

drop policy if exists select_operators_all on core.load_checkpoints;
create policy select_operators_all
    on core.load_checkpoints
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.load_checkpoints is
    'Those who watch the installation may see which loads are unfinished.';

-- @ policies/core/metric_sources cf17ea7fa3a72ffaa70e9e5517b78c3f6d0e235e3e8a5ca34224c30f99e0b243
-- Who may do what to core.metric_sources.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing: metrics() answers callers

drop policy if exists select_operators_all on core.metric_sources;
create policy select_operators_all
    on core.metric_sources
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.metric_sources is
    'Those who watch the installation may read what it measures.';

-- @ policies/core/notifications 1ba53c136601c74d4b884bc2584595eb34812617ee32f3213104337bcfa579c2
-- Who may do what to core.notifications.
--
--   authenticated              select, update read_at of own rows
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_user_own on core.notifications;
create policy select_user_own
    on core.notifications
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_user_own on core.notifications is
    'A user sees what is addressed to her.';

drop policy if exists select_operator_all on core.notifications;
create policy select_operator_all
    on core.notifications
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.notifications is
    'An operator sees what was sent.';

drop policy if exists update_user_own on core.notifications;
create policy update_user_own
    on core.notifications
    as permissive
    for update
    to authenticated
    using (user_id = (select core.actor_id()))
    with check (user_id = (select core.actor_id()));
comment on policy update_user_own on core.notifications is
    'A user marks her own as read; the grant covers that column only.';

-- @ policies/core/operation_chunks 123637b01e0f9951163f45796b2faf5afe4d2ce4382b51d67c977e7dd7615a12
-- Who may do what to core.operation_chunks.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise only the runner writes, through its functions.

drop policy if exists select_operators_all on core.operation_chunks;
create policy select_operators_all
    on core.operation_chunks
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operation_chunks is
    'Those who run the installation may see what waits.';

-- @ policies/core/operation_errors 44d92b76953a36eb7b9a14ffa0ab16d859d0ed0d85411285134a9f1834d6d325
-- Who may do what to core.operation_errors.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise list_operation_errors shows a caller its own.

drop policy if exists select_operators_all on core.operation_errors;
create policy select_operators_all
    on core.operation_errors
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operation_errors is
    'Those who run the installation may see what was refused.';

-- @ policies/core/operation_kinds 9c8186d323ee40699d0378f9099c09430fa9c6b4293566019bec9074368e35bc
-- Who may do what to core.operation_kinds.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise start_operation reads it for callers.

drop policy if exists select_operators_all on core.operation_kinds;
create policy select_operators_all
    on core.operation_kinds
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operation_kinds is
    'Those who run the installation may see what bulk work there is.';

-- @ policies/core/operations bff475d7d1dbd02a170229c24ebda7efff8dcb613450e93cf483d3735a6be4e8
-- Who may do what to core.operations.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing
--
-- Otherwise get_operation shows a caller its own.

drop policy if exists select_operators_all on core.operations;
create policy select_operators_all
    on core.operations
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.operations is
    'Those who run the installation may see all bulk work.';

-- @ policies/core/partitioned_tables 9547a5bb93f6245f7d6d52d8184aa1a977536e81ab3aa734f44a5cb21d9e44d9
-- Who may do what to core.partitioned_tables.
--
--   service_role, app_worker, app_reader   select all
--   service_role                           update keep
--   anyone else                            nothing

drop policy if exists select_operators_all on core.partitioned_tables;
create policy select_operators_all
    on core.partitioned_tables
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.partitioned_tables is
    'Those who watch the installation may see what is cut by time.';

drop policy if exists update_service_all on core.partitioned_tables;
create policy update_service_all
    on core.partitioned_tables
    as permissive
    for update
    to service_role
    using (table_name is not null)
    with check (table_name is not null);
comment on policy update_service_all on core.partitioned_tables is
    'An operator''s backend decides how long to keep; no other column is granted.';

-- @ policies/core/pulses a2df61aa02e755a180584ca00e7a6ad6faddfee872d4907e2f983782cfe7bbe3
-- Who may do what to core.pulses.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_readers_all on core.pulses;
create policy select_readers_all
    on core.pulses
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_readers_all on core.pulses is
    'A worker reads which there are; nobody writes but a release.';

-- @ policies/core/rate_limits 69a30cc1f64d997eea9894fc771b78a78de6b2e8a3b8fdec15f9511a60eae80b
-- Who may do what to core.rate_limits.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.rate_limits;
create policy select_operator_all
    on core.rate_limits
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.rate_limits is
    'An operator sees who is limited; functions write it.';

-- @ policies/core/retention_policies a3ec5b0a97f8eac08e23f4a77cf93839cbff3f026c6a6305c5ae139e70baaddc
-- Who may do what to core.retention_policies.
--
--   service_role, app_reader   select all
--   service_role               update keep, is_enabled
--   anyone else                nothing

drop policy if exists select_operator_all on core.retention_policies;
create policy select_operator_all
    on core.retention_policies
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.retention_policies is
    'An operator sees what is forgotten when.';

drop policy if exists update_service_all on core.retention_policies;
create policy update_service_all
    on core.retention_policies
    as permissive
    for update
    to service_role
    using (table_name is not null)
    with check (table_name is not null);
comment on policy update_service_all on core.retention_policies is
    'An operator''s backend sets how long; the grant covers two columns only.';

-- @ policies/core/retention_runs bb7bfd4a83ab4cc4cb31deff46aee49f40743386a4ad4f70097ff27a382715b1
-- Who may do what to core.retention_runs.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.retention_runs;
create policy select_operator_all
    on core.retention_runs
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.retention_runs is
    'An operator reads it; functions write it.';

-- @ policies/core/revoked_tokens c423d987d1e0af926055ee84506add6eef2650ca9251ba3c94b77172fa67bf92
-- Who may do what to core.revoked_tokens.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.revoked_tokens;
create policy select_operator_all
    on core.revoked_tokens
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.revoked_tokens is
    'An operator sees what is revoked; functions write it.';

-- @ policies/core/revoked_users f7022701b5cf9817cb59c5e2f2dbde7b4b521f717a8fbcd2bc8c6ebe7b8d0c76
-- Who may do what to core.revoked_users.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.revoked_users;
create policy select_operator_all
    on core.revoked_users
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.revoked_users is
    'An operator sees who is revoked; functions write it.';

-- @ policies/core/settings 3a4eca030ca8a4fe9e0273695d0f12cb14dfc631daf9bb724d037d6dbaf5393c
-- Who may do what to core.settings.
--
--   anon, authenticated, service_role, app_worker, app_reader   select all
--   service_role                                                update value
--   anyone else                                                 nothing

drop policy if exists select_everyone_all on core.settings;
create policy select_everyone_all
    on core.settings
    as permissive
    for select
    to anon, authenticated, service_role, app_worker, app_reader
    using (true);
comment on policy select_everyone_all on core.settings is
    'Settings hold no secret: whoever may call us may read them.';

drop policy if exists update_service_all on core.settings;
create policy update_service_all
    on core.settings
    as permissive
    for update
    to service_role
    using (name is not null)
    with check (name is not null);
comment on policy update_service_all on core.settings is
    'An operator''s backend sets values; the grant covers that column only.';

-- @ policies/core/topic_rules 24a96e7c9ffc7f0a079305d93d4d3766d3e07f36ee51e24a719d2fd7b8dbbd1d
-- Who may do what to core.topic_rules.
--
--   anon, authenticated, service_role, app_worker, app_reader   select all
--   anyone else                                                 nothing

drop policy if exists select_everyone_all on core.topic_rules;
create policy select_everyone_all
    on core.topic_rules
    as permissive
    for select
    to anon, authenticated, service_role, app_worker, app_reader
    using (true);
comment on policy select_everyone_all on core.topic_rules is
    'Rules are no secret: can_read_topic reads them as the caller.';

-- @ policies/core/validation_rules 3e8539079e10c694301c81614df97eab0a4e3adf392dd6d22ca9449899c9f7d3
-- Who may do what to core.validation_rules.
--
--   service_role, app_worker, app_reader   select all
--   service_role                           update is_enabled, severity
--   anyone else                            nothing

drop policy if exists select_operator_all on core.validation_rules;
create policy select_operator_all
    on core.validation_rules
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operator_all on core.validation_rules is
    'An operator reads the rules; releases write them.';

drop policy if exists update_service_all on core.validation_rules;
create policy update_service_all
    on core.validation_rules
    as permissive
    for update
    to service_role
    using (name is not null)
    with check (name is not null);
comment on policy update_service_all on core.validation_rules is
    'An operator''s backend switches rules; the grant covers two columns only.';

-- @ policies/core/view_refreshes 2adea3dec3fbd01899d2205d442c0c861affb2cb86e5ebecc45c72ab0820cd58
-- Who may do what to core.view_refreshes.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing: core.refresh_view writes

drop policy if exists select_operators_all on core.view_refreshes;
create policy select_operators_all
    on core.view_refreshes
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.view_refreshes is
    'Those who watch the installation may see how old a view is.';

-- @ policies/core/webhook_attempts b8e1ecafc14575ebe4d3aee1286f3a94e4178609332d638838a86d6685ea9eed
-- Who may do what to core.webhook_attempts.
--
--   authenticated              select those of deliveries that they see
--   service_role, app_reader   select all (app_reader: no responses)
--   anyone else                nothing; the sender works through the functions

drop policy if exists select_owner_own on core.webhook_attempts;
create policy select_owner_own
    on core.webhook_attempts
    as permissive
    for select
    to authenticated
    using (exists (
        select from core.webhook_deliveries as d
        where d.id = delivery_id
    ));
comment on policy select_owner_own on core.webhook_attempts is
    'A user sees the attempts of the deliveries that they see.';

drop policy if exists select_operators_all on core.webhook_attempts;
create policy select_operators_all
    on core.webhook_attempts
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_attempts is
    'Those who watch the installation see all of them.';

-- @ policies/core/webhook_circuits a7cba85aaaf5b03ac23f75f87c54f834db4ecb1bc26c310a20f252f874db173a
-- Who may do what to core.webhook_circuits.
--
--   authenticated              select those of their own endpoints
--   service_role, app_reader   select all
--   anyone else                nothing; the sender works through the functions

drop policy if exists select_owner_own on core.webhook_circuits;
create policy select_owner_own
    on core.webhook_circuits
    as permissive
    for select
    to authenticated
    using (endpoint_id in (select id from core.webhook_endpoints));
comment on policy select_owner_own on core.webhook_circuits is
    'A user sees the state of the endpoints that they see.';

drop policy if exists select_operators_all on core.webhook_circuits;
create policy select_operators_all
    on core.webhook_circuits
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_circuits is
    'Those who watch the installation see all of them.';

-- @ policies/core/webhook_deliveries 40c00ae31e648236a6ec5bb90acfa716b41a5b9d507cec4f3b7ae10d11443d81
-- Who may do what to core.webhook_deliveries.
--
--   authenticated              select those of their own endpoints
--   service_role, app_reader   select all (app_reader: no bodies)
--   anyone else                nothing; the sender works through the functions

drop policy if exists select_owner_own on core.webhook_deliveries;
create policy select_owner_own
    on core.webhook_deliveries
    as permissive
    for select
    to authenticated
    using (endpoint_id in (select id from core.webhook_endpoints));
comment on policy select_owner_own on core.webhook_deliveries is
    'A user sees the deliveries of the endpoints that they see.';

drop policy if exists select_operators_all on core.webhook_deliveries;
create policy select_operators_all
    on core.webhook_deliveries
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_deliveries is
    'Those who watch the installation see all of them.';

-- @ policies/core/webhook_endpoints a7323bd2f4c3fa4768f15594983aa1a3a6bc044f49371d4f10f256d80c9a237e
-- Who may do what to core.webhook_endpoints.
--
--   authenticated              select their own
--   service_role, app_reader   select all
--   anyone else                nothing; writes go through the functions

drop policy if exists select_owner_own on core.webhook_endpoints;
create policy select_owner_own
    on core.webhook_endpoints
    as permissive
    for select
    to authenticated
    using (owner_id = (select core.actor_id()));
comment on policy select_owner_own on core.webhook_endpoints is
    'A user sees the endpoints that they registered.';

drop policy if exists select_operators_all on core.webhook_endpoints;
create policy select_operators_all
    on core.webhook_endpoints
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_endpoints is
    'Those who watch the installation see every endpoint.';

-- @ policies/core/webhook_receipts cdab7f70f9136ea5faa7b1aefe46521bf9c626fbec04d3b49bcac782522cb968
-- Who may do what to core.webhook_receipts.
--
--   service_role, app_worker   select all: handlers read what came
--   app_reader                 select all, without headers and bodies
--   anyone else                nothing; core.receive_webhook writes

drop policy if exists select_operators_all on core.webhook_receipts;
create policy select_operators_all
    on core.webhook_receipts
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_receipts is
    'Handlers read messages; what monitoring may read, the grant says.';

-- @ policies/core/webhook_sources a37e03cdb4bf9ac6ed56790e41f2d490037c399ef66f36f158f58a863eca5eff
-- Who may do what to core.webhook_sources.
--
--   service_role, app_reader   select all
--   anyone else                nothing; core.register_webhook_source writes

drop policy if exists select_operators_all on core.webhook_sources;
create policy select_operators_all
    on core.webhook_sources
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on core.webhook_sources is
    'Operators see who may send to us.';

-- @ policies/filters/basket_sizes 21a1980b45ef45598cb27005568d75b4d4a5ea3fc3ab4c5456dac266d2dfc2c1
-- Who may do what to filters.basket_sizes.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.basket_sizes;
create policy select_readers_all
    on filters.basket_sizes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.basket_sizes is
    'Counts only: the filter functions read them as the caller.';

-- @ policies/filters/baskets 8f2b8fc064b9ef42e3bd97e7598d0b291f227590b053c5dacbce3718b33bf058
-- Who may do what to filters.baskets.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.baskets;
create policy select_operators_all
    on filters.baskets
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.baskets is
    'Lines themselves are for operators; callers get counts.';

-- @ policies/filters/cells 7403dee7a33329c297fcafd7de2b1b556d7575f01fc37632663771e52619afbb
-- Who may do what to filters.cells.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.cells;
create policy select_readers_all
    on filters.cells
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.cells is
    'Counts only: the filter functions read them as the caller.';

-- @ policies/filters/dimension_states 718a18a2bcf78d7fbc8f2ad9e548832f629dd3bd053291ae566c047c5bdb3681
-- Who may do what to filters.dimension_states.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.dimension_states;
create policy select_readers_all
    on filters.dimension_states
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.dimension_states is
    'Versions only: what a poll compares.';

-- @ policies/filters/dimension_values 557bf780b14cda714b22b762b0f3ad68873e6a299d0511b8558a53369eb78285
-- Who may do what to filters.dimension_values.
--
--   authenticated              select those of the dimensions that it may read
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_authenticated_open on filters.dimension_values;
create policy select_authenticated_open
    on filters.dimension_values
    as permissive
    for select
    to authenticated
    using (dimension in (select d.name from filters.dimensions as d));
comment on policy select_authenticated_open on filters.dimension_values is
    'Values follow their dimension: its own policy says which there are.';

drop policy if exists select_readers_all on filters.dimension_values;
create policy select_readers_all
    on filters.dimension_values
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.dimension_values is
    'The backend and monitoring see every value.';

-- @ policies/filters/dimension_versions 51387663a6d31a589abf57c88ba6d5f93c54c13c05ddb43034d8dc89ee4f57b2
-- Who may do what to filters.dimension_versions.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.dimension_versions;
create policy select_operators_all
    on filters.dimension_versions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.dimension_versions is
    'What was configured, and by whom, is for operators.';

-- @ policies/filters/dimensions 8bc119724484d84e0cc1c866039741ae68fbda983288c5c8baf976f473fd1a00
-- Who may do what to filters.dimensions.
--
--   authenticated              select those that are open to one of its app roles
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_authenticated_open on filters.dimensions;
create policy select_authenticated_open
    on filters.dimensions
    as permissive
    for select
    to authenticated
    using (roles is null or filters.may_read_dimension(roles));
comment on policy select_authenticated_open on filters.dimensions is
    'Whoever is signed in may filter, by what is not kept for an app role.';

drop policy if exists select_readers_all on filters.dimensions;
create policy select_readers_all
    on filters.dimensions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.dimensions is
    'The backend and monitoring see every dimension.';

-- @ policies/filters/line_changes 8cfd8826fa3ca07264e398eb5f362d5db750b309a49a3dfc7266f31a93c3631d
-- Who may do what to filters.line_changes.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.line_changes;
create policy select_readers_all
    on filters.line_changes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.line_changes is
    'What was sold where, not by whom: the filter functions read it as the caller.';

-- @ policies/filters/loads 2025a77b547728de40198ab2609ebcd828f20fed1005eecd6f70d67c6be82d4f
-- Who may do what to filters.loads.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.loads;
create policy select_operators_all
    on filters.loads
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.loads is
    'Lines themselves are for operators; callers get counts.';

-- @ policies/filters/orphans a5d46eba76a0f49e90420facae7291ead6c7e4d2404a45759dd9aa23d798995f
-- Who may do what to filters.orphans.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.orphans;
create policy select_operators_all
    on filters.orphans
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.orphans is
    'Master rows without a line are for operators.';

-- @ policies/filters/places 0b885528f5f0d8d62cf18976fa5d488b9e191e49558b9b37cd61d98a0004abe2
-- Who may do what to filters.places.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.places;
create policy select_readers_all
    on filters.places
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.places is
    'Counts only: the filter functions read them as the caller.';

-- @ policies/filters/sources 2f527b20bf3170508c0c09c2b125da6dc8e4dd1eaf209f47d2299872bf4de28b
-- Who may do what to filters.sources.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.sources;
create policy select_operators_all
    on filters.sources
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.sources is
    'Which tables are counted is for operators.';

-- @ policies/filters/stores 06e0debb029a7b8539540419113d8e293ab04e688121f91c8582126048f9b078
-- Who may do what to filters.stores.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.stores;
create policy select_operators_all
    on filters.stores
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.stores is
    'Lines themselves are for operators; callers get counts.';

-- @ policies/filters/transactions 28f88a780458add4b416707a9a55d417e9f521a99b91f7e5eab889d743506f65
-- Who may do what to filters.transactions.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.transactions;
create policy select_operators_all
    on filters.transactions
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.transactions is
    'Lines themselves are for operators; callers get counts.';

-- @ policies/filters/value_changes 113274e3b996e5a0b52c40b4ebca8ee56fbca8ae750401f24edc0718092f4082
-- Who may do what to filters.value_changes.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_readers_all on filters.value_changes;
create policy select_readers_all
    on filters.value_changes
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.value_changes is
    'Monitoring sees what waits to be told.';

-- @ policies/filters/value_counts 525f5c1acb105c74a3d76f673139b82b553094091ced32ecef65d13929c6f82f
-- Who may do what to filters.value_counts.
--
--   service_role, app_reader   select all
--   authenticated              select those of the dimensions that they may read
--   anyone else                nothing

drop policy if exists select_operators_all on filters.value_counts;
create policy select_operators_all
    on filters.value_counts
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.value_counts is
    'Operators see every count.';

drop policy if exists select_readers_own on filters.value_counts;
create policy select_readers_own
    on filters.value_counts
    as permissive
    for select
    to authenticated
    using (dimension in (select d.name from filters.dimensions as d));
comment on policy select_readers_own on filters.value_counts is
    'Counts follow their dimension: its own policy says which there are.';

-- @ policies/filters/value_deltas eacc33b64740aa958eb1e105c4245390b54304db40b19f343adf9330c2c31dcd
-- Who may do what to filters.value_deltas.
--
--   service_role, app_reader   select all
--   authenticated              select those of the dimensions that they may read
--   anyone else                nothing

drop policy if exists select_operators_all on filters.value_deltas;
create policy select_operators_all
    on filters.value_deltas
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.value_deltas is
    'Operators see every count.';

drop policy if exists select_readers_own on filters.value_deltas;
create policy select_readers_own
    on filters.value_deltas
    as permissive
    for select
    to authenticated
    using (dimension in (select d.name from filters.dimensions as d));
comment on policy select_readers_own on filters.value_deltas is
    'Counts follow their dimension: its own policy says which there are.';

-- @ policies/master/brands 108527d322f48290bfba876bfe3bf67350bb7d4f41d20643ec66befadc958ef2
-- Who may do what to master.brands.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.brands;
create policy select_readers_all
    on master.brands
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.brands is
    'Master data is no secret among those who are signed in.';

-- @ policies/master/categories 8b686aa1f7308ff9a1425e0186c0fa5352e541d2954102e4383789a527a9a8a1
-- Who may do what to master.categories.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.categories;
create policy select_readers_all
    on master.categories
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.categories is
    'Master data is no secret among those who are signed in.';

-- @ policies/master/cities 0f0d769f99ddf0efb3292bc0b503c332b2505c54cad06721e6eaaa6c16012b23
-- Who may do what to master.cities.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.cities;
create policy select_readers_all
    on master.cities
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.cities is
    'Master data is no secret among those who are signed in.';

-- @ policies/master/provinces 1ed531bc781d912cd549d4cbcc1f03850877b7d2e13d84b8cfd7390ac1bf6734
-- Who may do what to master.provinces.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.provinces;
create policy select_readers_all
    on master.provinces
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.provinces is
    'Master data is no secret among those who are signed in.';

-- @ policies/master/regions 8e3b2eb7f69167cc6235507070729448d35f3a2571e1fb12bc185d81aecc97f5
-- Who may do what to master.regions.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.regions;
create policy select_readers_all
    on master.regions
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.regions is
    'Master data is no secret among those who are signed in.';

-- @ policies/master/store_classes a135b26acc2a4af4ec8d6019c893899b873e570fbfcfba3848eb9bc0889a2b84
-- Who may do what to master.store_classes.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on master.store_classes;
create policy select_readers_all
    on master.store_classes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on master.store_classes is
    'Master data is no secret among those who are signed in.';

-- @ policies/reading/conflicts 35273a53c744442dfea7279cdbfd2a5a21bbb94d9c7d3686da850196ee7c5607
-- Who may do what to reading.conflicts.
--
--   authenticated              select own rows
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_reader_own on reading.conflicts;
create policy select_reader_own
    on reading.conflicts
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_reader_own on reading.conflicts is
    'A reader sees what her devices disagreed about.';

drop policy if exists select_operator_all on reading.conflicts;
create policy select_operator_all
    on reading.conflicts
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on reading.conflicts is
    'An operator sees how edits were merged.';

-- @ policies/reading/progress d83aff0a9dcad9af3d7c6eef5cab728669c4b52145df39a0909d2539f6186867
-- Who may do what to reading.progress.
--
--   authenticated   select, insert, update, delete own rows
--   service_role    select, insert, update, delete all, even where it bypasses nothing
--   app_reader      select all
--   anyone else     nothing

drop policy if exists select_reader_own on reading.progress;
create policy select_reader_own
    on reading.progress
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_reader_own on reading.progress is
    'A reader sees where she is.';

drop policy if exists insert_reader_own on reading.progress;
create policy insert_reader_own
    on reading.progress
    as permissive
    for insert
    to authenticated
    with check (user_id = (select core.actor_id()));
comment on policy insert_reader_own on reading.progress is
    'A reader begins a series for herself only.';

drop policy if exists update_reader_own on reading.progress;
create policy update_reader_own
    on reading.progress
    as permissive
    for update
    to authenticated
    using (user_id = (select core.actor_id()))
    with check (user_id = (select core.actor_id()));
comment on policy update_reader_own on reading.progress is
    'A reader moves on; grants leave time and version to the server.';

drop policy if exists delete_reader_own on reading.progress;
create policy delete_reader_own
    on reading.progress
    as permissive
    for delete
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy delete_reader_own on reading.progress is
    'A reader forgets a series.';

drop policy if exists select_operator_all on reading.progress;
create policy select_operator_all
    on reading.progress
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on reading.progress is
    'An operator sees all progress.';

drop policy if exists insert_operator_all on reading.progress;
create policy insert_operator_all
    on reading.progress
    as permissive
    for insert
    to service_role
    with check (true);
comment on policy insert_operator_all on reading.progress is
    'A server of ours may write for a reader.';

drop policy if exists update_operator_all on reading.progress;
create policy update_operator_all
    on reading.progress
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_operator_all on reading.progress is
    'A server of ours may correct a reader.';

drop policy if exists delete_operator_all on reading.progress;
create policy delete_operator_all
    on reading.progress
    as permissive
    for delete
    to service_role
    using (true);
comment on policy delete_operator_all on reading.progress is
    'A server of ours may forget a reader.';

-- @ policies/reading/progress_policies 3986b3455992e95dadf97233d1132d0447e5aca404a2b7049d2999ca192c510b
-- Who may do what to reading.progress_policies.
--
--   authenticated              select, insert, update own rows
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_reader_own on reading.progress_policies;
create policy select_reader_own
    on reading.progress_policies
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_reader_own on reading.progress_policies is
    'A reader sees what she chose.';

drop policy if exists insert_reader_own on reading.progress_policies;
create policy insert_reader_own
    on reading.progress_policies
    as permissive
    for insert
    to authenticated
    with check (user_id = (select core.actor_id()));
comment on policy insert_reader_own on reading.progress_policies is
    'A reader chooses for herself.';

drop policy if exists update_reader_own on reading.progress_policies;
create policy update_reader_own
    on reading.progress_policies
    as permissive
    for update
    to authenticated
    using (user_id = (select core.actor_id()))
    with check (user_id = (select core.actor_id()));
comment on policy update_reader_own on reading.progress_policies is
    'A reader changes her choice; the grant covers the policy only.';

drop policy if exists select_operator_all on reading.progress_policies;
create policy select_operator_all
    on reading.progress_policies
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on reading.progress_policies is
    'An operator sees which policies are chosen.';

-- @ policies/reading/readers 3e30015936b8f318647ae723c016abb185fb8f1d4bedd27b4572eba9cfdfc162
-- Who may do what to reading.readers.
--
--   authenticated              select own row
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_reader_own on reading.readers;
create policy select_reader_own
    on reading.readers
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_reader_own on reading.readers is
    'A reader sees her own version.';

drop policy if exists select_operator_all on reading.readers;
create policy select_operator_all
    on reading.readers
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on reading.readers is
    'An operator sees how far readers have come.';

-- @ policies/reading/series 1cfdd1d5d7a6c0799b51b50936e5cdbb1127e698e36633be4ea25061c5c9cef6
-- Who may do what to reading.series.
--
--   authenticated, app_reader   select all
--   service_role                select, insert, update all
--   anyone else                 nothing

drop policy if exists select_readers_all on reading.series;
create policy select_readers_all
    on reading.series
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on reading.series is
    'The catalogue is open to whoever is signed in.';

drop policy if exists insert_operator_all on reading.series;
create policy insert_operator_all
    on reading.series
    as permissive
    for insert
    to service_role
    with check (true);
comment on policy insert_operator_all on reading.series is
    'A server of ours adds to the catalogue.';

drop policy if exists update_operator_all on reading.series;
create policy update_operator_all
    on reading.series
    as permissive
    for update
    to service_role
    using (true)
    with check (true);
comment on policy update_operator_all on reading.series is
    'A server of ours corrects the catalogue.';

-- @ policies/reading/stamps da2c3a2300acec31858bd89ae493217adee3d4a144aa6fa317eda3636c1ee0d0
-- Who may do what to reading.stamps.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on reading.stamps;
create policy select_operator_all
    on reading.stamps
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on reading.stamps is
    'An operator sees whose clocks are ahead.';

-- @ policies/reading/tombstones fb335dbe0f1c092841b3b00678485da66d100d864068a35b5783d8e21a90a903
-- Who may do what to reading.tombstones.
--
--   authenticated              select own rows
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_reader_own on reading.tombstones;
create policy select_reader_own
    on reading.tombstones
    as permissive
    for select
    to authenticated
    using (user_id = (select core.actor_id()));
comment on policy select_reader_own on reading.tombstones is
    'A reader sees what she deleted.';

drop policy if exists select_operator_all on reading.tombstones;
create policy select_operator_all
    on reading.tombstones
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on reading.tombstones is
    'An operator sees what was deleted.';

-- @ policies/realtime/messages 15534f7709e29dd1817a15bb312d623fdc10e0024f3c064ef8bc1f05ad2c7e99
-- Who may do what to realtime.messages.
--
--   anon, authenticated   select broadcasts of topics that core.can_read_topic opens,
--                         unless the token was revoked
--   anyone else           nothing; nobody sends: the database broadcasts
--
-- Supabase's table: Realtime selects a probe as the subscriber's role with the setting
-- realtime.topic, and whoever gets it may join the private channel.

drop policy if exists select_subscriber_topic on realtime.messages;
create policy select_subscriber_topic
    on realtime.messages
    as permissive
    for select
    to anon, authenticated
    using (
        extension = 'broadcast'
        and (select core.holds_live_token())
        and (select core.can_read_topic((select realtime.topic())))
    );
comment on policy select_subscriber_topic on realtime.messages is
    'Private channels open to whom core.topic_rules lets read the topic.';

-- @ seeds/core/error_codes dda83b969ca073a38b13bc2df8276a369203b999bbe1e9814f475bbb213e36cd
-- Seeds of core.error_codes: the catalogue, one line per key.

insert into core.error_codes (key, sqlstate, hint)
values
-- Shared.
(
    'core.invalid_argument', 'PT422',
    'Send the argument in the form that the detail names.'
),
(
    'core.invalid_cursor', 'PT422',
    'Send `next` of the previous page unchanged, or null.'
),
('core.invalid_page_size', 'PT422', 'Send a page_size from 1 to 500.'),
(
    'core.not_permitted', 'PT403',
    'Ask an administrator for the app role that the detail names.'
),
(
    'filters.unknown_dimension', 'PT422',
    'Send one of the dimensions that the detail lists.'
),
('filters.unknown_measure', 'PT422', 'Send price or basket_size.'),
(
    'filters.invalid_within', 'PT422',
    'Send {"<dimension>": ["<value>", …]}, see list_dimensions.'
),
('filters.invalid_search', 'PT422', 'Send at most 200 characters to search for.'),
('filters.invalid_rows', 'PT422', 'Mend the row that the detail names; none is in.'),
('filters.too_many_rows', 'PT422', 'Send at most 10,000 rows at a time.'),
(
    'filters.basket_elsewhere', 'PT409',
    'A basket is in one store: send its own store, or another basket.'
),
(
    'filters.invalid_dimension', 'PT422',
    'Correct what the detail names, see register_dimension.'
),
(
    'filters.invalid_source', 'PT422',
    'Name an ordinary or partitioned table of yours, as <schema>.<table>, quoted.'
),
(
    'filters.source_busy', 'PT409',
    'Try again when long transactions on the table have ended.'
),
('filters.truncate_refused', 'PT409', 'Truncate in a READ COMMITTED transaction.'),
('filters.unknown_version', 'PT404', 'Send a number of filters.dimension_versions.'),
('filters.not_prunable', 'PT409', 'Register a master table and prune_after first.'),
('master.category_cycle', 'PT422', 'Choose a parent that is not below the category.'),
(
    'master.invalid_release', 'PT422',
    'Send {regions, provinces, cities}, as the seed command does.'
),
-- Reading.
(
    'reading.invalid_edits', 'PT422',
    'Correct the item that the detail names; nothing of the batch was kept.'
),
('reading.too_many_edits', 'PT422', 'Send at most 1,000 edits a call.'),
(
    'reading.unknown_policy', 'PT422',
    'Send lww, furthest or furthest_unless_same_device.'
),
('reading.unknown_series', 'PT404', 'Send the id of a series of the catalogue.'),
-- Audit.
('core.append_only', 'PT409', 'Write a new row; retention drops old partitions.'),
('core.entry_not_found', 'PT404', 'Take the id from list_history.'),
('core.entry_not_sealed', 'PT409', 'Ask again when the next seal is made.'),
(
    'core.history_unavailable', 'PT410',
    'Ask for a later time, or restore a backup of that time.'
),
('core.not_revertible', 'PT422', 'Write the wanted values yourself.'),
('core.row_moved_on', 'PT409', 'Read the history, then revert the newest entry first.'),
('core.table_not_audited', 'PT404', 'Send schema.table of an audited table.'),
-- Events and jobs.
(
    'core.consumer_behind', 'PT410',
    'Rebuild what it feeds, then core.reset_consumer; a longer keep prevents it.'
),
('core.cursor_expired', 'PT410', 'Read everything anew, then start without `after`.'),
('core.job_not_dead', 'PT409', 'Only dead jobs are redriven: core.why_job tells more.'),
('core.lease_lost', 'PT409', 'Drop the work: another worker has the job, or it ended.'),
('core.topic_not_readable', 'PT403', 'Ask for topics that the caller may read.'),
('core.unknown_consumer', 'PT404', 'Register it with core.add_consumer.'),
(
    'core.unknown_job',
    'PT404',
    'Send the id of a job that is kept: see rowhouse jobs list.'
),
('core.unknown_job_kind', 'PT422', 'Seed the kind in core.job_kinds.'),
('core.unknown_provider', 'PT404', 'Seed the provider in core.job_providers.'),
('core.unknown_queue', 'PT422', 'Seed the queue in core.job_queues.'),
('core.unknown_schedule', 'PT404', 'Seed the schedule in core.job_schedules.'),
('core.version_conflict', 'PT409', 'Read the stream again and decide anew.'),
-- Webhooks.
(
    'core.invalid_webhook_url', 'PT422',
    'Send an http or https URL with a public host, an allowed port and no credentials.'
),
('core.too_many_webhooks', 'PT409', 'Delete a webhook that you no longer need.'),
('core.webhook_not_found', 'PT404', 'Send the id of one of list_webhooks().'),
(
    'core.webhook_delivery_not_found', 'PT404',
    'Send an id of list_webhook_deliveries().'
),
('core.webhook_disabled', 'PT409', 'Enable it first: update_webhook(id, enabled).'),
('core.too_much_to_replay', 'PT422', 'Send a later moment as since.'),
(
    'core.webhook_refused', 'PT401',
    'Sign the raw body with the secret of the source, and send the present time.'
),
('core.webhook_too_large', 'PT413', 'Send a smaller message.'),
-- Limits, tokens, caches, records, retention.
('core.rate_limited', 'PT429', 'Wait for as long as Retry-After says.'),
('core.token_revoked', 'PT401', 'Sign in again.'),
('core.post_only', 'PT405', 'Send it as a POST.'),
(
    'core.idempotency_key_reused', 'PT422',
    'Send a new key with a new request, or the same request with this key.'
),
(
    'core.idempotency_key_in_use', 'PT409',
    'Wait for the answer to the first call with this key.'
),
('core.invalid_record', 'PT422', 'Correct the fields that the detail lists.'),
('core.unknown_entity', 'PT422', 'Name an entity that has validation rules.'),
('core.invalid_rule', 'PT422', 'Write the rule in the form that the detail names.'),
('core.unknown_cache', 'PT422', 'Name a cache that core.caches lists.'),
(
    'core.unknown_table', 'PT422',
    'Name a table that has a row in core.retention_policies.'
),
-- Health and operations.
(
    'core.unknown_view', 'PT404',
    'Name a materialized view that core.view_refreshes lists.'
),
(
    'core.unknown_operation_kind', 'PT422',
    'Name a kind that core.operation_kinds lists.'
),
('core.operation_not_found', 'PT404', 'Send the id that the bulk call answered.'),
('core.operation_finished', 'PT409', 'Read the result with get_operation.'),
(
    'core.too_many_operations', 'PT429',
    'Wait until an operation has finished or a minute has passed, then call again.'
)
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (error_codes.sqlstate, error_codes.hint)
    is distinct from (excluded.sqlstate, excluded.hint);

-- @ seeds/core/event_horizons aa1e898a2bb40f31ec95ad35162670783e8401c04974aa575721efca15510115
-- Seeds of core.event_horizons: its one row; a release never moves it.

insert into core.event_horizons (log)
values ('events')
on conflict (log) do nothing;

-- @ seeds/core/event_consumers 9be2117749b89c1e392059275236aae30f4361a2121caf965a804d90563079c6
-- Seeds of core.event_consumers: webhooks read the log from this release on.
--
-- depends: seeds/core/event_horizons

select core.add_consumer(
    p_name => 'core.webhooks', p_sql_function => 'core.fan_out_webhooks'
);

-- @ seeds/core/health_checks 65724769fb73418c8dbbf7846e525337880e8e3f15aa865be85c4fdd3a36f58d
-- Seeds of core.health_checks: what Postgres and the modules say of themselves.

insert into core.health_checks (name, module, query, warn, fail, unit, detail)
values
-- Shared.
(
    'core.cache_hit', 'core',
    $$
    select
        case
            when sum(d.blks_hit + d.blks_read) > 100000
            then round(sum(d.blks_hit)::numeric / sum(d.blks_hit + d.blks_read), 4)
        end,
        null
    from pg_catalog.pg_stat_database as d
    where d.datname = current_database()
    $$,
    0.9, 0.5, 'ratio',
    'Share of blocks found in shared buffers; add memory, or look for big scans.'
),
(
    'core.connections_used', 'core',
    $$
    select
        round(
            count(*) filter (where a.backend_type = 'client backend')::numeric
            / (
                current_setting('max_connections')::numeric
                - current_setting('superuser_reserved_connections')::numeric
            ),
            4
        ),
        format(
            '%s of %s connections, %s idle in a transaction.',
            count(*) filter (where a.backend_type = 'client backend'),
            current_setting('max_connections'),
            count(*) filter (where a.state like 'idle in transaction%')
        )
    from pg_catalog.pg_stat_activity as a
    $$,
    0.8, 0.95, 'ratio',
    'Share of connections in use; put a pooler before the database, or end what idles.'
),
(
    'core.lock_wait', 'core',
    $$
    select
        coalesce(
            round(
                max(extract(epoch from clock_timestamp() - l.waitstart))::numeric, 1
            ),
            0
        ),
        (
            array_agg(
                format(
                    'Process %s (%s) waits for %s of %s behind %s.',
                    l.pid,
                    coalesce(nullif(a.application_name, ''), 'no name'),
                    l.mode,
                    coalesce(l.relation::regclass::text, l.locktype),
                    array_to_string(pg_blocking_pids(l.pid), ', ')
                )
                order by l.waitstart
            )
        )[1]
    from pg_catalog.pg_locks as l
    left join pg_catalog.pg_stat_activity as a on l.pid = a.pid
    where not l.granted and l.waitstart is not null
    $$,
    5, 60, 'seconds',
    'The longest wait for a lock; pg_terminate_backend ends who blocks.'
),
(
    'core.oldest_transaction', 'core',
    $$
    select
        coalesce(
            round(
                max(extract(epoch from clock_timestamp() - a.xact_start))::numeric, 1
            ),
            0
        ),
        (
            array_agg(
                format(
                    'Process %s (%s, %s) is %s.',
                    a.pid,
                    a.usename,
                    coalesce(nullif(a.application_name, ''), 'no name'),
                    a.state
                )
                order by a.xact_start
            )
        )[1]
    from pg_catalog.pg_stat_activity as a
    where
        a.backend_type = 'client backend'
        and a.xact_start is not null
        and a.pid <> pg_backend_pid()
    $$,
    300, 3600, 'seconds',
    'Age of the oldest transaction: it holds back events, sealing and vacuum.'
),
(
    'core.oldest_xmin', 'core',
    $$
    select
        coalesce(max(h.age), 0),
        (array_agg(h.holder order by h.age desc))[1]
    from (
        select
            age(coalesce(a.backend_xmin, a.backend_xid)),
            format(
                'Held by process %s (%s, %s).',
                a.pid,
                coalesce(a.usename::text, a.backend_type),
                coalesce(nullif(a.application_name, ''), 'no name')
            )
        from pg_catalog.pg_stat_activity as a
        where
            coalesce(a.backend_xmin, a.backend_xid) is not null
            and a.pid <> pg_backend_pid()

        union all

        select
            greatest(age(s.xmin), age(s.catalog_xmin)),
            format('Held by replication slot %s.', s.slot_name)
        from pg_catalog.pg_replication_slots as s
        where coalesce(s.xmin, s.catalog_xmin) is not null

        union all

        select
            age(p.transaction),
            format('Held by prepared transaction %s of %s.', p.gid, p.owner)
        from pg_catalog.pg_prepared_xacts as p
    ) as h (age, holder)
    $$,
    1000000, 50000000, 'transactions',
    'Age of the oldest snapshot: vacuum keeps what is younger; end its holder.'
),
(
    'core.xid_age', 'core',
    $$
    select
        round(max(age(d.datfrozenxid))::numeric / 2147483647, 4),
        (
            array_agg(
                format('Oldest in %s.', d.datname)
                order by age(d.datfrozenxid) desc
            )
        )[1]
    from pg_catalog.pg_database as d
    $$,
    0.4, 0.8, 'ratio',
    'Share of transaction ids used since the last freeze; run vacuum freeze.'
),
(
    'core.invalid_indexes', 'core',
    $$
    select
        count(*),
        string_agg(
            i.indexrelid::regclass::text, ', '
            order by i.indexrelid::regclass::text
        )
    from pg_catalog.pg_index as i
    where
        not i.indisvalid
        and not exists (
            select
            from pg_catalog.pg_stat_progress_create_index as p
            where p.index_relid = i.indexrelid
        )
    $$,
    1, null, 'indexes',
    'Indexes whose concurrent build failed: drop each and build it again.'
),
(
    'core.sequences_used', 'core',
    $$
    with used as (
        select
            s.seqrelid,
            pg_catalog.pg_sequence_last_value(s.seqrelid)::numeric as last_value,
            least(
                s.seqmax,
                case a.atttypid
                    when 'int2'::regtype then 32767
                    when 'int4'::regtype then 2147483647
                    else 9223372036854775807
                end
            )::numeric as highest
        from pg_catalog.pg_sequence as s
        left join pg_catalog.pg_depend as d
            on s.seqrelid = d.objid
            and d.classid = 'pg_class'::regclass
            and d.refclassid = 'pg_class'::regclass
            and d.deptype in ('a', 'i')
        left join pg_catalog.pg_attribute as a
            on d.refobjid = a.attrelid and d.refobjsubid = a.attnum
        where
            s.seqincrement > 0
            and not s.seqcycle
            and has_sequence_privilege(s.seqrelid, 'select')
    )
    select
        round(max(u.last_value / u.highest), 6),
        (
            array_agg(
                format('Most used: %s.', u.seqrelid::regclass)
                order by u.last_value / u.highest desc nulls last
            )
        )[1]
    from used as u
    $$,
    0.5, 0.8, 'ratio',
    'Share of the fullest sequence; widen its column to bigint in good time.'
),
(
    'core.partition_runway', 'core',
    $$
    with parents as (
        select c.oid
        from pg_catalog.pg_class as c
        inner join pg_catalog.pg_partitioned_table as t on c.oid = t.partrelid
        inner join pg_catalog.pg_attribute as a
            on c.oid = a.attrelid and t.partattrs[0] = a.attnum
        where
            t.partstrat = 'r'
            and a.atttypid in ('timestamptz'::regtype, 'date'::regtype)
    ),

    runways as (
        select
            p.oid,
            coalesce(
                extract(epoch from max(
                    (
                        regexp_match(
                            pg_get_expr(c.relpartbound, c.oid), 'TO \(''([^'']+)''\)'
                        )
                    )[1]::timestamptz
                ) - core.now()),
                0
            ) as seconds
        from parents as p
        left join pg_catalog.pg_inherits as i on p.oid = i.inhparent
        left join pg_catalog.pg_class as c on i.inhrelid = c.oid
        group by p.oid
    )

    select
        round(min(r.seconds)::numeric),
        (
            array_agg(
                format('Shortest: %s.', r.oid::regclass)
                order by r.seconds
            )
        )[1]
    from runways as r
    $$,
    172800, 43200, 'seconds',
    'Time until a table has no partition; let core.maintain_partitions run.'
),
(
    'core.matview_age', 'core',
    $$
    select
        round(
            max(
                extract(epoch from core.now() - r.refreshed_at)
                / extract(epoch from r.refresh_every)
            )::numeric,
            3
        ),
        (
            array_agg(
                format('Oldest: %s, refreshed %s.', r.view_name, r.refreshed_at)
                order by
                    extract(epoch from core.now() - r.refreshed_at)
                    / extract(epoch from r.refresh_every) desc
            )
        )[1]
    from core.view_refreshes as r
    where r.refreshed_at is not null
    $$,
    2, 10, 'intervals',
    'Age of the most overdue materialized view, in its own refresh intervals.'
),
(
    'core.wal_retained', 'core',
    $$
    select
        coalesce(
            max(
                pg_wal_lsn_diff(
                    case
                        when pg_is_in_recovery() then pg_last_wal_replay_lsn()
                        else pg_current_wal_lsn()
                    end,
                    s.restart_lsn
                )
            ),
            0
        ),
        (array_agg(format('Most: slot %s.', s.slot_name) order by s.restart_lsn))[1]
    from pg_catalog.pg_replication_slots as s
    where s.restart_lsn is not null
    $$,
    1073741824, 10737418240, 'bytes',
    'Log kept for a replication slot that does not move on; drop a slot nobody reads.'
),
(
    'core.database_size', 'core',
    $$ select pg_database_size(current_database()), null $$,
    null, null, 'bytes',
    'Size of the database on disk.'
),
(
    'core.operation_stall', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - o.progressed_at))::numeric), 0
        ),
        (
            array_agg(
                format('Operation %s, %s.', o.id, o.kind)
                order by o.progressed_at
            )
        )[1]
    from core.operations as o
    where o.finished_at is null
    $$,
    300, 3600, 'seconds',
    'Longest time without progress of bulk work; see that a worker runs.'
),
(
    'core.watcher_silence', 'core',
    $$
    select
        round(extract(epoch from core.now() - max(s.sampled_at))::numeric),
        null
    from core.health_samples as s
    $$,
    300, 3600, 'seconds',
    'Time since the watcher last looked: without it no alert is raised.'
),
-- Events and jobs.
(
    'core.queue_age', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - f.run_at))::numeric, 1), 0
        ),
        (
            array_agg(
                format('Job %s, %s, in queue %s.', f.id, f.kind, f.queue)
                order by f.run_at
            )
        )[1]
    from core.job_queues as q
    cross join lateral (
        select j.id, j.kind, j.queue, j.run_at
        from core.jobs as j
        where
            j.queue = q.name
            and j.status = 'ready'
            and (j.leased_by is null or j.lease_expires_at < core.now())
        order by j.priority desc, j.id
        limit 100
    ) as f
    where coalesce(q.paused_until_at <= core.now(), true) and f.run_at <= core.now()
    $$,
    60, 600, 'seconds',
    'How long the next jobs have waited for a worker; start `rowhouse work`.'
),
(
    'core.dead_jobs', 'core',
    $$
    select
        coalesce(sum(d.n), 0),
        string_agg(format('%s of %s', d.n, d.kind), ', ' order by d.n desc)
    from (
        select j.kind, count(*)
        from core.jobs as j
        where j.status = 'dead'
        group by j.kind
    ) as d (kind, n)
    $$,
    1, null, 'jobs',
    'Jobs that gave up; see why with `rowhouse jobs list`, then redrive or cancel them.'
),
(
    'core.consumer_lag', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - u.at))::numeric, 1), 0
        ),
        (array_agg(format('Consumer %s.', c.name) order by u.at))[1]
    from core.event_consumers as c
    cross join lateral (
        select e.at
        from core.events as e
        where
            e.xid >= c.xid
            and (e.xid, e.id) > (c.xid, c.id)
            and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by e.xid, e.id
        limit 1
    ) as u
    $$,
    60, 3600, 'seconds',
    'Age of the oldest event that a consumer has not read; see that a worker runs.'
),
(
    'core.paused_queues', 'core',
    $$
    select
        count(*),
        string_agg(
            format('%s until %s', q.name, q.paused_until_at), ', ' order by q.name
        )
    from core.job_queues as q
    where q.paused_until_at > core.now()
    $$,
    1, null, 'queues',
    'Queues that rest by order; resume with `rowhouse jobs resume`.'
),
-- Realtime. Where nobody subscribes there may be no partition: that alone is no
-- failure, what is lost by it is.
(
    'core.realtime_runway', 'core',
    $$
    with days as (
        select
            m.bounds[1]::timestamp as from_at,
            m.bounds[2]::timestamp as until_at
        from pg_catalog.pg_inherits as i
        inner join pg_catalog.pg_class as c on i.inhrelid = c.oid
        cross join lateral regexp_match(
            pg_get_expr(c.relpartbound, c.oid),
            $re$FROM \('([^']+)'\) TO \('([^']+)'\)$re$
        ) as m (bounds)
        where i.inhparent = 'realtime.messages'::regclass
    ),

    today as (
        select (now() at time zone 'UTC') as at
    )

    select
        coalesce(
            round(
                extract(
                    epoch from (
                        select max(d.until_at)
                        from days as d
                        where exists (
                            select from days as c
                            where c.from_at <= t.at and c.until_at > t.at
                        )
                    ) - t.at
                )
            ),
            0
        ),
        null
    from today as t
    $$,
    21600, -1, 'seconds',
    'Time until realtime.messages has no partition; Realtime, or the relay, makes them.'
),
(
    'core.broadcasts_lost', 'core',
    $$
    select
        count(*),
        (
            array_agg(
                format('The latest: event %s on %s.', l.id, l.topic)
                order by l.id desc
            )
        )[1]
    from core.list_lost_broadcasts() as l
    $$,
    1, 100, 'events',
    'Events of the last hour that Realtime never got; core.realtime_runway may say why.'
),
-- Webhooks.
(
    'core.webhooks_due', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - f.next_attempt_at))::numeric, 1), 0
        ),
        (array_agg(format('Endpoint %s.', e.id) order by f.next_attempt_at))[1]
    from core.webhook_endpoints as e
    inner join core.webhook_circuits as c on e.id = c.endpoint_id
    cross join lateral (
        select d.next_attempt_at
        from core.webhook_deliveries as d
        where d.endpoint_id = e.id and d.status = 'pending'
        order by d.next_attempt_at
        limit 1
    ) as f
    where
        e.status = 'active'
        and c.state = 'closed'
        and coalesce(c.resume_at <= core.now(), true)
        and f.next_attempt_at <= core.now()
    $$,
    60, 3600, 'seconds',
    'How long a delivery has been due at a working endpoint; start `rowhouse work`.'
),
(
    'core.webhook_circuits_open', 'core',
    $$
    select
        count(*),
        (
            array_agg(
                format('Endpoint %s until %s.', c.endpoint_id, c.resume_at)
                order by c.failing_since_at
            )
        )[1]
    from core.webhook_circuits as c
    inner join core.webhook_endpoints as e on c.endpoint_id = e.id
    where e.status = 'active' and c.state <> 'closed'
    $$,
    1, null, 'endpoints',
    'Endpoints that do not answer; list_webhook_deliveries shows what they said.'
),
-- Upkeep.
(
    'core.upkeep_failed', 'core',
    $$
    select count(*), string_agg(f.what, ' ' order by f.what)
    from (
        select format('Retention of %s: %s.', p.table_name, r.detail)
        from core.retention_policies as p
        cross join lateral (
            select n.outcome, n.detail
            from core.retention_runs as n
            where n.table_name = p.table_name and not n.is_dry_run
            order by n.id desc
            limit 1
        ) as r
        where p.is_enabled and r.outcome = 'failed'
        union all
        select format('Rule %s: %s.', q.name, q.last_failure)
        from core.data_quality_rules as q
        where q.is_enabled and q.last_failure is not null
    ) as f (what)
    $$,
    1, null, 'tasks',
    'Upkeep that failed when it last ran; mend what it says, it is tried again.'
)
on conflict (name) do update
set
    query = excluded.query,
    warn = excluded.warn,
    fail = excluded.fail,
    unit = excluded.unit,
    detail = excluded.detail
where
    (
        health_checks.query, health_checks.warn, health_checks.fail,
        health_checks.unit, health_checks.detail
    )
    is distinct from (
        excluded.query, excluded.warn, excluded.fail, excluded.unit, excluded.detail
    );

-- @ seeds/core/invariants f2f345bebdb5db2299808ce5d14b5cdc5962c1109e7f23f0e74e146e8109ce7d
-- Seeds of core.invariants: what only a bug can break.

insert into core.invariants (name, module, query, repair, severity)
values
-- Audit.
(
    'core.audit_seals_hold', 'core',
    'select v.seal_id, v.month_on, v.entries, v.state
    from core.verify_audit() as v
    where v.state not in (''ok'', ''dropped'')',
    'Somebody changed the audit trail: compare with a backup of the seal''s time.',
    'error'
),
(
    'core.audit_default_empty', 'core',
    'select b.partition, s.n_live_tup
    from core._partition_bounds(''core.audit_entries'') as b
    inner join pg_catalog.pg_stat_user_tables as s on b.partition = s.relid
    where b.from_at is null and s.n_live_tup > 0',
    'Partitions were late: `select * from core.maintain_partitions()`.',
    'warning'
),
(
    'core.audited_triggers_enabled', 'core',
    'select t.tgrelid::regclass::text as table_name, t.tgname
    from pg_catalog.pg_trigger as t
    where
        t.tgname in (
            ''t80_audit_insert'', ''t80_audit_update'',
            ''t80_audit_delete'', ''t80_audit_truncate''
        )
        and t.tgenabled in (''D'', ''R'')',
    '`alter table <table_name> enable trigger <tgname>`; its writes left no entry.',
    'error'
),
-- Events and jobs.
(
    'core.job_ends_once',
    'core',
    'select id from core.finished_jobs group by id having count(*) > 1 '
    'union all '
    'select f.id from core.finished_jobs as f '
    'inner join core.jobs as j on f.id = j.id',
    'Look at both rows of the id; delete the one in core.jobs if its work is done.',
    'error'
),
(
    'core.job_states_agree',
    'core',
    'select id, status from core.jobs '
    'where status not in (''ready'', ''waiting'', ''dead'') '
    'or (status = ''waiting'') <> (wait_reason is not null) '
    'or (status = ''dead'') <> (died_at is not null) '
    'or (leased_by is null) <> (lease_expires_at is null) '
    'or leased_by is not null and status <> ''ready'' '
    'or attempts > max_attempts',
    'Cancel the job with core.cancel_job(id) and enqueue it again.',
    'error'
),
(
    'core.job_kind_known',
    'core',
    'select distinct j.kind from core.jobs as j '
    'left join core.job_kinds as k on j.kind = k.kind where k.kind is null',
    'Seed the kind again, or cancel its jobs with core.cancel_job(id).',
    'error'
),
(
    'core.job_functions_exist',
    'core',
    'select kind, sql_function from core.job_kinds '
    'where sql_function is not null '
    'and to_regprocedure(sql_function || ''(core.jobs)'') is null '
    'union all '
    'select name, sql_function from core.event_consumers '
    'where sql_function is not null '
    'and to_regprocedure(sql_function || ''(text, integer)'') is null',
    'Bring back the function, or name the right one in the seed.',
    'error'
),
(
    'core.job_key_within_limit',
    'core',
    'select j.concurrency_key, count(*) as running, max(k.concurrency) as allowed '
    'from core.jobs as j inner join core.job_kinds as k on j.kind = k.kind '
    'where j.concurrency_key is not null and j.status = ''ready'' '
    'and j.leased_by is not null '
    'group by j.concurrency_key having count(*) > max(k.concurrency)',
    'Cancel the newer jobs of the key with core.cancel_job(id).',
    'error'
),
(
    'core.stream_versions_unbroken',
    'core',
    'select e.stream from core.events as e where e.stream is not null '
    'group by e.stream '
    'having count(*) <> count(distinct e.version) '
    'or max(e.version) - min(e.version) + 1 <> count(*) '
    'union all '
    'select s.stream from core.event_streams as s '
    'where s.version < (select max(e.version) from core.events as e '
    'where e.stream = s.stream)',
    'Compare the stream with core.event_streams; replay what was lost from a backup.',
    'error'
),
(
    'core.stream_read_in_order',
    'core',
    'select e.stream, e.version from (select stream, version, '
    'lag(version) over (partition by stream order by xid, id) as before '
    'from core.events where stream is not null) as e where e.before > e.version',
    'Readers of this stream must sort by version; report how it came to be.',
    'error'
),
(
    'core.consumers_within_log',
    'core',
    'select c.name, c.moved_at '
    'from core.event_consumers as c, core.event_horizons as h '
    'where (c.xid, c.id) < (h.xid, h.id)',
    'Rebuild what the consumer feeds, then select core.reset_consumer(name).',
    'warning'
),
(
    'core.partitions_ahead',
    'core',
    'select ''core.events'' as table_name, count(*) from core.events_default '
    'having count(*) > 0 union all '
    'select ''core.finished_jobs'', count(*) from core.finished_jobs_default '
    'having count(*) > 0',
    'Run select * from core.maintain_partitions(), and see why its schedule did not.',
    'warning'
),
(
    'core.broadcasts_have_messages',
    'core',
    'select l.id, l.type, l.topic, l.at from core.list_lost_broadcasts() as l',
    'Clients repair with changes_since; see core.realtime_runway for the cause.',
    'error'
),
-- Webhooks.
(
    'core.webhook_endpoints_complete',
    'core',
    'select e.id from core.webhook_endpoints as e
        where not exists (
            select from core.webhook_circuits as c where c.endpoint_id = e.id
        )',
    'insert into core.webhook_circuits (endpoint_id) values (<id>).',
    'error'
),
(
    'core.webhook_deliveries_proven',
    'core',
    'select d.id from core.webhook_deliveries as d
        where d.status = ''delivered'' and not exists (
            select from core.webhook_attempts as a
            where a.delivery_id = d.id and a.outcome = ''delivered''
        )',
    'A delivery is marked delivered without an attempt that was: replay it.',
    'error'
),
(
    'core.webhook_attempts_numbered',
    'core',
    'select d.id, d.lease from core.webhook_deliveries as d
        where d.lease <> (
            select count(*) from core.webhook_attempts as a where a.delivery_id = d.id
        )',
    'An attempt is missing: the delivery was claimed outside core.claim_webhooks.',
    'error'
),
(
    'core.webhook_leases_rescued',
    'core',
    'select d.id, d.leased_until_at from core.webhook_deliveries as d
        inner join core.webhook_endpoints as e on d.endpoint_id = e.id
        where
            e.status = ''active'' and d.leased_until_at < core.now() - interval ''1 day''',
    'No sender claims: start `rowhouse work`.',
    'warning'
),
-- Limits, tokens, caches, records, retention.
(
    'core.rate_limits_can_be_read', 'core',
    'select s.name, s.value from core.settings as s '
    'where s.name ~ ''^core.rate_limits.(anon|authenticated|service_role)$'' '
    'and s.value is not null and not core._is_rate_limit(s.value) '
    'union all select s.name || ''.'' || l.key, l.value from core.settings as s '
    'cross join jsonb_each(coalesce(s.value, s.default_value)) as l (key, value) '
    'where s.name in (''core.rate_limits.suppliers'', ''core.rate_limits.rpcs'') '
    'and not core._is_rate_limit(l.value)',
    'Set it to {"requests": n, "seconds": s} or {}; until then the default counts.',
    'warning'
),
(
    'core.limited_rpcs_can_count', 'core',
    'select l.name from core.settings as s cross join lateral ('
    'select jsonb_object_keys(coalesce(s.value, s.default_value)) as name '
    'where s.name = ''core.rate_limits.rpcs'' union all '
    'select jsonb_array_elements_text(coalesce(s.value, s.default_value)) '
    'where s.name = ''core.access_log.rpcs'') as l '
    'where not exists (select from pg_catalog.pg_proc as p '
    'where p.pronamespace = ''api''::regnamespace and p.proname = l.name '
    'and p.provolatile = ''v'')',
    'Make the RPC volatile, or take it out of the setting: a stable one runs '
    'read-only, where nothing can be counted or logged.',
    'warning'
),
(
    'core.idempotency_keys_have_answers', 'core',
    'select scope, caller, key from core.idempotency_keys where answer is null',
    'The function of that scope claims a key and returns without core.keep_answer; '
    'mend it, then delete the rows.',
    'error'
),
(
    'core.caches_can_be_computed', 'core',
    'select c.name from core.caches as c '
    'where to_regprocedure(c.function_name || ''(jsonb)'') is null '
    'or not coalesce(core._has_type(core.setting(c.setting) -> ''fresh_seconds'', '
    '''number''), false) '
    'or not coalesce(core._has_type(core.setting(c.setting) -> ''stale_seconds'', '
    '''number''), false)',
    'Give core.caches a function (jsonb) that exists and a setting that holds '
    '{"fresh_seconds", "stale_seconds"}.',
    'error'
),
(
    'core.validation_rules_are_compiled', 'core',
    'select distinct r.entity from core.validation_rules as r where to_regprocedure('
    'format(''core.%I(jsonb)'', ''_check_'' || replace(r.entity, ''.'', ''__''))) '
    'is null '
    'union all select r.entity || ''.'' || r.name from core.validation_rules as r '
    'where r.kind = ''custom'' '
    'and to_regprocedure((r.argument ->> ''function'') || ''(jsonb)'') is null',
    'Run `update core.validation_rules set position = position where true`, as the '
    'owner; restore the function that a custom rule names.',
    'error'
),
(
    'core.retention_in_one_place', 'core',
    'select p.table_name from core.retention_policies as p '
    'inner join core.partitioned_tables as t on p.table_name = t.table_name '
    'where t.keep is not null',
    'Set keep to null in core.partitioned_tables: the policy knows holds, dry runs and '
    'reports.',
    'error'
),
-- Health and operations.
(
    'core.operations_add_up', 'core',
    $$
    select o.id, o.status, o.total, o.done, o.failed, o.skipped
    from core.operations as o
    cross join lateral (
        select
            coalesce(
                sum(jsonb_array_length(c.items)) filter (where c.status <> 'pending'), 0
            ) as tried,
            coalesce(sum(jsonb_array_length(c.items)), 0) as items
        from core.operation_chunks as c
        where c.operation_id = o.id
    ) as t
    where t.items <> o.total or t.tried <> o.done + o.failed + o.skipped
    $$,
    'Set done, failed and skipped of the operation to what its chunks and errors say.',
    'error'
),
(
    'core.operation_errors_counted', 'core',
    $$
    select o.id, o.failed, count(e.item_number) as errors
    from core.operations as o
    left join core.operation_errors as e on o.id = e.operation_id
    group by o.id
    having o.failed <> count(e.item_number)
    $$,
    'Set failed of the operation to the number of its rows in core.operation_errors.',
    'error'
),
(
    'core.operations_have_a_job', 'core',
    $$
    select o.id, o.kind, o.status
    from core.operations as o
    where
        o.finished_at is null
        and not exists (
            select
            from core.jobs as j
            where
                j.kind = 'core.run_operation'
                and j.payload @> jsonb_build_object('operation_id', o.id)
        )
    $$,
    'Go on with it: select core._enqueue_operation(<id>, 1).',
    'error'
),
(
    'core.views_registered', 'core',
    $$
    select format('%I.%I', m.schemaname, m.matviewname) as view
    from pg_catalog.pg_matviews as m
    inner join pg_catalog.pg_namespace as n on m.schemaname = n.nspname
    where
        n.nspowner = (
            select c.nspowner
            from pg_catalog.pg_namespace as c
            where c.nspname = 'core'
        )
        and m.schemaname <> 'public'
        and not exists (
            select
            from core.view_refreshes as r
            where r.view_name = m.schemaname || '.' || m.matviewname
        )
    $$,
    'Seed a row into core.view_refreshes, so that the age of the view is watched.',
    'warning'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair,
    severity = excluded.severity
where
    (invariants.module, invariants.query, invariants.repair, invariants.severity)
    is distinct from (
        excluded.module, excluded.query, excluded.repair, excluded.severity
    );

-- @ seeds/core/job_kinds a6ef4ced4c9b00cbc2301630dc429eb40a43f64f1c0f589f52eacadf7d53bc3a
-- Seeds of core.job_kinds: the jobs of core itself.

insert into core.job_kinds (
    kind, handler, sql_function, max_attempts, backoff_seconds, description
)
values
(
    'core.maintain_partitions', 'sql', 'core.run_maintain_partitions', 3, 5,
    'Partitions made ahead, old ones dropped.'
),
(
    'core.seal_audit', 'sql', 'core.run_seal_audit', 3, 5,
    'Seals the audit entries of finished transactions.'
),
(
    'core.apply_retention', 'sql', 'core.run_retention', 3, 5,
    'Delete what is too old.'
),
(
    'core.refresh_cache', 'sql', 'core.run_refresh_cache', 3, 5,
    'Renew one cached answer.'
),
('core.warm_caches', 'sql', 'core.run_warm_caches', 1, 5, 'Renew what is to be warm.'),
('core.prune_cache', 'sql', 'core.run_prune_cache', 3, 5, 'Drop ended answers.'),
('core.check_quality', 'sql', 'core.run_quality', 3, 5, 'Look for bad data.'),
(
    'core.run_operation', 'sql', 'core.run_operation', 20, 1,
    'Works on a bulk operation for one slice of time.'
),
(
    'core.watch_health', 'sql', 'core.run_health_watch', 1, 1,
    'Asks every health check, opens and clears alerts.'
)
on conflict (kind) do update
set
    handler = excluded.handler,
    sql_function = excluded.sql_function,
    max_attempts = excluded.max_attempts,
    backoff_seconds = excluded.backoff_seconds,
    description = excluded.description
where
    (
        job_kinds.handler, job_kinds.sql_function, job_kinds.max_attempts,
        job_kinds.backoff_seconds, job_kinds.description
    )
    is distinct from (
        excluded.handler, excluded.sql_function, excluded.max_attempts,
        excluded.backoff_seconds, excluded.description
    );

-- @ seeds/core/job_queues 80f443988d824c02606b0f57ab755c1354970a16817be94403872b41b40c9c9e
-- Seeds of core.job_queues: the queues that every installation has.

insert into core.job_queues (name, description)
values
('default', 'Work that a user waits for, or soon will.'),
('maintenance', 'Upkeep of the installation itself: partitions, retention, checks.')
on conflict (name) do update
set description = excluded.description
where job_queues.description is distinct from excluded.description;

-- @ seeds/core/job_schedules e2c57719958a12cbd96435c47f24627db7202730916297c66c72d719560ff592
-- Seeds of core.job_schedules: what core does by itself; is_enabled is the operator's.
-- depends: seeds/core/job_kinds, seeds/core/job_queues

insert into core.job_schedules (name, kind, queue, cron, missed)
values
(
    'core.maintain_partitions', 'core.maintain_partitions', 'maintenance',
    '7 * * * *', 'once'
),
(
    'core.apply_retention', 'core.apply_retention', 'maintenance',
    '23 * * * *', 'once'
),
('core.seal_audit', 'core.seal_audit', 'maintenance', '*/5 * * * *', 'once'),
('core.warm_caches', 'core.warm_caches', 'maintenance', '* * * * *', 'skip'),
('core.prune_cache', 'core.prune_cache', 'maintenance', '*/10 * * * *', 'skip'),
('core.check_quality', 'core.check_quality', 'maintenance', '41 3 * * *', 'once'),
('core.watch_health', 'core.watch_health', 'default', '* * * * *', 'skip')
on conflict (name) do update
set
    kind = excluded.kind,
    queue = excluded.queue,
    cron = excluded.cron,
    missed = excluded.missed
where
    (
        job_schedules.kind, job_schedules.queue, job_schedules.cron,
        job_schedules.missed
    )
    is distinct from (excluded.kind, excluded.queue, excluded.cron, excluded.missed);

-- @ seeds/core/metric_sources 1a331881ddb71d4505e446dafaff20cd15b939c2c4d37e574ce491ac2482edd5
-- Seeds of core.metric_sources: what is counted with labels.

insert into core.metric_sources (name, module, kind, help, query, max_series)
values
-- Shared.
(
    'connections', 'core', 'gauge',
    'Client connections by state.',
    $$
    select jsonb_build_object('state', coalesce(a.state, 'unknown')), count(*)
    from pg_catalog.pg_stat_activity as a
    where a.backend_type = 'client backend'
    group by a.state
    $$,
    10
),
(
    'transactions_total', 'core', 'counter',
    'Transactions since the statistics were reset, by outcome.',
    $$
    select jsonb_build_object('outcome', o.name), o.value
    from pg_catalog.pg_stat_database as d
    cross join lateral (
        values ('committed', d.xact_commit), ('rolled_back', d.xact_rollback)
    ) as o (name, value)
    where d.datname = current_database()
    $$,
    2
),
(
    'blocks_total', 'core', 'counter',
    'Blocks asked for since the statistics were reset, by where they were found.',
    $$
    select jsonb_build_object('source', o.name), o.value
    from pg_catalog.pg_stat_database as d
    cross join lateral (
        values ('cache', d.blks_hit), ('disk', d.blks_read)
    ) as o (name, value)
    where d.datname = current_database()
    $$,
    2
),
(
    'deadlocks_total', 'core', 'counter',
    'Deadlocks since the statistics were reset.',
    $$
    select '{}'::jsonb, d.deadlocks
    from pg_catalog.pg_stat_database as d
    where d.datname = current_database()
    $$,
    1
),
(
    'table_bytes', 'core', 'gauge',
    'Biggest tables with their indexes; partitions count for their table.',
    $$
    select
        jsonb_build_object(
            'table', coalesce(pg_partition_root(c.oid), c.oid)::regclass::text
        ),
        sum(pg_total_relation_size(c.oid))
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    where
        c.relkind in ('r', 'm')
        and n.nspname !~ '^pg_'
        and n.nspname <> 'information_schema'
    group by 1
    $$,
    30
),
(
    'dead_rows', 'core', 'gauge',
    'Rows that vacuum has still to remove, by table.',
    $$
    select
        jsonb_build_object(
            'table', coalesce(pg_partition_root(t.relid), t.relid)::regclass::text
        ),
        sum(t.n_dead_tup)
    from pg_catalog.pg_stat_user_tables as t
    where t.n_dead_tup > 0
    group by 1
    $$,
    30
),
(
    'rpc_calls_total', 'core', 'counter',
    'Calls of each RPC that pg_stat_statements has seen.',
    $$
    select jsonb_build_object('rpc', s.rpc), s.calls
    from core._read_statements() as s
    where s.rpc is not null
    $$,
    200
),
(
    'rpc_seconds_total', 'core', 'counter',
    'Time that each RPC took in the database, as pg_stat_statements has seen it.',
    $$
    select jsonb_build_object('rpc', s.rpc), s.total_ms / 1000
    from core._read_statements() as s
    where s.rpc is not null
    $$,
    200
),
(
    'alerts', 'core', 'gauge',
    'Open alerts by status.',
    $$
    select jsonb_build_object('status', w.status), count(a.id)
    from (values ('warn'), ('fail')) as w (status)
    left join core.alerts as a on w.status = a.status and a.cleared_at is null
    group by w.status
    $$,
    2
),
(
    'operations', 'core', 'gauge',
    'Bulk work by status, finished within a day or not at all.',
    $$
    select jsonb_build_object('status', o.status), count(*)
    from core.operations as o
    where o.finished_at is null or o.finished_at > core.now() - interval '1 day'
    group by o.status
    $$,
    6
),
(
    'view_refresh_seconds', 'core', 'gauge',
    'What the last refresh of each materialized view took.',
    $$
    select jsonb_build_object('view', r.view_name), r.took_ms / 1000
    from core.view_refreshes as r
    $$,
    50
),
-- Events and jobs.
(
    'jobs', 'core', 'gauge',
    'Unfinished jobs by queue and state.',
    $$
    select
        jsonb_build_object(
            'queue', j.queue,
            'state', case when j.leased_by is not null then 'running' else j.status end
        ),
        count(*)
    from core.jobs as j
    group by 1
    $$,
    60
),
(
    'consumer_lag_seconds', 'core', 'gauge',
    'Age of the oldest event that each consumer has not read.',
    $$
    select
        jsonb_build_object('consumer', c.name),
        coalesce(extract(epoch from core.now() - u.at), 0)
    from core.event_consumers as c
    left join lateral (
        select e.at
        from core.events as e
        where
            e.xid >= c.xid
            and (e.xid, e.id) > (c.xid, c.id)
            and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by e.xid, e.id
        limit 1
    ) as u on true
    $$,
    50
)
on conflict (name) do update
set
    kind = excluded.kind,
    help = excluded.help,
    query = excluded.query,
    max_series = excluded.max_series
where
    (
        metric_sources.kind, metric_sources.help,
        metric_sources.query, metric_sources.max_series
    )
    is distinct from (
        excluded.kind, excluded.help, excluded.query, excluded.max_series
    );

-- @ seeds/core/partitioned_tables 10ecd397df97c1a022d6da81ac023f22b9f30706defb6938370196ec4114c280
-- Seeds of core.partitioned_tables: how the logs are cut; `keep` is the operator's.
--
-- The access log is forgotten by core.retention_policies. The first partitions stand
-- ready from the first statement on.

insert into core.partitioned_tables (table_name, every, ahead, keep, before_drop)
values
('core.access_log', '1 month', 3, null, null),
('core.audit_entries', '1 month', 3, null, null),
('core.events', '1 day', 7, '30 days', 'core._note_dropped_events'),
('core.finished_jobs', '1 day', 7, '14 days', null)
on conflict (table_name) do update
set
    every = excluded.every,
    ahead = excluded.ahead,
    before_drop = excluded.before_drop
where
    (partitioned_tables.every, partitioned_tables.ahead, partitioned_tables.before_drop)
    is distinct from (excluded.every, excluded.ahead, excluded.before_drop);

do $$
begin
    perform core.ensure_partitions(p.table_name::regclass, p.every, p.ahead)
    from core.partitioned_tables as p;
end;
$$;

-- @ seeds/filters/pulses b2007b9600d13978f361147a90dded5ad395a0526b41f24137e0c4828851893f
-- Seeds of core.pulses: what keeps the answers of filters quick and their readers told.

insert into core.pulses (name, sql_function, period_ms, description)
values
(
    'filters.pulse', 'filters.pulse', 200,
    'Folds changes of transactions into counts, and tells subscribers.'
)
on conflict (name) do update
set
    sql_function = excluded.sql_function,
    period_ms = excluded.period_ms,
    description = excluded.description
where
    (pulses.sql_function, pulses.period_ms, pulses.description)
    is distinct from (excluded.sql_function, excluded.period_ms, excluded.description);

-- @ seeds/core/pg_cron 87a8ac4e5f587b3eec4ae4523cd56eccb19e151084696f712ba7e34f0a8444e7
-- Seeds of pg_cron: its jobs are this release's schedules, where it is installed.
-- depends: seeds/core/job_schedules, seeds/filters/pulses

do $$
begin
    perform core.use_pg_cron();
end;
$$;

-- @ seeds/core/retention_policies 7efd392218a29c9ad52bbf455f102d243a9c14addea0d3ddc5b7c14334225439
-- Seeds of core.retention_policies: what core forgets; keep and is_enabled are the
-- operator's.

insert into core.retention_policies (
    table_name, method, column_name, keep, condition, description
)
values
(
    'core.access_log', 'partition', 'logged_at', '1 year', null,
    'Who read which guarded thing.'
),
(
    'core.idempotency_keys', 'predicate', 'expires_at', '0', null,
    'Answers that are no longer repeated.'
),
(
    'core.rate_limits', 'predicate', 'full_at', '0', null,
    'Buckets that are full again: as good as none.'
),
(
    'core.revoked_tokens', 'predicate', 'expires_at', '0', null,
    'Tokens that have expired by themselves.'
),
(
    'core.revoked_users', 'predicate', 'issued_until_at', '30 days', null,
    'No token may live longer than this.'
),
(
    'core.notifications', 'predicate', 'created_at', '90 days', 'read_at is not null',
    'What its user has read.'
),
(
    'core.retention_runs', 'predicate', 'ran_at', '1 year', null,
    'What retention did.'
),
(
    'core.webhook_deliveries', 'predicate', 'finished_at', '30 days', null,
    'Deliveries that have ended, with their attempts.'
),
(
    'core.webhook_receipts', 'predicate', 'received_at', '30 days', null,
    'What came in; far longer than the tolerance, so a repeat is still recognised.'
),
(
    'core.data_quality_findings', 'predicate', 'resolved_at', '1 year', null,
    'What is no longer wrong.'
)
on conflict (table_name) do update
set
    method = excluded.method,
    column_name = excluded.column_name,
    condition = excluded.condition,
    description = excluded.description
where
    (
        retention_policies.method, retention_policies.column_name,
        retention_policies.condition, retention_policies.description
    )
    is distinct from (
        excluded.method, excluded.column_name, excluded.condition, excluded.description
    );

-- @ seeds/core/settings 368510b3284e5787166cc22e3cc286b76442d680b56e41b5043b1cfd0bc3d3af
-- Seeds of core.settings: what an operator may tune; `value` is the operator's.

insert into core.settings (name, default_value, description)
values
-- Events and jobs.
(
    'core.schedule_grace_seconds', '300',
    'A tick found later than this was missed: its schedule says skip or once.'
),
-- Webhooks.
(
    'core.webhook_allowed_networks',
    '[]',
    'Networks (CIDR) that are not public and that endpoints may be in all the same.'
),
(
    'core.webhook_breaker_failures',
    '5',
    'Failures in a row after which an endpoints circuit opens.'
),
(
    'core.webhook_breaker_max_seconds',
    '3600',
    'Longest time that a circuit stays open before a probe.'
),
(
    'core.webhook_breaker_seconds',
    '60',
    'How long a circuit stays open at first; doubles each time.'
),
(
    'core.webhook_give_up_seconds',
    '432000',
    'Failing for so long without a success disables an endpoint.'
),
(
    'core.webhook_jitter',
    '0.2',
    'Each delay of the ladder grows by a random share up to this.'
),
(
    'core.webhook_ladder_seconds',
    '[0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]',
    'The wait before each attempt of a delivery; its length is the number of attempts.'
),
(
    'core.webhook_max_concurrency',
    '4',
    'Deliveries under way at once at a new endpoint.'
),
(
    'core.webhook_max_endpoints',
    '20',
    'Most endpoints that one user may have.'
),
(
    'core.webhook_max_per_second',
    '20',
    'Deliveries begun per second at a new endpoint.'
),
(
    'core.webhook_overlap_seconds',
    '86400',
    'How long the old secret stays live after a rotation.'
),
(
    'core.webhook_ports',
    '[80, 443]',
    'Ports that an endpoints URL may name.'
),
(
    'core.webhook_receipt_max_bytes',
    '1048576',
    'Longest body that receive_webhook takes.'
),
(
    'core.webhook_replay_max',
    '10000',
    'Most events that one replay_webhooks_since may queue.'
),
(
    'core.webhook_retry_after_max_seconds',
    '86400',
    'Longest Retry-After that is honoured.'
),
(
    'core.webhook_tolerance_seconds',
    '300',
    'How far the time of an incoming message may be off.'
),
-- Limits, tokens, caches, records, retention.
(
    'core.trusted_proxies', '1',
    'How many proxies of ours stand before the API and append to X-Forwarded-For. '
    '0: its word is not taken, and all anonymous callers share one limit.'
),
(
    'core.rate_limits.anon', '{"requests": 30, "seconds": 60}',
    'Limit of anonymous callers, per address. {} is none.'
),
(
    'core.rate_limits.authenticated', '{}',
    'Limit of signed-in callers, per user. {} is none.'
),
(
    'core.rate_limits.service_role', '{}',
    'Limit of servers of ours, all together. {} is none.'
),
(
    'core.rate_limits.suppliers', '{}',
    'Limits of callers with app_metadata.supplier_id: {"<supplier id>": {"requests", '
    '"seconds"}}; "*" for all that are not named.'
),
(
    'core.rate_limits.rpcs', '{}',
    'Limits of single RPCs, per caller: {"<rpc>": {"requests", "seconds"}}.'
),
(
    'core.access_log.rpcs', '[]',
    'RPCs of which every call is logged. They must be volatile, or every call of them '
    'is refused: a read-only transaction can log nothing.'
),
(
    'core.idempotency_keys.keep_seconds', '86400',
    'For how long an answer is repeated for the same key. Units: seconds.'
),
(
    'core.cache.min_hit_percent', '50',
    'health_cache calls a cache degraded below this share of hits. Units: percent.'
),
-- Health and operations.
(
    'core.health_thresholds',
    '{}',
    'Thresholds instead of a check''s own: {"<check>": {"warn": n, "fail": n}}; null '
    'switches one off.'
),
(
    'core.health_budget_ms',
    '2000',
    'What health() may spend on asking; what is left is answered from samples.'
),
(
    'core.health_live_ms',
    '250',
    'A check that took longer is answered from its sample, while that is fresh.'
),
(
    'core.alert_hold_seconds',
    '60',
    'How long a check must be ok before its alert is cleared.'
),
(
    'core.operations_per_minute',
    '10',
    'Bulk calls that one caller may start within a minute.'
),
(
    'core.operations_at_once',
    '3',
    'Unfinished operations that one caller may have.'
),
(
    'core.operation_slice_ms',
    '1000',
    'How long a job works on an operation before it shows progress and lets others in.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (settings.default_value, settings.description)
    is distinct from (excluded.default_value, excluded.description);

-- @ seeds/core/topic_rules a1e87fc08c85812744e18d9d16fec49681c010d21221b41c7549dc9568be4a00
-- Seeds of core.topic_rules: who may read the topics of this release, and which are
-- pushed.

insert into core.topic_rules (prefix, audience, roles, predicate, is_broadcast)
values
('core', 'roles', '{admin}', null, false),
('core:notifications', 'owner', '{}', null, true),
('core:webhooks', 'owner', '{}', null, false),
('filters', 'predicate', '{}', 'filters.can_read_topic', true),
('reading:progress', 'owner', '{}', null, true),
('concerts', 'everyone', '{}', null, false)
on conflict (prefix) do update
set
    audience = excluded.audience,
    roles = excluded.roles,
    predicate = excluded.predicate,
    is_broadcast = excluded.is_broadcast
where
    (
        topic_rules.audience, topic_rules.roles, topic_rules.predicate,
        topic_rules.is_broadcast
    )
    is distinct from (
        excluded.audience, excluded.roles, excluded.predicate, excluded.is_broadcast
    );

-- @ seeds/filters/dimensions 1b8a2e455fc0b2095ab98f2837c729171f6b7e0b8ab67daa2b4e8a71d93749c7
-- Seeds of filters.dimensions. Whether one is enabled is the operator's choice.

insert into filters.dimensions (
    name, label, parent, position, source_table, column_name, counted_by,
    master_table, master_key, master_label
)
values
(
    'region', 'Region', null, 1, 'filters.transactions', 'store_id', 'cells',
    'master.regions', 'short_name', 'name'
),
(
    'province', 'Province', 'region', 2, 'filters.transactions', 'store_id', 'cells',
    'master.provinces', 'psgc_code', 'name'
),
(
    'city', 'City or municipality', 'province', 3,
    'filters.transactions', 'store_id', 'cells',
    'master.cities', 'psgc_code', 'name'
),
(
    'category', 'Category', null, 4, 'filters.transactions', 'category_id', 'cells',
    'master.categories', 'category_key', 'name'
),
(
    'brand', 'Brand', 'category', 5, 'filters.transactions', 'brand_id', 'cells',
    'master.brands', 'brand_key', 'name'
),
(
    'store_class', 'Store class', null, 6, 'filters.transactions', 'store_id', 'cells',
    'master.store_classes', 'code', 'name'
)
on conflict (name) do update
set
    label = excluded.label,
    parent = excluded.parent,
    position = excluded.position,
    source_table = excluded.source_table,
    column_name = excluded.column_name,
    counted_by = excluded.counted_by,
    master_table = excluded.master_table,
    master_key = excluded.master_key,
    master_label = excluded.master_label
where
    (
        dimensions.label, dimensions.parent, dimensions.position,
        dimensions.source_table, dimensions.column_name, dimensions.counted_by,
        dimensions.master_table, dimensions.master_key, dimensions.master_label
    )
    is distinct from (
        excluded.label, excluded.parent, excluded.position,
        excluded.source_table, excluded.column_name, excluded.counted_by,
        excluded.master_table, excluded.master_key, excluded.master_label
    );

-- @ seeds/filters/health_checks 6df4f61e13e5d7f33cbb9f347aacb4ae240ccb06bac0020f4e1e6068528239a1
-- Seeds of core.health_checks: what filters say of themselves.

insert into core.health_checks (name, module, query, warn, fail, unit, detail)
values
(
    'filters.fold_lag', 'filters',
    $$
    select
        coalesce(
            round(extract(epoch from clock_timestamp() - min(l.noted_at))::numeric, 1), 0
        ),
        format('%s changes wait.', count(*))
    from filters.line_changes as l
    $$,
    10, 120, 'seconds',
    'How long the oldest change waits to be folded; answers are exact, but get slower. '
    'Look whether `rowhouse work` runs, and for transactions that stay open.'
),
(
    'filters.wrong_cells', 'filters',
    $$
    select filters.sample_cells(), null
    $$,
    1, 100, 'cells',
    'Cells of a few stores that are not what their lines say; run '
    '`rowhouse verify --module filters`, then select filters.rebuild_values().'
)
on conflict (name) do update
set
    query = excluded.query,
    warn = excluded.warn,
    fail = excluded.fail,
    unit = excluded.unit,
    detail = excluded.detail
where
    (
        health_checks.query, health_checks.warn, health_checks.fail,
        health_checks.unit, health_checks.detail
    )
    is distinct from (
        excluded.query, excluded.warn, excluded.fail, excluded.unit, excluded.detail
    );

-- @ seeds/filters/invariants 02075be1949987820e39fae49ced18b1ad92cdd3358fc36161ddb3e0153cfb0e
-- Seeds of core.invariants: what filters derives is what the transactions say.

insert into core.invariants (name, module, query, repair, severity)
values
(
    'filters.cells_are_counted',
    'filters',
    $$
    select * from filters.list_wrong_cells()
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.groups_add_up',
    'filters',
    $$
    select coalesce(n.place_id, c.place_id) as place_id, n.category_id, n.brand_id
    from (
        select g.id as place_id, c.category_id, c.brand_id, sum(c.lines) as lines
        from filters.cells as c
        inner join filters.places as s on c.place_id = s.id and s.kind = 'store'
        inner join filters.places as g
            on
                g.kind <> 'store'
                and (g.region_id is null or g.region_id = s.region_id)
                and (g.province_id is null or g.province_id = s.province_id)
                and (g.store_class_id is null or g.store_class_id = s.store_class_id)
        where g.kind = 'all' or c.category_id = 0 or c.brand_id = 0
        group by g.id, c.category_id, c.brand_id
    ) as n
    full join (
        select c.*
        from filters.cells as c
        where not exists (
            select
            from filters.places as p
            where p.id = c.place_id and p.kind = 'store'
        )
    ) as c
        on
            n.place_id = c.place_id
            and n.category_id = c.category_id
            and n.brand_id = c.brand_id
    where n.lines is distinct from c.lines
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.baskets_are_counted',
    'filters',
    $$
    select n.place_id, n.category_id
    from (
        select p.id as place_id, t.category_id, count(*) as baskets
        from (
            select distinct l.store_id, l.category_id, l.basket_id
            from filters.transactions as l
            where l.category_id is not null
        ) as t
        inner join filters.places as p on t.store_id = p.store_id
        where
            not exists (
                select
                from filters.line_changes as l
                where l.store_id = t.store_id
            )
        group by p.id, t.category_id
    ) as n
    left join filters.cells as c
        on
            n.place_id = c.place_id
            and n.category_id = c.category_id
            and c.brand_id = 0
    where n.baskets is distinct from c.baskets
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.bitmaps_fit',
    'filters',
    $$
    select c.place_id, c.category_id, c.brand_id
    from filters.cells as c
    inner join filters.places as p on c.place_id = p.id
    where
        (p.kind = 'store') <> (c.bits is not null)
        or bit_count(c.bits) <> c.baskets
        or length(c.bits) <> p.capacity
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.basket_sizes_are_counted',
    'filters',
    $$
    select p.id as place_id, n.bucket
    from (
        select
            store_id,
            width_bucket(line_count, filters._basket_size_bounds()) + 1 as bucket,
            count(*) as baskets
        from filters.baskets
        where line_count > 0
        group by 1, 2
    ) as n
    inner join filters.places as p on n.store_id = p.store_id
    full join filters.basket_sizes as s on p.id = s.place_id and n.bucket = s.bucket
    where n.baskets is distinct from s.baskets
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.values_are_listed',
    'filters',
    $$
    select dimension, value_id
    from (
        select
            dimension, value_id, value, label, parent, lines,
            row_number() over (
                partition by dimension order by label collate "C", value collate "C"
            ) as rank
        from filters.counted_values
    ) as n
    full join (
        select
            dimension, value_id, value, label, parent, lines,
            row_number() over (partition by dimension order by rank) as rank
        from filters.dimension_values
    ) as d using (dimension, value_id)
    where
        (n.value, n.label, n.parent, n.lines, n.rank)
        is distinct from (d.value, d.label, d.parent, d.lines, d.rank)
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.places_are_where_stores_are',
    'filters',
    $$
    select * from filters._list_moved_stores()
    $$,
    'Place the stores and count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.baskets_have_their_lines',
    'filters',
    $$
    select b.basket_key
    from filters.baskets as b
    left join (
        select n.basket_id, sum(n.lines) as lines
        from (
            select t.basket_id, 1 as lines
            from filters.transactions as t
            union all
            select l.basket_id, -l.lines
            from filters.line_changes as l
        ) as n
        group by n.basket_id
    ) as t on b.id = t.basket_id
    where b.line_count <> coalesce(t.lines, 0)
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.ordinals_have_no_gap',
    'filters',
    $$
    select store_id
    from filters.baskets
    group by store_id
    having min(ordinal) <> 0 or max(ordinal) <> count(ordinal) - 1
    $$,
    'Number the baskets of the store from 0, then select filters.rebuild_values().',
    'error'
),
(
    'filters.counters_are_counted',
    'filters',
    $$
    select d.name, c.parent_value, c.value, c.counted, c.found
    from filters.dimensions as d
    cross join lateral filters._compare_counters(d.name) as c
    where d.counted_by = 'counters' and d.is_enabled
    $$,
    'Count anew: switch the dimension off and on, rowhouse dimension toggle.',
    'error'
),
(
    'filters.counters_are_compiled',
    'filters',
    $$
    select distinct d.source_table::text as source_table, t.name::text as table_name
    from filters.dimensions as d
    cross join lateral filters._list_source_tables(d.source_table) as t (name)
    where
        d.counted_by = 'counters'
        and d.state <> 'off'
        and (
            select count(*)
            from pg_catalog.pg_trigger as g
            where
                g.tgrelid = t.name
                and g.tgname ~ '^t70_count_(insert|update|delete)$'
                and g.tgenabled in ('O', 'A')
        ) < 3
    $$,
    'Compile and count anew: rowhouse dimension toggle, off and on.',
    'error'
),
(
    'filters.fills_go_on',
    'filters',
    $$
    select d.name
    from filters.dimensions as d
    where
        d.state = 'filling'
        and not exists (
            select
            from core.operations as o
            where
                o.kind = 'filters.fill_dimension'
                and o.params ->> 'dimension' = d.name
                and (o.params ->> 'number')::bigint = d.fill_number
                and o.finished_at is null
        )
    $$,
    'See core.operation_errors, then count anew: rowhouse dimension toggle, off and on.',
    'error'
),
(
    'filters.orphans_are_pruned',
    'filters',
    $$
    select o.dimension, o.value, o.since_at
    from filters.orphans as o
    inner join filters.dimensions as d on o.dimension = d.name
    where
        d.is_enabled
        and o.value <> all(d.protected)
        and o.since_at + d.prune_after < core.now() - interval '2 days'
    $$,
    'See rowhouse dimension prune: no nightly job runs, or something refers to it.',
    'warning'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair,
    severity = excluded.severity
where
    (invariants.module, invariants.query, invariants.repair, invariants.severity)
    is distinct from (
        excluded.module, excluded.query, excluded.repair, excluded.severity
    );

-- @ seeds/filters/job_kinds 852116235dde20ecdf7bb174d8d0ebcd21c382f19ddb93904453df1f0b5c99ba
-- Seeds of core.job_kinds: the jobs of filters.

insert into core.job_kinds (
    kind, handler, sql_function, max_attempts, backoff_seconds, description
)
values
(
    'filters.tighten_ranges', 'sql', 'filters.run_tighten_ranges', 1, 5,
    'Reads prices anew where lines went.'
),
(
    'filters.prune_dimensions', 'sql', 'filters.run_prune_dimensions', 3, 60,
    'Prunes master rows that have long been without a line.'
)
on conflict (kind) do update
set
    handler = excluded.handler,
    sql_function = excluded.sql_function,
    max_attempts = excluded.max_attempts,
    backoff_seconds = excluded.backoff_seconds,
    description = excluded.description
where
    (
        job_kinds.handler, job_kinds.sql_function, job_kinds.max_attempts,
        job_kinds.backoff_seconds, job_kinds.description
    )
    is distinct from (
        excluded.handler, excluded.sql_function, excluded.max_attempts,
        excluded.backoff_seconds, excluded.description
    );

-- @ seeds/filters/job_schedules 58a93c3d53138e8d701d552fed7ecc95a2079f7ac325c09ddcb9aa24b81579be
-- Seeds of core.job_schedules: what filters does by itself.
-- depends: seeds/filters/job_kinds, seeds/core/job_queues

insert into core.job_schedules (name, kind, queue, cron, missed)
values
(
    'filters.tighten_ranges', 'filters.tighten_ranges', 'maintenance',
    '* * * * *', 'skip'
),
(
    'filters.prune_dimensions', 'filters.prune_dimensions', 'maintenance',
    '17 3 * * *', 'skip'
)
on conflict (name) do update
set
    kind = excluded.kind,
    queue = excluded.queue,
    cron = excluded.cron,
    missed = excluded.missed
where
    (
        job_schedules.kind, job_schedules.queue, job_schedules.cron,
        job_schedules.missed
    )
    is distinct from (excluded.kind, excluded.queue, excluded.cron, excluded.missed);

-- @ seeds/filters/metric_sources 2d7ba7a1af2c147d2edd479644475c020a198f3b64f9d0aebcb9104ea9146c49
-- Seeds of core.metric_sources: what is counted of filters.

insert into core.metric_sources (name, module, kind, help, query, max_series)
values
(
    'filters_changes_waiting', 'filters', 'gauge',
    'Changes of lines that are not folded into counts yet.',
    $$
    select '{}'::jsonb, count(*)
    from filters.line_changes as l
    $$,
    1
)
on conflict (name) do update
set
    kind = excluded.kind,
    help = excluded.help,
    query = excluded.query,
    max_series = excluded.max_series
where
    (
        metric_sources.kind, metric_sources.help,
        metric_sources.query, metric_sources.max_series
    )
    is distinct from (
        excluded.kind, excluded.help, excluded.query, excluded.max_series
    );

-- @ seeds/filters/operation_kinds dfd6f9276906f2e38404c94df77da00211b5f20fdb0f6290342f37c9307c616a
-- Seeds of core.operation_kinds: the bulk work of filters.

insert into core.operation_kinds (
    kind, chunk_function, chunk_size, parallel, max_items, description
)
values
(
    'filters.fill_dimension', 'filters._fill_dimension', 1, 1, 16,
    'Counts a registered dimension part by part.'
)
on conflict (kind) do update
set
    chunk_function = excluded.chunk_function,
    chunk_size = excluded.chunk_size,
    parallel = excluded.parallel,
    max_items = excluded.max_items,
    description = excluded.description
where
    (
        operation_kinds.chunk_function, operation_kinds.chunk_size,
        operation_kinds.parallel, operation_kinds.max_items, operation_kinds.description
    )
    is distinct from (
        excluded.chunk_function, excluded.chunk_size,
        excluded.parallel, excluded.max_items, excluded.description
    );

-- @ seeds/filters/places 0b5154aa4cea6f80dfa6e289ff4888716eab604b9740b350e54ba528af87ec44
-- Seeds of filters.places: the place that is every store.

insert into filters.places (id, kind)
values (0, 'all')
on conflict (id) do nothing;

-- @ seeds/filters/settings b765c0c9d1e8dc295aa1d82b7faa10617b1560979e15a09a7a8cf854fccc2b83
-- Seeds of core.settings: what an operator may tune in filters.

insert into core.settings (name, default_value, description)
values
(
    'filters.max_values',
    '1000',
    'Most values that one dimension of `within` may hold.'
),
(
    'filters.rows_per_part',
    '1000000',
    'Rows of a table for each part in which a new dimension is counted; 16 at most.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (settings.default_value, settings.description)
    is distinct from (excluded.default_value, excluded.description);

-- @ seeds/master/invariants 205c01b7f89cd481fc0d09dd1c1aea3fc5b1dac29acc5a63bd21efdec67d69b7
-- Seeds of core.invariants: what master data must be, and only a bug can break.

insert into core.invariants (name, module, query, repair)
values
(
    'master.categories_are_a_tree',
    'master',
    $$
    with recursive reached as (
        select id
        from master.categories
        where parent_id is null
        union all
        select c.id
        from master.categories as c
        inner join reached as r on c.parent_id = r.id
    )

    select category_key
    from master.categories
    where id not in (select id from reached)
    $$,
    'Set parent_id of one category of the circle to null, then move it to its place.'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair
where
    (invariants.module, invariants.query, invariants.repair)
    is distinct from (excluded.module, excluded.query, excluded.repair);

-- @ seeds/master/store_classes 7d71070b8b7adeae5f4f6dffc721b800c95efd6be8bb9156682953246e549e17
-- Seeds of master.store_classes: quartiles of sales.

insert into master.store_classes (code, name)
values
('A', 'Class A: the quarter of stores that sells most'),
('B', 'Class B: above the median'),
('C', 'Class C: below the median'),
('D', 'Class D: the quarter of stores that sells least')
on conflict (code) do update
set name = excluded.name
where store_classes.name is distinct from excluded.name;

-- @ seeds/reading/invariants b0500ceed93dd3749be038c86704481da166b92130626ecfd36a12c87b2ed965
-- Seeds of core.invariants: what holds for every reader.

insert into core.invariants (name, module, query, repair)
values
(
    'reading.versions_are_distinct',
    'reading',
    $$
    select v.user_id, v.version
    from (
        select p.user_id, p.version from reading.progress as p
        union all
        select t.user_id, t.version from reading.tombstones as t
    ) as v
    group by v.user_id, v.version
    having count(*) > 1
    $$,
    'Let the reader''s devices start anew: set forgotten_version to her version.'
),
(
    'reading.versions_are_counted',
    'reading',
    $$
    select v.user_id, v.version, r.version as counted
    from (
        select p.user_id, max(p.version) as version
        from reading.progress as p
        group by p.user_id
        union all
        select t.user_id, max(t.version)
        from reading.tombstones as t
        group by t.user_id
    ) as v
    left join reading.readers as r on v.user_id = r.user_id
    where r.version is null or v.version > r.version
    $$,
    'Set reading.readers.version to the greatest version of the reader.'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair
where
    (invariants.module, invariants.query, invariants.repair)
    is distinct from (excluded.module, excluded.query, excluded.repair);

-- @ seeds/reading/metric_sources 7bc4670dde2b08f45335cfc372a5d9af27633bee891230267f5568adebf1ac09
-- Seeds of core.metric_sources: what is counted of readers.

insert into core.metric_sources (name, module, kind, help, query, max_series)
values
(
    'reading_conflicts_total', 'reading', 'counter',
    'Conflicts between the devices of readers.',
    $$
    select '{}'::jsonb, coalesce(sum(r.conflicts), 0)
    from reading.readers as r
    $$,
    1
)
on conflict (name) do update
set
    kind = excluded.kind,
    help = excluded.help,
    query = excluded.query,
    max_series = excluded.max_series
where
    (
        metric_sources.kind, metric_sources.help,
        metric_sources.query, metric_sources.max_series
    )
    is distinct from (
        excluded.kind, excluded.help, excluded.query, excluded.max_series
    );

-- @ seeds/reading/retention_policies 0eb2e5118d6d99265447728d390a8435b6708a54abdcbab3d442d403f7241ed3
-- Seeds of core.retention_policies: what reading forgets; keep and is_enabled are the
-- operator's.

insert into core.retention_policies (
    table_name, method, column_name, keep, condition, description
)
values
(
    'reading.tombstones', 'predicate', 'deleted_at', '90 days', null,
    'Deleted progress; a device that was away for longer starts anew.'
),
(
    'reading.conflicts', 'predicate', 'found_at', '90 days', null,
    'What devices disagreed about.'
),
(
    'reading.stamps', 'predicate', 'claimed_at', '90 days', null,
    'Edits from the future that no device sends again.'
)
on conflict (table_name) do update
set
    method = excluded.method,
    column_name = excluded.column_name,
    condition = excluded.condition,
    description = excluded.description
where
    (
        retention_policies.method, retention_policies.column_name,
        retention_policies.condition, retention_policies.description
    )
    is distinct from (
        excluded.method, excluded.column_name, excluded.condition, excluded.description
    );

-- @ seeds/reading/series 2cb3aa43a8f8829e9a6fda7bf94bd417f0441ee2f02c7a90e334ea5ce0604fd3
-- Seeds of reading.series: a few well-known ones, so that a new stack has something.

insert into reading.series (
    series_key, title, type, status, volumes, chapters, authors, start_date, end_date
)
values
(
    'astro-boy', 'Astro Boy', 'Manga', 'Finished', 23, null,
    'Tezuka Osamu', '1952', '1968'
),
(
    'akira', 'Akira', 'Manga', 'Finished', 6, 120,
    'Otomo Katsuhiro', '1982-12', '1990-06'
),
(
    'berserk', 'Berserk', 'Manga', 'Publishing', null, null,
    'Miura Kentaro, Studio Gaga', '1989-08', null
),
(
    'fullmetal-alchemist', 'Fullmetal Alchemist', 'Manga', 'Finished', 27, 108,
    'Arakawa Hiromu', '2001-07', '2010-06'
),
(
    'death-note', 'Death Note', 'Manga', 'Finished', 12, 108,
    'Ohba Tsugumi, Obata Takeshi', '2003-12', '2006-05'
),
(
    'one-piece', 'One Piece', 'Manga', 'Publishing', null, null,
    'Oda Eiichiro', '1997-07', null
),
(
    'solo-leveling', 'Solo Leveling', 'Manhwa', 'Finished', null, null,
    'Chugong, Jang Sung-rak', '2018-03', null
),
(
    'spice-and-wolf', 'Spice and Wolf', 'Light Novel', 'Publishing', null, null,
    'Hasekura Isuna', '2006-02', null
),
(
    'musashi', 'Musashi', 'Novel', 'Finished', null, null,
    'Yoshikawa Eiji', '1935', '1939'
)
on conflict (series_key) do nothing;

-- @ end
reset check_function_bodies;
notify pgrst, 'reload schema';
