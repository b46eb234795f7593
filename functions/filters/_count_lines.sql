-- filters._count_lines: how many lines a selection matches.

create or replace function filters._count_lines(p_selection filters.selection)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_places bigint[] := filters._select_places('store', p_selection);
begin
    return (
        select coalesce(sum(c.lines), 0)
        from unnest(v_places) as p (id)
        cross join unnest(v_categories) as k (id)
        cross join unnest(v_brands) as b (id)
        cross join lateral (
                select n.lines
                from filters.cells as n
                where n.place_id = p.id and n.category_id = k.id and n.brand_id = b.id
                limit 1
            ) as c
    ) + (
        select coalesce(sum(l.lines), 0)
        from filters._select_changes(p_selection) as l
    );
end;
$$;

grant execute on function filters._count_lines(filters.selection)
to authenticated, service_role;

comment on function filters._count_lines(filters.selection) is
$$Lines inside a selection, folded or not.

Units: lines.
$$;
