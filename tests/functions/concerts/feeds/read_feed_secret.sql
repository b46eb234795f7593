-- Proves functions/concerts/feeds/read_feed_secret.sql.
begin;
select plan(4);

select is(
    concerts.read_feed_secret('setlistfm_api_key'),
    null,
    'without a vault there is none'
);
create schema if not exists vault;
create table if not exists vault.decrypted_secrets (name text, decrypted_secret text);
insert into vault.decrypted_secrets (name, decrypted_secret) values (
    'setlistfm_api_key', 'k'
),
('other', 'o');
select is(concerts.read_feed_secret('setlistfm_api_key'), 'k', 'the vault has the key');
select throws_ok(
    $$ select concerts.read_feed_secret('other') $$,
    'PT422',
    'core.invalid_argument',
    'other secrets are not for feeds'
);
select is_empty(
    $$ select r.rolname
       from (values ('anon'), ('authenticated'), ('app_reader')) as r (rolname)
       where has_function_privilege(
           r.rolname, 'concerts.read_feed_secret(text)', 'execute'
       ) $$,
    'keys are for servers'
);

select * from finish();
rollback;
