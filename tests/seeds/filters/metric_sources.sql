-- Proves sql/seeds/filters/metric_sources.sql.
begin;
select plan(2);

-- Given: the small shop, and two changes that wait.
select tests.small_shop();
delete from filters.transactions
where id in (select t.id from filters.transactions as t order by t.id limit 2);

select is(
    core._read_metric_source('filters_changes_waiting') #> '{0}' ->> 'value', '2',
    'changes that wait are counted'
);
update filters.line_changes
set noted_at = noted_at - interval '1 minute'
where true;
select cmp_ok(
    (core._read_metric_source('filters_fold_lag_seconds') #> '{0}' ->> 'value')::numeric,
    '>=', 60::numeric,
    'the oldest one is the lag'
);

select * from finish();
rollback;
