-- Proves functions/filters/load/_refuse_stores.sql.
begin;
select plan(1);

select tests.stage_stores(
    '[{"store": "s1", "store_class": "A"}, {"store": ""},
      {"store": "s2", "store_class": "AA", "place": "x"}]'
);
select results_eq(
    $$ select line, reason from filters._refuse_stores('pg_temp.staged_stores')
       order by line $$,
    $$ values
        (2::bigint, 'store is missing'),
        (3, 'store_class is not one letter, A to Z; there is no place x') $$,
    'each bad row with its reasons'
);

select * from finish();
rollback;
