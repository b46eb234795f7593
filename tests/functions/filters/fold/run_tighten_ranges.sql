-- Proves functions/filters/fold/run_tighten_ranges.sql.
begin;
select plan(1);

select is(
    filters.run_tighten_ranges(null), '0',
    'the answer of the job is how many cells it made exact'
);

select * from finish();
rollback;
