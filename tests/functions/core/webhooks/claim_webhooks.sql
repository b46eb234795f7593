-- Proves functions/core/webhooks/claim_webhooks.sql.
begin;
select plan(26);

-- Given: ada's endpoint takes 4 at once; bob's has one; eve's is disabled.
select tests.set_clock('2030-01-01 00:00:00.9+00');
create temporary table given as
select
    tests.make_webhook('ada') as ada,
    tests.make_webhook('bob') as bob,
    tests.make_webhook('eve') as eve;
update core.webhook_endpoints set status = 'disabled', status_reason = 'owner'
where id = (select eve from given);
select tests.make_delivery(g.ada, n)::text from given as g, generate_series(1, 10) as n;
select
    tests.make_delivery(g.bob, 1)::text as bob,
    tests.make_delivery(g.eve, 1)::text as eve
from given as g;
create temporary table claimed as
select
    1 as round,
    *
from core.claim_webhooks(tests.user('w'), 100) with no data;
grant insert, select on claimed to app_worker;

set local role app_worker;
insert into claimed
select
    1 as round,
    *
from core.claim_webhooks(tests.user('w'), 100);
select is(
    (select count(*) from claimed), 5::bigint, 'four of ada''s and bob''s are taken'
);
select results_eq(
    $$ select distinct
           c.url, c.lease, c.headers ->> 'webhook-timestamp'
       from claimed as c $$,
    $$ values ('https://example.com/hook', 1, '1893456000') $$,
    'each comes with where to send it and when it was signed'
);
insert into claimed
select
    2 as round,
    *
from core.claim_webhooks(tests.user('w'), 100);
select is(
    (
        select count(*)
        from claimed
        where round = 2
    ),
    0::bigint,
    'no more than its concurrency are under way at an endpoint'
);
reset role;
select is(
    (
        select count(*)
        from claimed as c
        where c.headers ->> 'webhook-signature' = core._sign_webhook(
            c.headers ->> 'webhook-id', 1893456000, c.body,
            '{whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}'
        )
    ),
    5::bigint,
    'each is signed with the secret of its endpoint'
);
select is(
    (
        select count(*)
        from core.webhook_attempts
        where outcome is null
    ),
    5::bigint,
    'every attempt is on record before it is made'
);

-- Rescue: after the lease.
select tests.set_clock('2030-01-01 00:01:00.8+00');
insert into claimed
select
    3 as round,
    *
from core.claim_webhooks(tests.user('w'), 100);
select is(
    (
        select count(*)
        from claimed
        where round = 3
    ),
    0::bigint,
    'a lease lasts a minute'
);
select tests.set_clock('2030-01-01 00:01:00.9+00');
insert into claimed
select
    3 as round,
    *
from core.claim_webhooks(tests.user('w'), 100);
select is(
    (
        select count(*)
        from claimed
        where round = 3
    ),
    5::bigint,
    'what a dead sender held is taken again'
);
select results_eq(
    $$ select a.outcome, count(*)
       from core.webhook_attempts as a group by a.outcome order by 1 $$,
    $$ values ('lost', 5::bigint), (null, 5) $$,
    'and its attempts are marked lost'
);
update core.webhook_deliveries set step = 10
where leased_by is not null;
select tests.set_clock('2030-01-01 00:03+00');
insert into claimed
select
    4 as round,
    *
from core.claim_webhooks(tests.user('w'), 100);
select is(
    (
        select count(*)
        from core.webhook_deliveries
        where status = 'failed'
    ),
    5::bigint,
    'what was lost at the last step has failed: nothing kills senders for ever'
);

-- Rate, turns, circuit.
update core.webhook_deliveries set status = 'failed', finished_at = core.now(),
    leased_by = null, leased_until_at = null
where status = 'pending';
update core.webhook_endpoints set max_concurrency = 100, max_per_second = 2
where true;
update core.webhook_circuits set tokens = 0, refilled_at = core.now()
where true;
select
    tests.make_delivery(g.ada, 100 + n)::text as ada,
    tests.make_delivery(g.bob, 100 + n) as bob
from given as g, generate_series(1, 10) as n;
insert into claimed
select
    5 as round,
    *
from core.claim_webhooks(tests.user('w'), 100);
select
    is((select count(*) from claimed
where round = 5), 0::bigint, 'no token, no delivery');
select tests.set_clock('2030-01-01 00:03:01+00');
insert into claimed
select
    6 as round,
    *
from core.claim_webhooks(tests.user('w'), 100);
select is(
    (
        select count(*)
        from claimed
        where round = 6
    ),
    4::bigint,
    'two a second and endpoint'
);
select tests.set_clock('2030-01-01 00:03:03+00');
insert into claimed
select
    7 as round,
    *
from core.claim_webhooks(tests.user('w'), 2);
insert into claimed
select
    8 as round,
    *
