-- Proves sql/seeds/master/store_classes.sql.j2.
begin;
select plan(1);

select results_eq(
    $$ select code from master.store_classes order by code $$,
    $$ values ('A'), ('B'), ('C'), ('D') $$,
    'four classes'
);

select * from finish();
rollback;
