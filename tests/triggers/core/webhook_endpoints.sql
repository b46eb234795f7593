-- Proves triggers/core/webhook_endpoints.sql.
begin;
select plan(1);

select set_eq(
    $$ select t.tgname::text, t.tgfoid::regproc::text
       from pg_catalog.pg_trigger as t
       where t.tgrelid = 'core.webhook_endpoints'::regclass and not t.tgisinternal $$,
    $$ values ('t10_note_owner', 'core.tg_webhook_endpoints__note_owner') $$,
    'it is noted that auth.users had the owner'
);

select * from finish();
rollback;
