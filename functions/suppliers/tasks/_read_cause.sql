-- suppliers._read_cause: read a caller's cause of a new date; null stays.

create or replace function suppliers._read_cause(p_cause text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_causes constant text[] := array[
        'supplier', 'material', 'design', 'customer', 'logistics', 'force_majeure',
        'planning'
    ];
begin
    if p_cause <> all(c_causes) then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'cause is %L, not one of %s.', core.excerpt(p_cause),
                array_to_string(c_causes, ', ')
            )
        );
    end if;
    return p_cause;
end;
$$;

comment on function suppliers._read_cause(text) is
$$A cause that a caller may state; predecessor is written by moves only.

Errors: PT422 core.invalid_argument.
$$;
