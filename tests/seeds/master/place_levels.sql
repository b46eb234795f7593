-- Proves sql/seeds/master/place_levels.sql.
begin;
select plan(1);

select results_eq(
    $$ select level::integer, label from master.place_levels
       where country = 'PH' order by level $$,
    $$ values (1, 'Region'), (2, 'Province'), (3, 'City or municipality') $$,
    'the levels of the PSGC have their names'
);

select * from finish();
rollback;
