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
$$Whether the installation is healthy: every check with its value.

down if a check fails, degraded if one warns. A check that exceeds its time fails
without affecting the others. value is null where there is nothing to measure.
Returns: {status: "ok" | "degraded" | "down", checks: [{name: text, status: "ok" |
"warn" | "fail", value: numeric | null, unit: text, detail: text | null}]}
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
$$All metrics in Prometheus's text exposition format, version 0.0.4.

Each health check is a gauge named after it and its unit; labelled metrics come from
core.metric_sources, each with a limit on its series. With `Accept: text/plain`, as
Prometheus sends it, the response is plain text; otherwise it is a JSON string.
Returns: text
Units: base units, as the names say.
Errors: PT403 core.not_permitted.
Budget: 500 ms.
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
$$Statements by their total time, summed by the RPC that they call.

statement is set if no RPC is called, else null; is_over_budget compares the mean with
the RPC's budget. Empty without pg_stat_statements.
Returns: {items: [{rpc: text | null, statement: text | null, calls: bigint, total_ms:
numeric, mean_ms: numeric | null, max_ms: numeric, budget_ms: numeric | null,
is_over_budget: boolean, rows: bigint, hit_ratio: numeric | null}]}
Units: milliseconds; hit_ratio from 0 to 1; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_page_size.
Example: {"page_size": 20}
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
$$Status and progress of an operation of the caller; an admin sees any.

partial: some items failed; failed: all did.
Returns: {id: bigint, kind: text, status: "queued" | "running" | "succeeded" | "partial"
| "failed" | "cancelled", total: integer, done: integer, failed: integer, skipped:
integer, progress: numeric, cancel_requested: boolean, created_at: timestamptz,
started_at: timestamptz | null, progressed_at: timestamptz, finished_at: timestamptz |
null}
Units: total, done, failed and skipped are items; progress from 0 to 1.
Errors: PT404 core.operation_not_found.
Example: {"operation_id": 3}
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
$$The failed items of an operation, in the order of the call.

item is the item as it was sent; code is a SQLSTATE, message the key of the error.
Returns: {items: [{item_number: integer, item: jsonb, code: text, message: text, detail:
text, hint: text}], next: text | null}
Units: item_number from 1; page_size from 1 to 500.
Errors: PT404 core.operation_not_found, PT422 core.invalid_cursor,
core.invalid_page_size.
Example: {"operation_id": 3}
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
$$Cancel an operation: finished items stay, the rest is skipped.

A second call changes nothing. While a chunk runs, the status stays running with
cancel_requested true.
Returns: get_operation
Errors: PT404 core.operation_not_found, PT409 core.operation_finished.
Emits: core.operation.finished.
Example: {"operation_id": 3}
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
$$Refuse one token from now on: the token of the request, or any token for an admin.

jti is the token's `jti`, or its `session_id` if tokens have no jti. The revocation is
kept until expires_at, at most 10 years; for the caller's own token at least until its
`exp`, or for ever without one.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Example: {"jti": "5f0c3a52", "expires_at": "2026-01-01T00:00:00Z"}
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
$$Refuse every token issued to a user until now: the caller, or any user for an admin.

A token that is issued at least a second later is valid again.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Example: {"user_id": "00000000-0000-4000-8000-000000000000"}
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
$$Send events to a URL, signed as in Standard Webhooks 1.0.

event_types are patterns: `core.alert.opened`, `core.alert.*`, `*`. Only events of
topics that you may read are sent, from now on. The secret (`whsec_…`) is returned only
here.
Returns: {id: uuid, secret: text}
Errors: PT403 core.not_permitted; PT409 core.too_many_webhooks; PT422
core.invalid_webhook_url, core.invalid_argument.
Example: {"url": "https://example.com/hook", "event_types": ["*"]}
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
$$Create a new secret for a webhook, which is returned only here.

Until old_expires_at every delivery has two signatures, one by the old and one by the
new secret. Another rotation in that time ends the oldest secret at once.
Returns: {id: uuid, secret: text, old_expires_at: timestamptz}
Errors: PT404 core.webhook_not_found.
Example: {"id": "00000000-0000-4000-8000-000000000000"}
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
$$Change a webhook; a null argument changes nothing.

enabled false stops it: pending deliveries wait, and new events get no delivery (see
replay_webhooks_since). enabled true starts it again, whatever the reason it stopped.
Returns: list_webhooks.items
Errors: PT404 core.webhook_not_found; PT422 core.invalid_webhook_url,
core.invalid_argument.
Example: {"id": "00000000-0000-4000-8000-000000000000", "enabled": false}
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
$$Delete a webhook with its secrets and the record of its deliveries.

