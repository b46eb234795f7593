-- core.store_idempotent_answer: bind the answer to the key that this transaction
-- claimed.
--
-- In the transaction of the act itself: either both are kept or neither.

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
$$Keep the answer for the key that core.claim_idempotency_key gave away, and return it.

Errors: P0002 when this transaction did not claim the key.
$$;
