-- Rendered from functions/api/core.sql.j2; edit that file, not this one.
-- What callers may ask of core: its table of contents.

create or replace function api.register_webhook(url text, event_types text[], description text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = ''
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
    set search_path = ''
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
    set search_path = ''
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
    set search_path = ''
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
    set search_path = ''
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
    set search_path = ''
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
    set search_path = ''
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
    set search_path = ''
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
    set search_path = ''
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
