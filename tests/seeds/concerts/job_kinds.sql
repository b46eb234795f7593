-- Proves sql/seeds/concerts/job_kinds.sql.j2.
begin;
select plan(1);

select set_has(
    'select kind, handler, sql_function from core.job_kinds',
    $$ values ('concerts.find_duplicates', 'sql', 'concerts.run_find_duplicates') $$,
    'the jobs of concerts'
);

select * from finish();
rollback;
