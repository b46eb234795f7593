-- Proves sql/views/filters/located_changes.sql.
begin;
select plan(3);

-- Given: the small shop, and two changes.
select tests.small_shop();
select tests.sell('b3', 'fizz', 'food/drinks', 1);
delete from filters.transactions
where price_minor = 999;

select is(
    tests.grants_of('filters.located_changes'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.located_changes'),
    array['select all to app_reader, authenticated, service_role'],
    'the view opens these rows, whatever is granted'
);
select results_eq(
    $$ select l.price_minor, l.lines, r.place_key, p.place_key, c.place_key, k.code
       from filters.located_changes as l
       inner join filters.store_groups as o
           on l.group_id = o.id and l.store_id = o.store_id
       left join master.places as r on l.region_id = r.id
       left join master.places as p on l.province_id = p.id
       left join master.places as c on l.city_id = c.id
       left join master.store_classes as k on l.store_class_id = k.id
       order by l.price_minor $$,
    $$ values
        (1::bigint, 1::bigint, 'Region VII', '0702200000', '0702205000', 'B'),
        (999, -1, null, null, null, null) $$,
    'each change is there once, with where its store is'
);

select * from finish();
rollback;
