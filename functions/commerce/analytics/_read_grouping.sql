-- commerce._read_grouping: check by what a report is grouped.

create or replace function commerce._read_grouping(p_by text, variadic p_known text[])
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if (p_by = any(p_known)) is not true then
        perform core.raise_error(
            'commerce.unknown_grouping',
            format(
                '%L is not one of %s.',
                core.excerpt(p_by), array_to_string(p_known, ', ')
            )
        );
    end if;
    return p_by;
end;
$$;

comment on function commerce._read_grouping(text, text[]) is
$$p_by, if it is one of the known ones.

Errors: PT422 commerce.unknown_grouping.
$$;
