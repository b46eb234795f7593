-- Proves functions/core/webhooks/_list_active_webhook_secrets.sql.
begin;
select plan(5);

-- Given: an endpoint whose secret was rotated, and a source.
select tests.set_clock('2030-01-01 00:00+00');
create temporary table given as
select tests.make_webhook('ada') as id;
create temporary table told as
select core._create_webhook_secret(g.id, null) as secret from given as g;
insert into core.webhook_sources (name, job_kind, created_at) values (
    'pms', 'x.y', now()
);
insert into core.webhook_secrets (source, secret, created_at)
values ('pms', 'whsec_c291cmNl', now());

select is(
    core._list_active_webhook_secrets((select id from given), null),
    array[(select secret from told), 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    'both are live during a rotation, the new one first'
);
select is(
    core._list_active_webhook_secrets(null, 'pms'), '{whsec_c291cmNl}'::text[],
    'a source has its own'
);
select is(
    core._list_active_webhook_secrets(null, null), '{}'::text[],
    'an anonymous caller has none'
);
select tests.set_clock('2030-01-02 00:00+00');
select is(
    core._list_active_webhook_secrets((select id from given), null),
    array[(select secret from told)],
    'the old one is dead when the overlap is over'
);
select is_empty(
    $$ select r.rolname
       from (
           values ('anon'), ('authenticated'), ('service_role'), ('app_worker'),
               ('app_reader')
       ) as r (rolname)
       where has_any_column_privilege(r.rolname, 'core.webhook_secrets', 'select')
           or has_table_privilege(r.rolname, 'core.webhook_secrets', 'insert, update, delete')
           or has_function_privilege(
               r.rolname, 'core._list_active_webhook_secrets(uuid, text)', 'execute'
           ) $$,
    'no role may read or write secrets, or call what reads them'
);

select * from finish();
rollback;
