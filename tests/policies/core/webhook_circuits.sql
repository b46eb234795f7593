-- Proves policies/core/webhook_circuits.sql.j2.
begin;
select plan(9);

-- Given: ada and eve have an endpoint each, with a delivery and an attempt.
select tests.make_delivery(tests.make_webhook(t.name), 1)::text
from (values ('ada'), ('eve')) as t (name);
select count(*)::text from core.claim_webhooks(gen_random_uuid(), 10);

select policies_are(
    'core', 'webhook_circuits', array['select_operators_all', 'select_user_own'],
    'webhook_circuits has exactly these policies'
);
select is(
    tests.grants_of('core.webhook_circuits'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select tests.login_as(tests.user('ada'), 'admin');
reset role;
select is(
    tests.reach_of('core.webhook_circuits'),
    array['select 1 of 2 to authenticated', 'select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);
set local role authenticated;
select is(
    (select count(*) from core.webhook_circuits), 1::bigint,
    'a user sees what belongs to their own endpoints, whatever the app role'
);
select is(
    tests.refusal('delete from core.webhook_circuits where true') ->> 'code', '42501',
    'and changes nothing directly'
);
set local role anon;
select throws_ok(
    'select from core.webhook_circuits', '42501', null, 'an anonymous caller sees none'
);
set local role app_worker;
select throws_ok(
    'select from core.webhook_circuits', '42501', null,
    'the worker works through the functions only'
);
set local role service_role;
select is(
    (select count(*) from core.webhook_circuits),
    2::bigint,
    'a server of ours sees all'
);
set local role app_reader;
select is(
    (select count(*) from core.webhook_circuits), 2::bigint,
    'monitoring sees all'
);

select * from finish();
rollback;
