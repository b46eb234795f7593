-- filters._list_unfolded_values: values that only unfolded changes have.
--
-- `rank` is that of the listed value before it; fresh values between two listed ones
-- are ordered by their labels. For a few, the listed values are read once each; many
-- are sorted among them in one pass, since a load may bring thousands.

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
    v_are_many boolean;
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

    v_are_many := cardinality(v_ids) > 8;
    return query
    with fresh as materialized (
        select m.*
        from unnest(v_ids) as n (id)
        cross join lateral (
            select o.value_id, o.value, o.label
            from filters.master_values as o
            where o.dimension = p_dimension and o.value_id = n.id
            limit 1
        ) as m
    ),

    placed as (
        select
            n.fresh_id,
            max(n.rank) over (
                order by n.label collate "C", n.value collate "C"
            ) as rank
        from (
            select null::bigint as fresh_id, d.label, d.value, d.rank
            from filters.dimension_values as d
            where d.dimension = p_dimension and v_are_many
            union all
            select f.value_id, f.label, f.value, null from fresh as f
        ) as n
    )

    select
        f.value_id,
        f.value,
        f.label,
        lower(concat(f.label, chr(10), f.value)),
        coalesce(
            case
                when v_are_many then p.rank
                else (
                    select max(d.rank)
                    from filters.dimension_values as d
                    where
                        d.dimension = p_dimension
                        and (d.label, d.value)
                        < (f.label collate "C", f.value collate "C")
                )
            end,
            0
        )
    from fresh as f
    left join placed as p on f.value_id = p.fresh_id;
end;
$$;

grant execute on function filters._list_unfolded_values(text)
to authenticated, service_role;

comment on function filters._list_unfolded_values(text) is
    'Values of a dimension that are not in filters.dimension_values yet.';
