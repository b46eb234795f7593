-- Proves sql/seeds/filters/settings.sql.j2.
begin;
select plan(2);

select is(
    core.setting('filters.max_values'), '1000'::jsonb,
    'a selection may name a thousand values of a dimension'
);

select ok(
    core.setting('filters.replica_reads') ? 'filter_values',
    'a replica may answer the filters'
);

select * from finish();
rollback;
