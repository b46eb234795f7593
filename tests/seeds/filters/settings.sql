-- Proves sql/seeds/filters/settings.sql.j2.
begin;
select plan(1);

select is(
    core.setting('filters.max_values'), '1000'::jsonb,
    'a selection may name a thousand values of a dimension'
);

select * from finish();
rollback;
