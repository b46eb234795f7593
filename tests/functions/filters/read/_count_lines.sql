-- Proves functions/filters/read/_count_lines.sql.
begin;
select plan(4);

-- Given: a shop of many brands.
select tests.wide_shop(4, 40, 5, 600);

create function pg_temp.counted(p_within jsonb)
    returns table (store_key text, lines bigint)
    language sql
as $$
    select s.store_key, c.lines
    from filters._count_lines(
        filters._select_groups('store', filters._read_within(p_within)),
        filters._read_within(p_within)
    ) as c
    inner join filters.store_groups as p on c.group_id = p.id
    inner join filters.stores as s on p.store_id = s.id
    order by s.store_key
$$;
create function pg_temp.found(p_within jsonb)
    returns table (store_key text, lines bigint)
    language sql
as $$
    select s.store_key, count(*)
    from tests.matching_lines(p_within) as l
    inner join filters.stores as s on l.store_id = s.id
    group by s.store_key
    order by s.store_key
$$;
create temporary table asked as
select *
from (
    values
    ('nothing narrowed', '{}'::jsonb),
    ('few values', '{"brand": ["b1", "b2"], "category": ["food/k1"]}'),
    (
        'many brands',
        (
            select jsonb_build_object('brand', jsonb_agg('b' || n))
            from generate_series(0, 30) as n
        )
    ),
    (
        'many of both',
        (
            select
                jsonb_build_object('brand', jsonb_agg('b' || n))
                || '{"category": ["food/k0", "food/k1", "food/k3"],
                     "region": ["NCR"]}'
            from generate_series(0, 30) as n
        )
    )
) as n (name, within);

select results_eq(
    format('select * from pg_temp.counted(%L)', within),
    format('select * from pg_temp.found(%L)', within),
    name || ': as the lines say'
)
from asked;

select * from finish();
rollback;
