-- Proves functions/master/_refuse_brands.sql.
begin;
select plan(1);

select tests.stage(
    '{brand,name,is_private,category}',
    '[{"brand": "a"}, {"name": "B"}, {"brand": "c", "category": "none"}]'
);
select results_eq(
    $$ select line, reason from master._refuse_brands('pg_temp.staged')
       order by line $$,
    $$ values (2::bigint, 'brand is missing'), (3, 'there is no category none') $$,
    'each bad row with its reason'
);

select * from finish();
rollback;
