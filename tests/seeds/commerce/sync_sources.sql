-- Proves sql/seeds/commerce/sync_sources.sql.
begin;
select plan(1);

select results_eq(
    $$ select s.name, s.is_connected from commerce.sync_sources as s $$,
    $$ values ('pms', false) $$, 'the PMS is known, and not connected'
);

select * from finish();
rollback;
