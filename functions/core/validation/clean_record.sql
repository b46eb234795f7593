-- core.clean_record: the sanitized record, or one error with all violations.

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
$$The sanitized record. Warnings do not raise an error.

Errors: PT422 core.invalid_record with every error of the record, PT422
core.unknown_entity, PT422 core.invalid_argument.
$$;
