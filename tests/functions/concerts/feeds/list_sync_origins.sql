-- Proves functions/concerts/feeds/list_sync_origins.sql.
begin;
select plan(2);

set local role service_role;
select is(concerts.list_sync_origins(), '[]'::jsonb, 'no page may call at first');
reset role;
update core.settings set value = '["https://admin.example"]'
where name = 'concerts.sync_origins';
set local role service_role;
select is(
    concerts.list_sync_origins(), '["https://admin.example"]'::jsonb,
    'the operator says which may'
);

select * from finish();
rollback;
