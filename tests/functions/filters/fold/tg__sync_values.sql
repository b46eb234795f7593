-- Proves functions/filters/fold/tg__sync_values.sql.
begin;
select plan(7);

-- Given: the small shop.
select tests.small_shop();

update master.brands
set name = 'Zzz'
where brand_key = 'crisp';
select is(
    filters.filter_values('brand') #>> '{items, 1, label}', 'Zzz',
    'a renamed brand is listed by its new name, where that belongs'
);
select results_eq(
    $$ select dimension, value, was from filters.value_changes $$,
    $$ values ('brand', 'crisp', null::bigint) $$,
    'an event is due'
);

-- Argao moves to another region with its province, a store to another class.
update master.places
set parent_id = (
    select id
    from master.places
    where place_key = 'NCR'
)
where place_key = '0702200000';
select is(
    filters.filter_values('region') -> 'items',
    '[{"value": "NCR", "label": "National Capital Region (NCR)", "count": 6}]',
    'a province that moves takes its lines with it'
);
update filters.stores
set store_class_id = (
    select id
    from master.store_classes
    where code = 'A'
)
where store_key = 's2';
select is(
    filters.filter_values('store_class', '{"province": "0702200000"}') -> 'items',
    '[{"label": "Class A: the quarter of stores that sells most", "value": "A",
       "count": 2}]',
    'a store in another class counts there'
);
select is_empty(
    $$ select i.name
       from core.invariants as i
       cross join lateral core.run_invariant(i.name) as r
       where i.module = 'filters' and r.violations > 0 $$,
    'no invariant is broken'
);
select is(
    filters.filter_values('province', '{"region": "NCR"}') ->> 'total', '2',
    'cascading follows'
);

create temporary table before as
select filters._version_of('brand') as version;
update master.brands
set name = name
where brand_key = 'none such';
select is(
    filters._version_of('brand'), (select version from pg_temp.before),
    'an update of no row is no change'
);

select * from finish();
rollback;
