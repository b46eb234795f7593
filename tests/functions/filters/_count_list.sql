-- Proves functions/filters/_count_list.sql.
begin;
select plan(6);

-- Given: a shop of many brands and categories.
select tests.wide_shop(4, 40, 30, 600);

create function pg_temp.counted(p_dimension text, p_others bigint[])
    returns table (value text, lines bigint)
    language sql
as $$
    select d.value, n.lines
    from filters._count_list(
        p_dimension, filters._select_places('store', null), p_others
    ) as c
    cross join unnest(c.value_ids, c.lines) as n (value_id, lines)
    inner join filters.dimension_values as d
        on d.dimension = p_dimension and n.value_id = d.value_id
    order by d.value
$$;
create function pg_temp.found(p_dimension text, p_others bigint[])
    returns table (value text, lines bigint)
    language sql
as $$
    select n.value, count(*)
    from filters.transaction_values as t
    cross join lateral (
        select
            case p_dimension when 'brand' then t.brand else t.category end as value,
            case p_dimension when 'brand' then t.category_id else t.brand_id end as other
    ) as n
    where n.value is not null and (p_others is null or n.other = any(p_others))
    group by n.value
    order by n.value
$$;

select results_eq(
    format('select * from pg_temp.counted(%L, %L)', d.name, o.ids),
    format('select * from pg_temp.found(%L, %L)', d.name, o.ids),
    format('%s of %s others', d.name, coalesce(cardinality(o.ids)::text, 'any'))
)
from (values ('brand'), ('category')) as d (name)
cross join lateral (
    select null
    union all
    select array(
        select v.value_id
        from filters.dimension_values as v
        where v.dimension = case d.name when 'brand' then 'category' else 'brand' end
        order by v.rank
        limit n.size
    )
    from (values (3), (25)) as n (size)
) as o (ids);

select * from finish();
rollback;
