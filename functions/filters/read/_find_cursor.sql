-- filters._find_cursor: where in the order of a dimension a page begins.

create or replace function filters._find_cursor(p_dimension text, p_key text[])
    returns filters.cursor
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_key is null then
        return row(0, '', '')::filters.cursor;
    end if;

    return row(
        coalesce(
            (
                select d.rank
                from filters.dimension_values as d
                where
                    d.dimension = p_dimension
                    and d.value = p_key[2]
                    and d.label = p_key[1]
            ),
            (
                select max(d.rank)
                from filters.dimension_values as d
                where
                    d.dimension = p_dimension
                    and (d.label, d.value) <= (p_key[1], p_key[2])
            ),
            0
        ),
        p_key[1],
        p_key[2]
    )::filters.cursor;
end;
$$;

grant execute on function filters._find_cursor(text, text[])
to authenticated, service_role;

comment on function filters._find_cursor(text, text[]) is
    'Where a key, {label, value}, stands in the order; before everything without one.';
