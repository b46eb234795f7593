-- Proves functions/filters/counters/_measure_rows.sql.
begin;
select plan(8);

-- Given: the shop with registered dimensions.
select tests.registered_shop();
create function pg_temp.named(p_dimension text, p_counts filters.counts)
    returns jsonb
    language sql
as $$
    select jsonb_object_agg(d.value, n.lines)
    from unnest((p_counts).value_ids, (p_counts).lines) as n (value_id, lines)
    inner join filters.dimension_values as d
        on d.dimension = p_dimension and n.value_id = d.value_id
$$;

select is(
    array[(m).lines, (m).low, (m).high], '{4,150,999}'::bigint[], 'lines and prices'
)
from filters._measure_rows('{"product": ["cola"]}', null) as m;
select is(
    (select array_agg(s order by s) from unnest((m).sizes) as s), '{1,1,2,3}'::bigint[],
    'sizes of whole baskets'
)
from filters._measure_rows('{"product": ["cola"]}', null) as m;
select is(
    pg_temp.named('region', ((m).attributes).region), '{"NCR": 2, "Region VII": 1}',
    'a dimension does not narrow itself'
)
from filters._measure_rows('{"product": ["cola"], "region": ["NCR"]}', null) as m;
select is(
    pg_temp.named('brand', (m).brands), '{"fizz": 2}', 'but the others'
)
from filters._measure_rows('{"product": ["cola"], "region": ["NCR"]}', null) as m;

-- Given: a change that no fold has counted.
select tests.sell('b2', 'crisp', null, 5);
select is(
    (select array_agg(s order by s) from unnest((m).sizes) as s), '{1,2,2,3}'::bigint[],
    'a basket has the size of this moment'
)
from filters._measure_rows('{"product": ["cola"]}', 'basket_size') as m;

update core.settings
set value = '1'
where name = 'filters.max_cost';
select is(
    tests.refusal($$ select filters._measure_rows('{"product": ["cola"]}', null) $$)
    ->> 'key',
    'filters.too_much_to_count', 'too much is refused'
);
update core.settings
set value = null
where name = 'filters.max_cost';
select tests.login_as(tests.user('ada'));
select is(
    (filters._measure_rows('{"product": ["cola"]}', 'price')).lines, 4::bigint,
    'a caller reads counts of lines that it may not read'
);
reset role;
update filters.dimensions set roles = '{buyer}'
where name = 'product';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select filters._measure_rows('{"product": ["cola"]}', 'price') $$)
    ->> 'key',
    'filters.unknown_dimension', 'who lacks the role of a dimension cannot narrow by it'
);

select * from finish();
rollback;
