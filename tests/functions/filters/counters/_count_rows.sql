-- Proves functions/filters/counters/_count_rows.sql.
begin;
select plan(9);

-- Given: the shop with registered dimensions.
select tests.registered_shop();
create function pg_temp.counted(p_dimension text, p_selection jsonb)
    returns jsonb
    language sql
as $$
    select jsonb_object_agg(d.value, n.lines)
    from filters._count_rows(p_dimension, p_selection) as c
    cross join lateral unnest((c).value_ids, (c).lines) as n (value_id, lines)
    inner join filters.dimension_values as d
        on d.dimension = p_dimension and n.value_id = d.value_id
$$;

select is(pg_temp.counted(w.name, '{"product": ["chips"]}'), w.counts, w.name)
from (
    values
    ('region', '{"NCR": 1, "Region VII": 1}'::jsonb),
    ('province', '{"1300000000": 1, "0702200000": 1}'),
    ('city', '{"1380300000": 1, "0702205000": 1}'),
    ('store_class', '{"A": 1, "B": 1}'),
    ('category', '{"food/snacks": 2}'),
    ('brand', '{"crisp": 2}')
) as w (name, counts);
select is(
    pg_temp.counted('brand', '{"product": ["nothing"]}'), null, 'no line, no value'
);
update core.settings
set value = '1'
where name = 'filters.max_cost';
select is(
    tests.refusal($$ select filters._count_rows('brand', '{"product": ["cola"]}') $$)
    ->> 'key',
    'filters.too_much_to_count', 'too much is refused'
);
update filters.dimensions set roles = '{buyer}'
where name = 'product';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select filters._count_rows('brand', '{"product": ["cola"]}') $$)
    ->> 'key',
    'filters.unknown_dimension', 'who lacks the role is refused'
);

select * from finish();
rollback;
