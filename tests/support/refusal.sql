-- tests.refusal: the error of a statement, all four parts; null without an error.

create or replace function tests.refusal(p_statement text)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text;
    v_detail text;
    v_hint text;
begin
    execute p_statement;
    return null;
exception
    when others then
        get stacked diagnostics
            v_key = message_text,
            v_detail = pg_exception_detail,
            v_hint = pg_exception_hint;
        return jsonb_build_object(
            'code', sqlstate, 'key', v_key, 'detail', v_detail, 'hint', v_hint
        );
end;
$$;
