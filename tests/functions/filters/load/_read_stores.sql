-- Proves functions/filters/load/_read_stores.sql.
begin;
select plan(1);

-- Given: the small shop.
select tests.small_shop();
select tests.stage_stores(
    '[{"store": "s9", "name": "Old"},
      {"store": " s9 ", "name": "New", "country": "ph", "city": "makati city"},
      {"store": "s8", "place": "x"}, {"store": "s7", "store_class": "B"}]'
);

select results_eq(
    $$ select n.line, n.store_key, n.name, n.store_class, p.place_key, n.fault
       from filters._read_stores('pg_temp.staged_stores') as n
       left join master.places as p on n.place_id = p.id
       order by n.line $$,
    $$ values
        (2::bigint, 's9', 'New', null, '1380300000', null),
        (3, 's8', null, null, null, 'there is no place x'),
        (4, 's7', null, 'B', null, null) $$,
    'the last row of each store, with its place'
);

select * from finish();
rollback;
