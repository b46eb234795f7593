-- Proves sql/seeds/core/job_kinds_rest.sql.
begin;
select plan(1);

select is_empty(
    $$ select kind from core.job_kinds
      
          where handler = 'sql' and to_regprocedure(sql_function || '(core.jobs)') is null $$,
    'every kind that SQL handles names a function that is there'
);

select * from finish();
rollback;
