-- Proves triggers/core/webhook_secrets.sql.
begin;
select plan(1);

select set_eq(
    $$ select t.tgname::text, t.tgfoid::regproc::text
       from pg_catalog.pg_trigger as t
       where t.tgrelid = 'core.webhook_secrets'::regclass and not t.tgisinternal $$,
    $$ values (
           't20_delete_from_vault', 'core.tg_webhook_secrets__delete_from_vault'
       ) $$,
    'a deleted secret is forgotten in the vault too'
);

select * from finish();
rollback;
