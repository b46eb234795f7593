-- Proves sql/seeds/filters/job_kinds.sql.j2.
begin;
select plan(1);

select is(
    (select sql_function from core.job_kinds
     where kind = 'filters.prune_dimensions'),
    'filters.run_prune_dimensions', 'pruning is a job of SQL'
);

select * from finish();
rollback;
