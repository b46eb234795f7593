-- Proves sql/seeds/concerts/interval_tasks.sql.j2.
begin;
select plan(1);

select set_eq(
    $$ select name from core.interval_tasks where name ~ '^concerts[.]' $$,
    $$ values ('concerts.run_fold_votes'), ('concerts.run_count_viewers') $$,
    'what a worker calls again and again'
);

select * from finish();
rollback;
