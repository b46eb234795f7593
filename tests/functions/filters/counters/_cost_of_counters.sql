-- Proves functions/filters/counters/_cost_of_counters.sql.
begin;
select plan(3);

-- Given: the counted shop, with many rows.
select tests.counted_shop();
insert into t_shop.lines (id, colour, size)
select
    n,
    'red' as colour,
    'S' as size
from generate_series(10, 5000) as n;
do $$ begin perform filters._fold_counters(null); end $$;
analyze t_shop.lines;
analyze filters.value_counts;

select cmp_ok(
    filters._cost_of_counters('size', '{}'), '<', 50::numeric, 'counts are cheap'
);
select cmp_ok(
    filters._cost_of_counters('colour', '{"size": ["S"]}'), '>', 80::numeric,
    'rows cost what there are'
);
update filters.dimensions set roles = '{buyer}'
where name = 'size';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select filters._cost_of_counters('colour', '{"size": ["S"]}') $$)
    ->> 'key',
    'filters.unknown_dimension', 'a caller without the role is refused'
);

select * from finish();
rollback;
