-- Proves sql/seeds/suppliers/phases.sql.j2.
begin;
select plan(1);

select results_eq(
    $$ select p.code from suppliers.phases as p order by p.place $$,
    $$ values ('tooling'), ('samples'), ('production') $$,
    'tooling comes before samples, samples before production'
);

select * from finish();
rollback;