from core.claim_webhooks(tests.user('w'), 2);
select results_eq(
    $$ select c.round, count(distinct d.endpoint_id)
       from claimed as c
       inner join core.webhook_deliveries as d on c.delivery_id = d.id
       where c.round in (7, 8)
       group by c.round order by 1 $$,
    $$ values (7, 1::bigint), (8, 1) $$,
    'a small claim is filled from one endpoint'
);
select is(
    (
        select count(distinct d.endpoint_id)
        from claimed as c
        inner join core.webhook_deliveries as d on c.delivery_id = d.id
        where c.round in (7, 8)
    ),
    2::bigint,
    'and the next one from the other: endpoints take turns'
);
update core.webhook_circuits
set state = 'open', resume_at = '2030-01-01 01:00+00', tokens = 50
where true;
select tests.set_clock('2030-01-01 00:59:59+00');
insert into claimed
select
    9 as round,
    *
from core.claim_webhooks(tests.user('w'), 100);
select is(
    (
        select count(*)
        from claimed
        where round = 9
    ),
    0::bigint,
    'an open circuit lets nothing through'
);
update core.webhook_deliveries set leased_by = null, leased_until_at = null
where leased_by is not null;
select tests.set_clock('2030-01-01 01:00+00');
insert into claimed
select
    10 as round,
    *
from core.claim_webhooks(tests.user('w'), 100);
insert into claimed
select
    11 as round,
    *
from core.claim_webhooks(tests.user('w'), 100);
select results_eq(
    $$ select c.round, count(*)
       from claimed as c
       where c.round in (10, 11)
       group by 1 $$,
    $$ values (10, 2::bigint) $$,
    'when its time is over, one probe goes to each endpoint'
);

-- Rights and shares: everything anew.
delete from core.webhook_endpoints
where true;
update core.settings set value = '100'
where name = 'core.webhook_max_per_second';
create temporary table mine as
select
    tests.make_webhook('ada') as a1,
    tests.make_webhook('ada') as a2,
    tests.make_webhook('bob') as b;
update core.webhook_endpoints set max_concurrency = 100, max_per_second = 1000
where true;
select
    tests.make_delivery(m.a1, n)::text as one,
    tests.make_delivery(m.a2, n)::text as two
from mine as m, generate_series(1, 50) as n;
create function pg_temp.held() returns table (owner_id uuid, n bigint)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select e.owner_id, count(*)
    from core.webhook_deliveries as d
    inner join core.webhook_endpoints as e on d.endpoint_id = e.id
    where d.leased_by is not null
    group by e.owner_id
$$;
select core.claim_webhooks(tests.user('v'), 32)::text;
select results_eq(
    'select n from pg_temp.held()', '{17}'::bigint[],
    'one owner alone takes about half of the slots, over all endpoints'
);
select core.claim_webhooks(tests.user('v'), 15)::text;
select results_eq(
    'select n from pg_temp.held()', '{17}'::bigint[],
    'and no more while these are under way'
);
select tests.make_delivery(b, n)::text from mine, generate_series(1, 40) as n;
select core.claim_webhooks(tests.user('v'), 15)::text;
select results_eq(
    $$ select n from pg_temp.held() where owner_id = tests.user('bob') $$,
    '{8}'::bigint[],
    'the next owner takes half of what is left'
);
select core.claim_webhooks(tests.user('x'), 1)::text;
select is(
    (
        select count(*)
        from core.webhook_deliveries
        where leased_by = tests.user('x')
    ),
    1::bigint, 'a single free slot is used'
);
update core.webhook_deliveries set leased_by = null, leased_until_at = null,
    next_attempt_at = core.now()
where leased_by is not null;
update core.webhook_deliveries
set topic = case when event_id = 1 then 'core:audit' else 'concerts:show:1' end
where endpoint_id = (select b from mine);
create temporary table sent as
select * from core.claim_webhooks(tests.user('y'), 32);
select results_eq(
    $$ select d.status, d.last_outcome from core.webhook_deliveries as d
       where d.topic = 'core:audit' $$,
    $$ values ('failed', 'forbidden') $$,
    'a topic that the owner may no longer read is not sent: the right is asked again'
);
select ok(
    exists (
        select from sent as s
        inner join core.webhook_deliveries as d on s.delivery_id = d.id
        where d.topic = 'concerts:show:1'
    ),
    'the others are'
);
update core.webhook_deliveries set leased_by = null, leased_until_at = null,
    next_attempt_at = core.now()
where leased_by is not null;
delete from auth.users
where id = md5('bob')::uuid;
create temporary table sent_after as
select * from core.claim_webhooks(tests.user('z'), 32);
select results_eq(
    $$ select distinct d.status, d.last_outcome
       from core.webhook_deliveries as d
       where d.endpoint_id = (select b from mine) and d.topic <> 'core:audit' $$,
    $$ values ('failed', 'owner_gone') $$,
    'what is pending of an owner who is gone ends, and says why'
);
select is(
    (
        select e.status_reason
        from core.webhook_endpoints as e
        inner join mine as m on e.id = m.b
    ),
    'owner_gone', 'so does the endpoint'
);
select function_privs_are(
    'core', 'claim_webhooks', array['uuid', 'integer', 'interval'],
    'authenticated', '{}'::text[],
    'only the worker claims'
);

reset role;
select is(
    tests.refusal(t.call) ->> 'key', 'core.invalid_argument', t.call || ' is refused'
)
from (
    values
    ($$ select core.claim_webhooks(md5('a')::uuid, -1) $$),
    ($$ select core.claim_webhooks(md5('a')::uuid, 1, null) $$)
) as t (call);

select * from finish();
rollback;
