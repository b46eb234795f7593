-- Proves policies/core/webhook_receipts.sql.j2.
begin;
select plan(9);

-- Given: a source and a message of it.
insert into core.webhook_sources (name, job_kind, created_at) values (
    'pms', 'a.b', now()
);
insert into core.webhook_receipts (source, message_id, headers, body, received_at)
values ('pms', 'm1', '{}', 'x', now());

select policies_are(
    'core', 'webhook_receipts',
    array['select_operators_all', 'select_monitoring_all'],
    'webhook_receipts has exactly these policies'
);
select is(
    tests.grants_of('core.webhook_receipts'),
    array[
        'select (id, message_id, received_at, source) to app_reader',
        'select to app_worker, service_role'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.webhook_receipts'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);
set local role app_worker;
select is((select body from core.webhook_receipts), 'x', 'a handler reads what came');
select throws_ok(
    'delete from core.webhook_receipts where true', '42501', null, 'and changes nothing'
);
set local role service_role;
select is((select body from core.webhook_receipts), 'x', 'a server of ours reads it');
set local role app_reader;
select is(
    (select message_id from core.webhook_receipts),
    'm1',
    'monitoring sees that it came'
);
select throws_ok(
    'select body from core.webhook_receipts', '42501', null,
    'but not what'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    'select from core.webhook_receipts', '42501', null,
    'no user sees any'
);

select * from finish();
rollback;
