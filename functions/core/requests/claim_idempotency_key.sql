-- core.claim_idempotency_key: claim an idempotency key, or return its stored response.
--
-- For core.answer_once, which claims the key, calls a function and stores its response.
--
-- The insert waits while another transaction holds the same key. If that one commits,
-- its response is found here; after its rollback or crash this transaction gets the
-- key. A key is locked before anything that the function locks. An expired key counts
-- as new. Definer: a caller may write only own rows, through these two functions.

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
    v_caller text;
    v_sha256 bytea;
    v_now timestamptz;
    v_found core.idempotency_keys;
begin
    if p_key is null then
        return null;
    end if;
    v_now := core.now();
    v_sha256 := sha256(convert_to(p_request::text, 'UTF8'));
    v_caller := core._idempotent_caller();
    perform core.read_text('idempotency_key', p_key, 1, 200);
    perform core.read_text('scope', p_scope, 1, 200);
    if p_request is null then
        perform core.raise_error('core.invalid_argument', 'The request is null.');
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
            format('The key %L was used for another request before.', core.excerpt(p_key))
        );
    end if;
    if v_found.answer is null then
        perform core.raise_error(
            'core.idempotency_key_in_use',
            format('The key %L belongs to a call that has not finished.', core.excerpt(p_key))
        );
    end if;

    return v_found.answer;
end;
$$;

grant execute on function core.claim_idempotency_key(text, text, jsonb)
to authenticated, service_role, app_worker;

comment on function core.claim_idempotency_key(text, text, jsonb) is
$$The stored response of this key; null if the caller must act and then call
core.store_idempotent_answer.

A null key returns null: the call is not protected. A stored JSON null is returned as
JSON null, which is not SQL null.
Errors: PT422 core.idempotency_key_reused if the request was another one, PT409
core.idempotency_key_in_use, PT422 core.invalid_argument.
$$;