Errors: PT404 core.webhook_not_found.
Example: {"id": "00000000-0000-4000-8000-000000000000"}
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
$$Your webhooks in the order of their creation, each with its state.

All are on one page. status_reason says why it is disabled. circuit closed: it sends;
open: it waits until resume_at; half_open: one probe is in progress. failing_since is
the first failure after the last success.
Returns: {items: [{id: uuid, url: text, event_types: [text], description: text, status:
"active" | "disabled", status_reason: "owner" | "gone" | "failing" | "owner_gone" |
null, max_concurrency: integer, max_per_second: integer, circuit: "closed" | "open" |
"half_open", resume_at: timestamptz | null, failing_since: timestamptz | null,
succeeded_at: timestamptz | null, created_at: timestamptz, updated_at: timestamptz}],
next: null}
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

status selects; null is all. message_id is the `webhook-id` header, the same at every
attempt. outcome is that of the last attempt, or forbidden or owner_gone where there was
none: the owner may not read the event, or is gone. last_attempt has no outcome while it
is running.
Returns: {items: [{id: bigint, message_id: text, event_id: bigint, type: text, at:
timestamptz, status: "pending" | "delivered" | "failed", outcome: text | null, attempts:
integer, next_attempt_at: timestamptz | null, finished_at: timestamptz | null,
last_attempt: {number: integer, started_at: timestamptz, outcome: "delivered" |
"refused" | "gone" | "throttled" | "unavailable" | "failed" | "lost" | null,
status_code: integer | null, latency_ms: integer | null, error: text | null, response:
text | null} | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT404 core.webhook_not_found; PT422 core.invalid_page_size, core.invalid_cursor,
core.invalid_argument.
Example: {"webhook_id": "00000000-0000-4000-8000-000000000000"}
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

A delivery that is being sent is not changed.
Returns: {id: bigint, status: "pending", next_attempt_at: timestamptz}
Errors: PT404 core.webhook_delivery_not_found; PT409 core.webhook_disabled.
Example: {"delivery_id": 1}
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
$$Send every matching event since a time, whether or not it was sent before.

Each keeps its `webhook-id`. Deliveries that are being sent are not changed; events that
retention has deleted are not sent. queued is the number of deliveries. Refused are more
than core.webhook_replay_max events, and a search through more than five times as many.
Returns: {id: uuid, queued: integer}
Errors: PT404 core.webhook_not_found; PT409 core.webhook_disabled; PT422
core.invalid_argument, core.too_much_to_replay.
Example: {"webhook_id": "00000000-0000-4000-8000-000000000000", "since":
"2026-01-01T00:00:00Z"}
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
$$Accept a signed message of a known source; body is the raw text that was signed.

headers are those of the request. The message is stored raw; a job processes it. A
message whose id was received before does nothing, and duplicate is true.
Takes: {headers: {[text]: text}}
Returns: {receipt_id: bigint, duplicate: boolean}
Errors: PT401 core.webhook_refused, the same for an unknown source, a bad signature and
a time more than 5 minutes off; PT413 core.webhook_too_large.
Example: {"source": "shop", "body": "{}", "headers": {"webhook-id": "m1",
"webhook-timestamp": "1767225600", "webhook-signature":
"v1,3A3oFFS3syorntPpIwrNt2Ui4uzmjG5ilwANuXMs28g="}}
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
$$Events of these topics after a cursor, in commit order.

Without after it returns no event and the current cursor. An event appears as soon as
every transaction that began to write before it has ended. next is the cursor of the
next call, also where has_more is false.
Returns: {events: [{id: bigint, topic: text, type: text, entity_id: text | null,
payload: {[text]: jsonb}, at: timestamptz}], next: text, has_more: boolean}
Units: page_size from 1 to 500.
Errors: PT403 core.topic_not_readable, PT410 core.cursor_expired, PT422
core.invalid_cursor, core.invalid_page_size, core.invalid_argument.
Example: {"topics": ["filters:region"]}
Budget: 50 ms.
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

degraded: after 100 lookups, fewer than core.cache.min_hit_percent were hits. GETs are
not counted. value is null before the first lookup, and where nothing is cached.
Returns: {status: "ok" | "degraded", checks: [{name: text, status: "ok" | "degraded",
value: numeric | null, unit: "percent" | "seconds", detail: text}]}
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
$$The caller's notifications, newest first.

unread is the number of all unread notifications, up to 1,000.
Returns: {items: [{id: bigint, kind: text, payload: jsonb, created_at: timestamptz,
read_at: timestamptz | null}], next: text | null, unread: bigint}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"page_size": 20}
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
$$Mark notifications of the caller as read.

Ids of other users, and notifications that are already read, are ignored. marked is the
number of those that were unread; unread as in list_notifications.
Returns: {marked: integer, unread: bigint}
Errors: PT422 core.invalid_argument for more than 1,000 ids.
Emits: core.notification.read {v, ids} on core:notifications:<user id>.
Example: {"ids": [11]}
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

table_name is schema.table; row_id is the key as text, or a JSON array for a key of
several columns. Keys are compared as values, whatever their spelling. old_values has
the old values of changed columns, or the whole deleted row; null for an insert. erased
has the fields that core.erase_person erased, by row_id, who (actor_id, request_id and
reason) or old.<column>. For app roles admin and analyst.
Returns: {items: [{id: bigint, xid: bigint, changed_at: timestamptz, table_name: text,
row_id: text, operation: "insert" | "update" | "delete", old_values: {[text]: jsonb} |
null, actor_id: uuid | null, role: text, request_id: text | null, reason: text | null,
erased: {[text]: {sha256: text, erasure_id: bigint}} | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 core.table_not_audited, PT422
core.invalid_argument (row_id is not a key), core.invalid_cursor,
core.invalid_page_size.
Example: {"table_name": "core.settings", "row_id": "core.trusted_proxies"}
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
$$One row of an audited table as it was at a time; null if it did not exist.

Times are those at which transactions began. The keys are the columns; a masked column
reads "***". For app roles admin and analyst. row_id as in list_history.
Returns: {[text]: jsonb} | null
Errors: PT403 core.not_permitted, PT404 core.table_not_audited, PT410
core.history_unavailable (the table was truncated since, or retention dropped it), PT422
core.invalid_argument (row_id is not a key, at is not a time).
Example: {"table_name": "core.settings", "row_id": "core.trusted_proxies", "at":
"2030-01-01T00:00:00Z"}
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

entry has what the leaf commits to. A field is a value with its salt, and its hash is
SHA-256 over the salt and the JSON of the value; of an erased one there is the hash
alone. leaf is SHA-256 over 0x00 and the JSON array of these, with the hashes as fields.
Start with leaf. For each step of path, take SHA-256 over 0x01, then the step's sha256
and the current hash in the order of side. The result must be root. is_included is false
where the path does not lead there: the entry, or one of the at most 4095 beside it, was
tampered with; `rowhouse audit verify` compares all. place is that of the leaf among the
entries of the seal.
For app roles admin and analyst.
Returns: {entry_id: bigint, entry: {id: bigint, xid: bigint, changed_at: timestamptz,
table_name: text, operation: "insert" | "update" | "delete" | "truncate", role: text,
fields: {[text]: {value: jsonb, salt: text} | {sha256: text, erasure_id: bigint}}},
leaf: text, path: [{side: "left" | "right", sha256: text}], root: text, seal_id: bigint,
place: bigint, entries: bigint, chain: text, is_included: boolean}
Units: place from 1; hashes and salts are hexadecimal.
Errors: PT403 core.not_permitted, PT404 core.entry_not_found, PT409
core.entry_not_sealed.
Example: {"entry_id": 1}
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
$$Undo one audited change; for app role admin.

Returned is the row after it, by its columns, or null if the row was removed; a masked
column reads "***".
Returns: {[text]: jsonb} | null
Errors: PT403 core.not_permitted, PT404 core.entry_not_found, core.table_not_audited,
PT409 core.row_moved_on (it changed again since, or a current constraint refuses it),
PT422 core.not_revertible (a truncate, a masked column, an erased value, a column that is
gone or renamed, or a table that core.revertible_tables lacks); what the table's own triggers raise.
Example: {"entry_id": 9001}
Budget: 200 ms.
$$;

create or replace function api.erase_person(person_kind text, person_key text, reason text, is_dry_run boolean default true)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.erase_person(p_person_kind => person_kind, p_person_key => person_key, p_reason => reason, p_is_dry_run => is_dry_run);
$$;
grant execute on function api.erase_person(text, text, text, boolean) to authenticated, service_role;
comment on function api.erase_person(text, text, text, boolean) is
$$Erase the data of a person from every table and from the audit trail.

For app role admin. person_kind is user, whose key is the id of the user, or another
kind of core.personal_columns. Rows that are about the person go; other rows keep what
is not personal. Audit entries stay, with "***" in place of the values, and their proofs
hold. A job does it; with is_dry_run, the default, it counts and changes nothing. A
second erasure of a person finds nothing to erase.
Returns: get_erasure
Errors: PT403 core.not_permitted, PT409 core.on_legal_hold, PT422
core.unknown_person_kind, PT422 core.invalid_argument.
Example: {"person_kind": "user", "person_key": "00000000-0000-4000-8000-000000000001",
"reason": "Request of the person", "is_dry_run": true}
Budget: 100 ms.
$$;

create or replace function api.get_erasure(erasure_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.get_erasure(p_erasure_id => erasure_id);
$$;
grant execute on function api.get_erasure(bigint) to authenticated, service_role;
comment on function api.get_erasure(bigint) is
$$An erasure; for app role admin.

refused: detail has the reason. erased has the number of rows by table:
{"core.audit_entries": 12}; null until it is done. The key of the person is not kept:
person_sha256 is SHA-256 over <kind>:<key>.
Returns: {id: bigint, person_kind: text, person_sha256: text, reason: text, is_dry_run:
boolean, status: "pending" | "done" | "refused", erased: {[text]: bigint} | null,
detail: text | null, requested_at: timestamptz, requested_by: uuid | null, finished_at:
timestamptz | null}
Errors: PT403 core.not_permitted, PT404 core.unknown_erasure.
Example: {"erasure_id": 1}
Budget: 50 ms.
$$;

create or replace function api.list_erasures(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_erasures(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_erasures(text, integer) to authenticated, service_role;
comment on function api.list_erasures(text, integer) is
$$Erasures, newest first; for app role admin.

Returns: {items: [get_erasure], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"page_size": 20}
Budget: 50 ms.
$$;

create or replace function api.set_validation_rule(entity text, name text, rule jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.set_validation_rule(p_entity => entity, p_name => name, p_rule => rule);
$$;
grant execute on function api.set_validation_rule(text, text, jsonb) to authenticated, service_role;
comment on function api.set_validation_rule(text, text, jsonb) is
$$Add, change or delete a validation rule of an entity; for app role admin.

It counts at once and is audited. rule null deletes it, and the answer is null. A
missing key keeps its value or gets the default. kind and argument: required; type
{type}; pattern {pattern}; length and range {min, max}; one_of {values}; required_if
{field, equals}; json_schema {schema}; compare {left, op, right}; sanitize {steps};
custom {function}, one that another rule of the entity names. The name of a rule of your
own begins with local_. Of the other rules is_enabled and severity can change.
Takes: {rule: {field?: text | null, kind?: text, argument?: {[text]: jsonb}, message?:
text, severity?: "error" | "warning", position?: integer, is_enabled?: boolean} | null}
Returns: list_validation_rules.items | null
Errors: PT403 core.not_permitted, PT422 core.invalid_rule, core.unknown_entity.
Example: {"entity": "garden.plant", "name": "local_short_title", "rule": {"field":
"title", "kind": "length", "argument": {"max": 80}, "message": "Too long."}}
Budget: 500 ms.
$$;

create or replace function api.list_validation_rules(entity text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_validation_rules(p_entity => entity, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_validation_rules(text, text, integer) to authenticated, service_role;
comment on function api.list_validation_rules(text, text, integer) is
$$The validation rules of an entity, or of all, by entity and name; for app role admin.

kind and argument as in set_validation_rule. field is null where a rule is about the
whole record.
Returns: {items: [{entity: text, name: text, field: text | null, kind: text, argument:
{[text]: jsonb}, message: text, severity: "error" | "warning", position: integer,
is_enabled: boolean}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"entity": "garden.plant"}
Budget: 100 ms.
$$;

create or replace function api.list_alerts(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_alerts(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_alerts(text, integer) to authenticated, service_role;
comment on function api.list_alerts(text, integer) is
$$Alerts, newest first; for app role admin.

An alert is open while cleared_at is null; status is the worst that it has reached.
Returns: {items: [{id: bigint, check_name: text, status: "warn" | "fail", value: numeric
| null, unit: text, detail: text, opened_at: timestamptz, seen_at: timestamptz,
cleared_at: timestamptz | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"page_size": 20}
Budget: 50 ms.
$$;

create or replace function api.list_invariants()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_invariants();
$$;
grant execute on function api.list_invariants() to authenticated, service_role;
comment on function api.list_invariants() is
$$Invariants by name, each with its repair; for app role admin.

check_invariant runs one.
Returns: {items: [{name: text, module: text, severity: "error" | "warning", repair:
text}], next: null}
Errors: PT403 core.not_permitted.
Example: {}
Budget: 20 ms.
$$;

create or replace function api.check_invariant(name text)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.check_invariant(p_name => name);
$$;
grant execute on function api.check_invariant(text) to authenticated, service_role;
comment on function api.check_invariant(text) is
$$Run one invariant: whether it holds, and the first ten rows that violate it; for app
role admin.

status is unknown where the query failed or ran out of time; fault says why.
Returns: {name: text, status: "holds" | "violated" | "unknown", violations: bigint |
null, rows: [jsonb], fault: text | null, took_ms: numeric}
Units: took_ms is milliseconds.
Errors: PT403 core.not_permitted, PT404 core.unknown_invariant.
Example: {"name": "core.job_kind_known"}
Budget: 8000 ms.
$$;

create or replace function api.list_job_queues()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_job_queues();
$$;
grant execute on function api.list_job_queues() to authenticated, service_role;
comment on function api.list_job_queues() is
$$Queues of jobs with their counts and pauses; for app role admin.

At most `most` jobs are read: of each queue for ready and running, of all queues for
waiting, and for dead. Where more are left, a count is at least so many, or null where
none was found. paused_until is `infinity` for a pause without an end; oldest_ready_at
is when the oldest job that may start could have started.
Returns: {items: [{name: text, description: text, paused_until: timestamptz | null,
paused_reason: text | null, ready: bigint | null, running: bigint | null, waiting:
bigint | null, dead: bigint | null, oldest_ready_at: timestamptz | null}], next: null,
most: integer}
Errors: PT403 core.not_permitted.
Example: {}
Budget: 100 ms.
$$;

create or replace function api.search_jobs(state text default null, queue text default null, kind text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.search_jobs(p_state => state, p_queue => queue, p_kind => kind, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.search_jobs(text, text, text, text, integer) to authenticated, service_role;
comment on function api.search_jobs(text, text, text, text, integer) is
$$Jobs of a state, a queue and a kind, newest first; for app role admin.

`state` is ready, running, waiting, dead or finished; null is every unfinished job. A
page may be short while next is not null. A running job behind 10,000 others of its
queue, such as those of a kind without a worker, is found with state null only.
Returns: {items: [{id: bigint, kind: text, queue: text, state: "ready" | "running" |
"waiting" | "dead" | "succeeded" | "cancelled", wait_reason: text | null, attempts:
integer, max_attempts: integer | null, enqueued_at: timestamptz, run_at: timestamptz |
null, finished_at: timestamptz | null, error: text | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"state": "dead"}
Budget: 100 ms.
$$;

create or replace function api.get_job(id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.get_job(p_id => id);
$$;
grant execute on function api.get_job(bigint) to authenticated, service_role;
comment on function api.get_job(bigint) is
$$One job, finished or not, its kind, and every reason why it does not run; for app role
admin.

`job` has the columns of core.jobs or core.finished_jobs that are not null.
Returns: {job: {[text]: jsonb}, kind: {handler: text, description: text, provider: text
| null} | null, why: [{rule: text, detail: text}]}
Errors: PT403 core.not_permitted, PT404 core.unknown_job.
Example: {"id": 1}
Budget: 50 ms.
$$;

create or replace function api.retry_job(id bigint)
    returns text
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.retry_job(p_id => id);
$$;
grant execute on function api.retry_job(bigint) to authenticated, service_role;
comment on function api.retry_job(bigint) is
$$Make a waiting or dead job ready now; returns its status before; for app role admin.

Returns: "ready" | "waiting" | "dead"
Errors: PT403 core.not_permitted, PT404 core.unknown_job, PT409 core.job_not_dead (its
dedupe key is taken).
Example: {"id": 1}
Budget: 50 ms.
$$;

create or replace function api.cancel_job(id bigint, reason text default null)
    returns text
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.cancel_job(p_id => id, p_reason => reason);
$$;
grant execute on function api.cancel_job(bigint, text) to authenticated, service_role;
comment on function api.cancel_job(bigint, text) is
$$Cancel a job: cancelled, asked (its worker gets a request), or running (an SQL job);
for app role admin.

Returns: "cancelled" | "asked" | "running"
Errors: PT403 core.not_permitted, PT404 core.unknown_job.
Example: {"id": 1, "reason": "not wanted"}
Budget: 600 ms.
$$;

create or replace function api.pause_queue(queue text, until timestamptz default 'infinity', reason text default null)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.pause_queue(p_queue => queue, p_until => until, p_reason => reason);
$$;
grant execute on function api.pause_queue(text, timestamptz, text) to authenticated, service_role;
comment on function api.pause_queue(text, timestamptz, text) is
$$Pause a queue until a time (default: until resume_queue); for app role admin.

Null ends the pause, as resume_queue does.

Errors: PT403 core.not_permitted, PT422 core.unknown_queue.
Example: {"queue": "default", "until": "infinity", "reason": "maintenance"}
Budget: 50 ms.
$$;

create or replace function api.resume_queue(queue text)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.resume_queue(p_queue => queue);
$$;
grant execute on function api.resume_queue(text) to authenticated, service_role;
comment on function api.resume_queue(text) is
$$End the pause of a queue; for app role admin.

Without a pause nothing changes.

Errors: PT403 core.not_permitted, PT422 core.unknown_queue.
Example: {"queue": "default"}
Budget: 50 ms.
$$;

create or replace function api.set_feature_flag(name text, flag jsonb, reason text default null, expected_version bigint default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.set_feature_flag(p_name => name, p_flag => flag, p_reason => reason, p_expected_version => expected_version);
$$;
grant execute on function api.set_feature_flag(text, jsonb, text, bigint) to authenticated, service_role;
comment on function api.set_feature_flag(text, jsonb, text, bigint) is
$$Make or change a feature flag; returns it. For app role admin. It counts at once.

A new flag is off, with a share of 0. A missing key keeps its value; user_ids and roles
replace the whole list. share_percent: for so many of the users, the same ones while it
grows. user_ids and roles: on whatever the share. is_enabled false: off for all.
expected_version: that of the flag that was seen; 0: there is none yet. reason: for the
audit trail.
Takes: {flag: {description?: text, is_enabled?: boolean, share_percent?: numeric,
user_ids?: [uuid], roles?: [text]}}
Returns: list_feature_flags.items
Units: share_percent in percent, from 0 to 100 in steps of 0.01.
Errors: PT403 core.not_permitted, PT409 core.version_conflict, PT422
core.invalid_argument.
Emits: core.feature_flags.changed {v} on core:feature_flags.
Example: {"name": "garden.reviews", "flag": {"is_enabled": true, "share_percent":
10}, "reason": "first users"}
Budget: 200 ms.
$$;

create or replace function api.delete_feature_flag(name text, reason text default null, expected_version bigint default null)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.delete_feature_flag(p_name => name, p_reason => reason, p_expected_version => expected_version);
$$;
grant execute on function api.delete_feature_flag(text, text, bigint) to authenticated, service_role;
comment on function api.delete_feature_flag(text, text, bigint) is
$$Delete a feature flag: it is off for all from then on. For app role admin.

expected_version: that of the flag that was seen. reason: for the audit trail.
Errors: PT403 core.not_permitted, PT404 core.unknown_feature_flag, PT409
core.version_conflict, PT422 core.invalid_argument.
Emits: core.feature_flags.changed {v} on core:feature_flags.
Example: {"name": "garden.reviews", "reason": "released to all"}
Budget: 200 ms.
$$;

create or replace function api.list_feature_flags(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_feature_flags(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_feature_flags(text, integer) to authenticated, service_role;
comment on function api.list_feature_flags(text, integer) is
$$All feature flags by name, each with whom it is on for; for app role admin.

is_enabled false: off for all. user_ids and roles: on whatever the share.
Returns: {items: [{name: text, description: text, is_enabled: boolean, share_percent:
numeric, roles: [text], version: bigint, created_at: timestamptz, updated_at:
timestamptz, user_ids: [uuid]}], next: text | null}
Units: share_percent in percent of the users, page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
Budget: 100 ms.
$$;

create or replace function api.my_feature_flags()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.my_feature_flags();
$$;
grant execute on function api.my_feature_flags() to anon, authenticated, service_role;
comment on function api.my_feature_flags() is
$$The names of the feature flags that are on for the caller.

Without a user these are the flags of share 100. Ask again when the topic
core:feature_flags says core.feature_flags.changed.
Returns: [text]
Example: {}
Budget: 50 ms.
$$;

create or replace function api.list_settings(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_settings(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_settings(text, integer) to authenticated, service_role;
comment on function api.list_settings(text, integer) is
$$The settings of all modules by name; for app role admin.

value null: the default counts. is_changeable: change_setting may change it.
value_schema: the JSON Schema of the value.
Returns: {items: [{name: text, default_value: jsonb, value: jsonb | null, description:
text, is_changeable: boolean, value_schema: jsonb | null}], next: text | null}
Units: the last word of a name, or the description, names the unit; page_size from 1 to
500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 100}
Budget: 100 ms.
$$;

create or replace function api.change_setting(name text, value jsonb, reason text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.change_setting(p_name => name, p_value => value, p_reason => reason);
$$;
grant execute on function api.change_setting(text, jsonb, text) to authenticated, service_role;
comment on function api.change_setting(text, jsonb, text) is
$$Set a setting whose is_changeable is true; returns it. For app role admin. It counts
at once and is audited with the reason.

value: of the default's JSON type and as value_schema describes; null: the default.
Takes: {value: jsonb | null}
Returns: list_settings.items
Units: as the setting's name or description says.
Errors: PT403 core.not_permitted, PT403 core.setting_locked, PT404 core.unknown_setting,
PT422 core.invalid_argument.
Example: {"name": "core.operations_at_once", "value": 5, "reason": "month end"}
Budget: 200 ms.
$$;

create or replace function api.list_webhook_endpoints(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_webhook_endpoints(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_webhook_endpoints(text, integer) to authenticated, service_role;
comment on function api.list_webhook_endpoints(text, integer) is
$$Webhooks of all users, without secrets; for app role admin.

`pending` stops at 1,000. The other fields are those of list_webhooks.
Returns: {items: [{id: uuid, owner_id: uuid, url: text, event_types: [text],
description: text, status: "active" | "disabled", status_reason: text | null,
max_concurrency: integer, max_per_second: integer, circuit: "closed" | "open" |
"half_open", resume_at: timestamptz | null, failing_since: timestamptz | null,
succeeded_at: timestamptz | null, created_at: timestamptz, updated_at: timestamptz,
pending: bigint}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"page_size": 20}
Budget: 100 ms.
$$;

create or replace function api.search_webhook_deliveries(webhook_id uuid default null, status text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.search_webhook_deliveries(p_webhook_id => webhook_id, p_status => status, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.search_webhook_deliveries(uuid, text, text, integer) to authenticated, service_role;
comment on function api.search_webhook_deliveries(uuid, text, text, integer) is
$$Deliveries of one webhook or of all, newest first; for app role admin.

`status` is pending, delivered or failed; null is all. A page may be short while next is
not null.
Returns: {items: [{id: bigint, webhook_id: uuid, url: text, event_id: bigint, type:
text, topic: text | null, status: "pending" | "delivered" | "failed", outcome: text | null,
attempts: integer, created_at: timestamptz, next_attempt_at: timestamptz | null,
finished_at: timestamptz | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"status": "failed"}
Budget: 100 ms.
$$;

create or replace function api.list_webhook_attempts(delivery_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_webhook_attempts(p_delivery_id => delivery_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_webhook_attempts(bigint, text, integer) to authenticated, service_role;
comment on function api.list_webhook_attempts(bigint, text, integer) is
$$The attempts of one delivery, newest first; for app role admin.

Returns: {items: [{number: integer, started_at: timestamptz, finished_at: timestamptz |
null, outcome: text | null, status_code: integer | null, latency_ms: integer | null,
error: text | null, response: text | null}], next: text | null}
Units: latency_ms is milliseconds; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 core.webhook_delivery_not_found, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"delivery_id": 1}
Budget: 50 ms.
$$;

create or replace function api.resend_webhook_delivery(delivery_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.resend_webhook_delivery(p_delivery_id => delivery_id);
$$;
grant execute on function api.resend_webhook_delivery(bigint) to authenticated, service_role;
comment on function api.resend_webhook_delivery(bigint) is
$$Send a delivery of any user's webhook again, with the same `webhook-id` and body; for
app role admin.

A delivery that is being sent is not changed.
Returns: {id: bigint, status: "pending" | "delivered" | "failed", next_attempt_at:
timestamptz}
Errors: PT403 core.not_permitted, PT404 core.webhook_delivery_not_found, PT409
core.webhook_disabled.
Example: {"delivery_id": 1}
Budget: 50 ms.
$$;

create or replace function api.list_events(topic text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_events(p_topic => topic, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_events(text, text, integer) to authenticated, service_role;
comment on function api.list_events(text, text, integer) is
$$Events, newest first, of one topic or of all; for app role admin.

payload is null, and is_readable false, where the caller may not read the topic.
Returns: {items: [{id: bigint, xid: text, at: timestamptz, topic: text, type: text,
entity_id: text | null, actor_id: uuid | null, payload: jsonb | null, is_readable:
boolean}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"topic": "core:alerts"}
Budget: 100 ms.
$$;

create or replace function api.list_operations(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_operations(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_operations(text, integer) to authenticated, service_role;
comment on function api.list_operations(text, integer) is
$$Operations of all callers, newest first; for app role admin.

The fields are those of get_operation.
Returns: {items: [{id: bigint, kind: text, status: "queued" | "running" | "succeeded" |
"partial" | "failed" | "cancelled", total: integer, done: integer, failed: integer,
skipped: integer, progress: numeric, cancel_requested: boolean, created_at: timestamptz,
started_at: timestamptz | null, progressed_at: timestamptz, finished_at: timestamptz |
null, requested_by: uuid | null}], next: text | null}
Units: progress from 0 to 1; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"page_size": 20}
Budget: 50 ms.
$$;

create or replace function api.list_rate_limits(page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_rate_limits(p_page_size => page_size);
$$;
grant execute on function api.list_rate_limits(integer) to authenticated, service_role;
comment on function api.list_rate_limits(integer) is
$$Callers that have used a part of a limit, the most used first; for app role admin.

A key is the limit and the caller: role:anon:192.0.2.1, rpc:place_order:<user id>.
Returns: {items: [{key: text, full_at: timestamptz, seconds: numeric}], next: null}
Units: seconds until the bucket is full again; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_page_size.
Example: {"page_size": 20}
Budget: 100 ms.
$$;

create or replace function api.list_lock_waits()
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_lock_waits();
$$;
grant execute on function api.list_lock_waits() to authenticated, service_role;
comment on function api.list_lock_waits() is
$$Sessions that wait for a lock, longest first, and the sessions that hold it; for app
role admin.

At most 100, of this database. locked is the table, else the kind of lock. A statement
is shown up to its first literal. A holder with pid 0 is a prepared transaction, which
report_vacuum names.
Returns: {items: [{pid: integer, role: text | null, application: text | null, mode: text,
locked: text, seconds: numeric, statement: text | null, blocked_by: [{pid: integer, role:
text | null, application: text | null, state: text | null, statement: text | null}]}],
next: null}
Units: seconds of waiting.
Errors: PT403 core.not_permitted.
Example: {}
Budget: 100 ms.
$$;

create or replace function api.report_vacuum(page_size integer default 20)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.report_vacuum(p_page_size => page_size);
$$;
grant execute on function api.report_vacuum(integer) to authenticated, service_role;
comment on function api.report_vacuum(integer) is
$$Who holds the oldest snapshot, and the tables with most dead rows; for app role admin.

Vacuum keeps every row that the oldest snapshot may see. freeze_age is how far the
database is from its last freeze. The numbers of rows are estimates of the server;
bytes, with indexes, are those of the last vacuum or analyze.
Returns: {oldest_age: bigint, holders: [{holder: "session" | "prepared" | "slot", what:
text, age: bigint}], freeze_age: bigint, tables: [{table: text, live_rows: bigint,
dead_rows: bigint, dead_ratio: numeric | null, bytes: bigint, vacuumed_at: timestamptz |
null, analyzed_at: timestamptz | null}]}
Units: ages are transactions; dead_ratio from 0 to 1; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_page_size.
Example: {"page_size": 10}
Budget: 200 ms.
$$;

create or replace function api.report_canary()
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.report_canary();
$$;
grant execute on function api.report_canary() to authenticated, service_role;
comment on function api.report_canary() is
$$How long broadcasts take from their commit to a subscriber, as the worker's canary
measures it; for app role admin.

Figures are of the last window_seconds; items are the newest 200 measurements.
Returns: {is_used: boolean, arrived: bigint, failed: bigint, p50_ms: numeric | null,
p95_ms: numeric | null, max_ms: numeric | null, last_arrived_at: timestamptz | null,
last_fault: text | null, window_seconds: integer, items: [{sent_at: timestamptz, status:
"sent" | "arrived" | "failed", took_ms: numeric | null, fault: text | null}]}
Units: took_ms, p50_ms, p95_ms and max_ms are milliseconds.
Errors: PT403 core.not_permitted.
Example: {}
Budget: 50 ms.
$$;

create or replace function api.report_requests(minutes integer default 60, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.report_requests(p_minutes => minutes, p_page_size => page_size);
$$;
grant execute on function api.report_requests(integer, integer) to authenticated, service_role;
comment on function api.report_requests(integer, integer) is
$$Requests to the API since some minutes ago, by RPC and by time; for app role admin.

The RPCs with most requests come first; `other` is every path that is not an
exposed function. Succeeded are statuses below 400, refused are 4xx, failed are 5xx; 499 is a
client that left. error_share is the share of failed ones. A point is a time of
point_seconds, 300 or a multiple. Gateways write every few seconds what they counted.
Returns: {since: timestamptz, point_seconds: integer, items: [{rpc: text, requests:
bigint, succeeded: bigint, refused: bigint, failed: bigint, error_share: numeric,
mean_ms: numeric, statuses: {[text]: bigint}}], points: [{started_at: timestamptz,
succeeded: bigint, refused: bigint, failed: bigint}]}
Units: minutes from 1 to 20160, page_size from 1 to 500; mean_ms in milliseconds, in the
gateway and behind it; error_share from 0 to 1.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, core.invalid_page_size.
Example: {"minutes": 60, "page_size": 10}
Budget: 200 ms.
$$;
