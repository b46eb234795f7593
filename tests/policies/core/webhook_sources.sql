-- Proves policies/core/webhook_sources.sql.
begin;
select plan(8);

-- Given: a source and a message of it.
insert into core.webhook_sources (name, job_kind, created_at) values (
    'pms', 'a.b', now()
);
insert into core.webhook_receipts (source, message_id, headers, body, received_at)
values ('pms', 'm1', '{}', 'x', now());

select policies_are(
    'core', 'webhook_sources', array['select_operators_all'],
    'webhook_sources has exactly these policies'
);
select is(
    tests.grants_of('core.webhook_sources'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.webhook_sources'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);
set local role service_role;
select is(
    (select count(*) from core.webhook_sources), 1::bigint,
    'operators see sources'
);
select throws_ok(
    'delete from core.webhook_sources where true', '42501', null,
    'and change them through the function only'
);
set local role app_reader;
select is(
    (select count(*) from core.webhook_sources),
    1::bigint,
    'monitoring sees sources'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    'select from core.webhook_sources', '42501', null,
    'no user sees them'
);
set local role anon;
select throws_ok(
    'select from core.webhook_sources', '42501', null, 'and neither does any other role'
);

select * from finish();
rollback;
