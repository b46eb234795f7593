-- filters._read_cursor: the position of a cursor in the order; raises if it is invalid.

create or replace function filters._read_cursor(p_after text, p_dimension text)
    returns filters.cursor
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_parts text[] := filters._split_cursor(p_after, p_dimension);
begin
    if p_after is null then
        return row(0, '', '')::filters.cursor;
    end if;

    return row(
        coalesce(
            (
                select d.rank
                from filters.dimension_values as d
                where
                    d.dimension = p_dimension
                    and d.value = v_parts[2]
                    and d.label = v_parts[1]
            ),
            (
                select max(d.rank)
                from filters.dimension_values as d
                where
                    d.dimension = p_dimension
                    and (d.label, d.value) <= (v_parts[1], v_parts[2])
            ),
            0
        ),
        v_parts[1],
        v_parts[2]
    )::filters.cursor;
end;
$$;

grant execute on function filters._read_cursor(text, text)
to authenticated, service_role;

comment on function filters._read_cursor(text, text) is
$$The position of a cursor of this dimension; without one, before the first value.

Errors: PT422 core.invalid_cursor.
$$;
