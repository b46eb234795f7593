-- suppliers._read_shift: read by how many working days dates move; raises if it is bad.

create or replace function suppliers._read_shift(p_shift_days integer)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if (p_shift_days between -1000 and 1000 and p_shift_days <> 0) is not true then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'shift_days is %s, not from -1000 to 1000, or 0.',
                coalesce(p_shift_days::text, 'null')
            )
        );
    end if;
end;
$$;

comment on function suppliers._read_shift(integer) is
$$From -1,000 to 1,000 working days, not 0.

Errors: PT422 core.invalid_argument.
$$;
