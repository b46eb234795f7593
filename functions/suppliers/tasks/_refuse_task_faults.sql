-- suppliers._refuse_task_faults: raise the first fault, with the sentences of all.

create or replace function suppliers._refuse_task_faults(p_faults jsonb)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if jsonb_array_length(p_faults) > 0 then
        perform core.raise_error(
            p_faults #>> '{0,code}',
            (
                select string_agg(f.fault ->> 'message', ' ' order by f.place)
                from jsonb_array_elements(p_faults) with ordinality as f (fault, place)
            )
        );
    end if;
end;
$$;

comment on function suppliers._refuse_task_faults(jsonb) is
$$Raise unless the list of {field, code, message, severity} is empty.

Errors: the code of the first fault.
$$;
