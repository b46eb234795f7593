-- Proves policies/core/webhook_deliveries.sql.j2.
begin;
select plan(10);

-- Given: ada and eve have an endpoint each, with a delivery and an attempt.
select tests.make_delivery(tests.make_webhook(t.name), 1)::text
from (values ('ada'), ('eve')) as t (name);
select count(*)::text from core.claim_webhooks(gen_random_uuid(), 10);

select policies_are(
    'core', 'webhook_deliveries',
    array['select_user_own', 'select_service_all', 'select_monitoring_all'],
    'webhook_deliveries has exactly these policies'
);
select is(
    tests.grants_of('core.webhook_deliveries'),
    array[
        'select (created_at, endpoint_id, event_at, event_id, event_type, finished_at, '
        'id, last_outcome, lease, leased_by, leased_until_at, next_attempt_at, status, '
        'step) to app_reader',
        'select to authenticated, service_role'
    ],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'), 'admin');
reset role;
select is(
    tests.reach_of('core.webhook_deliveries'),
    array['select 1 of 2 to authenticated', 'select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);
set local role authenticated;
select is(
    (select count(*) from core.webhook_deliveries), 1::bigint,
    'a user sees what belongs to their own endpoints, whatever the app role'
);
select is(
    tests.refusal('delete from core.webhook_deliveries where true') ->> 'code', '42501',
    'and changes nothing directly'
);
set local role anon;
select throws_ok(
    'select from core.webhook_deliveries',
    '42501',
    null,
    'an anonymous caller sees none'
);
set local role app_worker;
select throws_ok(
    'select from core.webhook_deliveries', '42501', null,
    'the worker works through the functions only'
);
set local role service_role;
select is(
    (select count(*) from core.webhook_deliveries),
    2::bigint,
    'a server of ours sees all'
);
set local role app_reader;
select is(
    (select count(*) from core.webhook_deliveries), 2::bigint, 'monitoring sees all'
);
select throws_ok(
    'select body from core.webhook_deliveries', '42501', null,
    'but not what was said'
);

select * from finish();
rollback;
