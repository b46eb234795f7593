-- filters._count_changes: what unfolded changes add to the counts of values.

create or replace function filters._count_changes(
    p_dimension text, p_selection filters.selection
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.counts;
begin
    if not exists (select from filters.unfolded_changes) then
        return v_counts;
    end if;

    select array_agg(n.value_id), array_agg(n.lines)
    into v_counts
    from (
        select v.value_id, sum(l.lines)::bigint as lines
        from filters._select_changes(p_selection) as l
        cross join lateral (
            select
                case p_dimension
                    when 'region' then l.region_id
                    when 'province' then l.province_id
                    when 'city' then l.city_id
                    when 'store_class' then l.store_class_id
                    when 'category' then l.category_id
                    when 'brand' then l.brand_id
                end as value_id
        ) as v
        where v.value_id is not null
        group by v.value_id
        having sum(l.lines) <> 0
    ) as n;
    return v_counts;
end;
$$;

grant execute on function filters._count_changes(text, filters.selection)
to authenticated, service_role;

comment on function filters._count_changes(text, filters.selection) is
$$Ids of values whose count changed, and by how much; null arrays if none did.

Units: lines; negative if more were removed than added.
$$;
