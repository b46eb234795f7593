-- filters._page_listed: a page of all values of a dimension without a selection.
--
-- It reads only the page from the list, and adds unfolded changes.

create or replace function filters._page_listed(
    p_dimension text, p_after filters.cursor, p_size integer
)
    returns filters.listed
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changes filters.counts := filters._count_changes(p_dimension, null);
    v_page filters.counts;
begin
    select
        array_agg(n.value_id order by n.rank, n.is_fresh, n.label, n.value),
        array_agg(n.lines order by n.rank, n.is_fresh, n.label, n.value)
    into v_page
    from (
        (
            select d.value_id, d.lines + coalesce(c.lines, 0) as lines, d.rank,
                false as is_fresh, d.label, d.value
            from filters.dimension_values as d
            left join unnest(v_changes.value_ids, v_changes.lines) as c (value_id, lines)
                on d.value_id = c.value_id
            where
                d.dimension = p_dimension
                and d.rank > (p_after).rank
                and d.lines + coalesce(c.lines, 0) > 0
            order by d.rank
            limit p_size
        )
        union all
        select f.value_id, c.lines, f.rank, true, f.label, f.value
        from filters._list_unfolded_values(p_dimension) as f
        inner join unnest(v_changes.value_ids, v_changes.lines) as c (value_id, lines)
            on f.value_id = c.value_id
        where
            v_changes.value_ids is not null
            and (f.label, f.value)
            > ((p_after).label collate "C", (p_after).value collate "C")
        order by 3, 4, 5, 6
        limit p_size
    ) as n;

    return row(v_page, filters._count_listed(p_dimension))::filters.listed;
end;
$$;

grant execute on function filters._page_listed(text, filters.cursor, integer)
to authenticated, service_role;

comment on function filters._page_listed(text, filters.cursor, integer) is
    'The values after a cursor with their counts, and the number of all values.';
