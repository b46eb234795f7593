-- core.store_idempotent_answer: store the response of a key that this transaction
-- claimed.
--
-- It runs in the transaction of the action, so both commit or neither does.

create or replace function core.store_idempotent_answer(
    p_scope text, p_key text, p_answer jsonb
)
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

grant execute on function core.store_idempotent_answer(text, text, jsonb)
to authenticated, service_role, app_worker;

comment on function core.store_idempotent_answer(text, text, jsonb) is
$$Store the response for a key claimed by core.claim_idempotency_key, and return it.

Errors: P0002 if this transaction did not claim the key.
$$;
