-- core.answer_once: call a function once for each idempotency key.
--
-- The claim, the call and the stored answer are of one transaction. Invoker: the
-- function runs with the caller's rights, so its name opens nothing. The name is looked
-- up at each call, as a release may have made the function anew.

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
$$The answer of a function (jsonb) returns jsonb, which acts once for each key.

A key that was used before gets the answer of then. A null key calls the function.
Errors: PT422 core.idempotency_key_reused when the request was another one, PT409
core.idempotency_key_in_use, PT422 core.invalid_argument; those of the function.
$$;
