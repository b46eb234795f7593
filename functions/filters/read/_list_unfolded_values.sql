-- filters._list_unfolded_values: values that only unfolded changes have.
--
-- `rank` is that of the listed value before it; fresh values between two listed ones
-- are ordered by their labels.

create or replace function filters._list_unfolded_values(p_dimension text)
    returns table (value_id bigint, value text, label text, search text, rank bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changed bigint[] := (filters._count_changes(p_dimension, null)).value_ids;
    v_ids bigint[];
begin
    if v_changed is null then
        return;
    end if;
    -- Nearly always nothing is left: one index lookup each is cheaper than a join.
    v_ids := array(
        select n.id
        from unnest(v_changed) as n (id)
        where
            (
                select d.value_id
                from filters.dimension_values as d
                where d.dimension = p_dimension and d.value_id = n.id
            ) is null
    );
    if v_ids = '{}' then
        return;
    end if;

    return query
    select
        m.value_id,
        m.value,
        m.label,
        lower(concat(m.label, chr(10), m.value)),
        coalesce(
            (
                select max(d.rank)
                from filters.dimension_values as d
                where
                    d.dimension = p_dimension
                    and (d.label, d.value)
                    < (m.label collate "C", m.value collate "C")
            ),
            0
        )
    from unnest(v_ids) as n (id)
    cross join lateral (
            select o.value_id, o.value, o.label
            from filters.master_values as o
            where o.dimension = p_dimension and o.value_id = n.id
            limit 1
        ) as m;
end;
$$;

grant execute on function filters._list_unfolded_values(text)
to authenticated, service_role;

comment on function filters._list_unfolded_values(text) is
    'Values of a dimension that are not in filters.dimension_values yet.';
