-- commerce._refuse_faults: raise an error with all faults of a record, if it has any.

create or replace function commerce._refuse_faults(p_key text, p_faults jsonb)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_faults constant text := (
        select string_agg(
            concat_ws(': ', f.fault ->> 'field', f.fault ->> 'message'), ' '
            order by f.place
        )
        from jsonb_array_elements(p_faults) with ordinality as f (fault, place)
        where f.fault ->> 'severity' = 'error'
    );
begin
    if v_faults is not null then
        perform core.raise_error(p_key, v_faults);
    end if;
end;
$$;

comment on function commerce._refuse_faults(text, jsonb) is
$$Raise p_key with the faults of severity error; warnings pass.
$$;
