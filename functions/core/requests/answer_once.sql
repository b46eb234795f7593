-- core.answer_once: call a function once for each idempotency key.
--
-- Claim, call and stored response belong to one transaction. Invoker: the function runs
-- with the caller's rights, so naming it grants nothing. The name is looked up in each
-- call, as a release may have recreated the function.

create or replace function core.answer_once(
    p_function text, p_key text, p_request jsonb
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function constant regprocedure := (p_function || '(jsonb)')::regprocedure;
    v_answer jsonb := core.claim_idempotency_key(p_function, p_key, p_request);
begin
    if v_answer is not null then
        return v_answer;
    end if;

    execute format('select %s($1)', v_function::regproc)
    into v_answer
    using p_request;
    return core.store_idempotent_answer(p_function, p_key, v_answer);
end;
$$;

grant execute on function core.answer_once(text, text, jsonb)
to authenticated, service_role, app_worker;

comment on function core.answer_once(text, text, jsonb) is
$$The response of a function (jsonb) returns jsonb, which runs once for each key.

A used key returns the stored response. A null key always calls the function.
Errors: PT422 core.idempotency_key_reused if the request was another one, PT409
core.idempotency_key_in_use, PT422 core.invalid_argument; those of the function.
$$;
