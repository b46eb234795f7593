-- Proves functions/filters/load/_load_stores.sql.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select tests.stage_stores(
    '[{"store": "s3", "name": "Third", "country": "PH", "city": "Argao",
       "store_class": "Z"},
      {"store": "s2", "region": "NCR", "country": "PH"},
      {"store": "s4", "place": "psgc:1380300000"}]'
);
select is(
    filters._load_stores('pg_temp.staged_stores'), 3::bigint, 'every row counts'
);
select results_eq(
    $$ select s.store_key, s.name, p.place_key, k.code
       from filters.stores as s
       left join master.places as p on s.place_id = p.id
       left join master.store_classes as k on s.store_class_id = k.id
       order by s.store_key $$,
    $$ values
        ('s1', 'Store s1', '1380300000', 'A'), ('s2', 'Store s2', 'NCR', 'B'),
        ('s3', 'Third', '0702205000', 'Z'), ('s4', 'Store s4', '1380300000', null) $$,
    'known stores take what is not empty, new ones are added'
);
select is(
    filters.filter_values('region') -> 'items',
    '[{"value": "NCR", "label": "National Capital Region (NCR)", "count": 6},
      {"value": "Region VII", "label": "Region VII (Central Visayas)", "count": 1}]',
    'their lines are counted at the new place at once'
);
select is_empty(
    $$ select i.name
       from core.invariants as i
       cross join lateral core.run_invariant(i.name) as r
       where i.module = 'filters' and r.violations > 0 $$,
    'no invariant is broken'
);
select tests.stage_stores('[{"store": "s5"}, {"store": "s6", "place": "x"}]');
select is(
    tests.refusal($$ select filters._load_stores('pg_temp.staged_stores') $$) - 'hint',
    '{"code": "PT422", "key": "filters.invalid_store",
      "detail": "Line 2: there is no place x."}',
    'a bad row refuses its batch, with line and reason'
);

select * from finish();
rollback;
