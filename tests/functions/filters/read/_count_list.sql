-- Proves functions/filters/read/_count_list.sql.
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
        p_dimension, filters._select_groups('store', null), p_others
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

create function pg_temp.others(p_dimension text, p_size integer)
    returns bigint[]
    language sql
    stable
as $$
    select array_agg(v.value_id)
    from (
        select d.value_id
        from filters.dimension_values as d
        where
            d.dimension
            = case p_dimension when 'brand' then 'category' else 'brand' end
        order by d.rank
        limit p_size
    ) as v
    where p_size is not null
$$;

select results_eq(
    format(
        'select * from pg_temp.counted(%1$L, pg_temp.others(%1$L, %2$L))',
        d.name, n.size
    ),
    format(
        'select * from pg_temp.found(%1$L, pg_temp.others(%1$L, %2$L))', d.name, n.size
    ),
    format('%s of %s others', d.name, coalesce(n.size::text, 'any'))
)
from (values ('brand'), ('category')) as d (name)
cross join (values (null), (3), (25)) as n (size);

select * from finish();
rollback;
