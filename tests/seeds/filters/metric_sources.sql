-- Proves sql/seeds/filters/metric_sources.sql.j2.
begin;
select plan(1);

-- Given: the small shop, and two changes that wait.
select tests.small_shop();
delete from filters.transactions
where price_minor in (0, 999);

select is(
    core._read_metric_source('filters_changes_waiting') #> '{0}' ->> 'value', '2',
    'changes that wait are counted'
);
select * from finish();
rollback;
