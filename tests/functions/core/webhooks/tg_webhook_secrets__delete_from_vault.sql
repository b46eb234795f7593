-- Proves functions/core/webhooks/tg_webhook_secrets__delete_from_vault.sql.
begin;
select plan(1);

-- Given: a vault with a secret that is ours, and one that is not.
create schema vault;
create table vault.secrets (id uuid primary key, secret text);
insert into vault.secrets values (tests.user('one'), 'x'), (tests.user('two'), 'y');
create temporary table given as
select tests.make_webhook('ada') as id;
insert into core.webhook_secrets (endpoint_id, vault_id, created_at)
select
    g.id,
    tests.user('one') as vault_id,
    now() as created_at
from given as g;

delete from core.webhook_endpoints
where id = (select id from given);
select results_eq(
    'select secret from vault.secrets', $$ values ('y') $$,
    'what is dropped here is dropped from the vault, and nothing else'
);

select * from finish();
rollback;
