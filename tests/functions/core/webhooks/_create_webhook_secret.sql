-- Proves functions/core/webhooks/_create_webhook_secret.sql.
begin;
select plan(7);

-- Given: an endpoint with one secret.
select tests.set_clock('2030-01-01 00:00+00');
create temporary table given as
select tests.make_webhook('ada') as id;
create temporary table told (secret text);
insert into told
select core._create_webhook_secret(g.id, null) from given as g;

select matches(
    (select secret from told), '^whsec_[A-Za-z0-9+/]{43}=$',
    'a secret is whsec_ and 32 bytes in base64'
);
select results_eq(
    $$ select s.expires_at
       from core.webhook_secrets as s
       inner join given as g on s.endpoint_id = g.id
       order by s.id $$,
    $$ values ('2030-01-02 00:00+00'::timestamptz), (null) $$,
    'the secret before stays live for the overlap'
);
insert into told
select core._create_webhook_secret(g.id, null) from given as g;
select is(
    (
        select count(*)
        from core.webhook_secrets as s
        inner join given as g on s.endpoint_id = g.id
    ),
    2::bigint,
    'a further rotation ends the oldest: two are live at most'
);
select is(
    (select count(distinct secret) from told), 2::bigint,
    'every secret is new'
);

-- Given: a vault, as Supabase has it.
create schema vault;
create table vault.secrets (id uuid primary key default gen_random_uuid(), secret text);
create view vault.decrypted_secrets as
select
    id,
    secret as decrypted_secret
from vault.secrets;
create function vault.create_secret(
    new_secret text, new_name text default null,
    new_description text default '', new_key_id uuid default null
)
    returns uuid
    language sql
as $$ insert into vault.secrets (secret) values (new_secret) returning id $$;

insert into told
select core._create_webhook_secret(g.id, null) from given as g;
select results_eq(
    $$ select s.secret, v.secret in (select secret from told)
       from core.webhook_secrets as s
       inner join given as g on s.endpoint_id = g.id
       inner join vault.secrets as v on s.vault_id = v.id $$,
    $$ values (null::text, true) $$,
    'where the vault is, the text is only there'
);
select is(
    cardinality(core._list_active_webhook_secrets((select id from given), null)), 2,
    'secrets in the vault and in the table are live together'
);
delete from core.webhook_endpoints
where id = (select id from given);
select is(
    (select count(*) from vault.secrets), 0::bigint,
    'the vault forgets a secret with its endpoint'
);

select * from finish();
rollback;
