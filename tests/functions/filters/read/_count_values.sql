-- Proves functions/filters/read/_count_values.sql.
begin;
select plan(4);

-- Given: the small shop, a line of a new brand, and none left of an old one.
select tests.small_shop();
insert into master.brands (brand_key, name)
values ('zest', 'Zest');
select tests.sell('b1', 'zest', 'food/drinks', 1);
delete from filters.transactions
where brand_id = (
    select id from master.brands
    where brand_key = 'crisp'
);

create function pg_temp.counted(p_dimension text, p_within jsonb)
    returns table (value text, lines bigint)
    language sql
as $$
    select m.value, n.lines
    from filters._count_values(p_dimension, filters._read_within(p_within)) as c
    cross join unnest(c.value_ids, c.lines) as n (value_id, lines)
    inner join filters.master_values as m
        on m.dimension = p_dimension and n.value_id = m.value_id
    order by m.value
$$;

select results_eq(
    $$ select * from pg_temp.counted('brand', '{}') $$,
    $$ values ('fizz', 4::bigint), ('zest', 1) $$,
    'what is folded and what is not make one list'
);
select results_eq(
    $$ select * from pg_temp.counted('city', '{"brand": "zest"}') $$,
    $$ values ('1380300000', 1::bigint) $$,
    'inside a selection too'
);
do $$ begin perform filters._fold_all(); end $$;
select results_eq(
    $$ select * from pg_temp.counted('brand', '{}') $$,
    $$ values ('fizz', 4::bigint), ('zest', 1) $$,
    'the same when folded'
);
select is_empty(
    $$ select * from pg_temp.counted('brand', '{"region": "none such"}') $$,
    'nothing matches: nothing counted'
);

select * from finish();
rollback;
