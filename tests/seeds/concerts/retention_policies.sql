-- Proves sql/seeds/concerts/retention_policies.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select table_name, keep from core.retention_policies $$,
    $$ values ('concerts.raw_pages', '14 days'::interval), ('concerts.feed_errors',
        '30 days'), ('concerts.feed_runs', '90 days') $$,
    'what feeds leave behind goes'
);

select * from finish();
rollback;
