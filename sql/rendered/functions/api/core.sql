-- Rendered from functions/api/core.sql.j2; edit that file, not this one.
-- What callers may ask of core: its table of contents.

create or replace function api.pre_request()
    returns void
    language sql
    volatile
    security invoker
    set search_path = ''
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
    set search_path = ''
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
    set search_path = ''
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

create or replace function api.health_cache()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = ''
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
    set search_path = ''
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
    set search_path = ''
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
