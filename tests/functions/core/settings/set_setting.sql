-- Proves functions/core/settings/set_setting.sql.
begin;
select plan(6);

select is(
    core.set_setting('core.trusted_proxies', '2', 'a second proxy') ->> 'value', '2',
    'the owner sets what the API does not change'
);
select throws_ok(
    $$ select core.set_setting('core.trusted_proxies', '-1', 'why') $$,
    'PT422', 'core.invalid_argument', 'a value against the schema is refused'
);
select throws_ok(
    $$ select core.set_setting('core.trusted_proxies', '3', null) $$,
    'PT422', 'core.invalid_argument', 'there is a reason'
);
select is(
    core.set_setting('core.trusted_proxies', null, 'one is gone') -> 'value',
    'null'::jsonb, 'null is the default again'
);
select results_eq(
    $$ select reason from core.audit_entries
       where row_id = 'core.trusted_proxies' order by id desc limit 2 $$,
    $$ values ('one is gone'), ('a second proxy') $$,
    'each change is audited, with its reason'
);
select is_empty(
    $$ select r.rolname from pg_catalog.pg_roles as r
       where
           not r.rolsuper
           and not pg_has_role(r.oid, (
               select p.proowner from pg_catalog.pg_proc as p
               where p.oid = 'core.set_setting(text, jsonb, text)'::regprocedure
           ), 'usage')
           and has_function_privilege(
               r.oid, 'core.set_setting(text, jsonb, text)', 'execute'
           ) $$,
    'only the owner may call it'
);

select * from finish();
rollback;
