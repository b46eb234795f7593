-- Proves functions/core/webhooks/replay_webhook.sql.
begin;
select plan(5);

-- Given: ada's endpoint with a delivery that failed and one that is under way.
select tests.set_clock('2030-01-01 00:00+00');
create temporary table given as
select tests.make_webhook('ada') as id;
grant select on given to authenticated;
create temporary table made as
select
    tests.make_delivery((select id from given), 1) as failed,
    null::bigint as under_way;
grant select on made to authenticated;
select core.finish_webhook(c.delivery_id, c.lease, 400, null, 1)
from core.claim_webhooks(gen_random_uuid(), 1) as c;
update made
set under_way = tests.make_delivery((select id from given), 2)
where true;
create temporary table claimed as
select * from core.claim_webhooks(gen_random_uuid(), 1);

select tests.login_as(tests.user('ada'));
select is(
    api.replay_webhook((select failed from made)) ->> 'status', 'pending',
    'what failed is pending again'
);
select lives_ok(
    format('select core.replay_webhook(%s)', (select under_way from made)),
    'what is under way may be asked for'
);
reset role;
select results_eq(
    $$ select d.event_id, d.step, d.leased_by is not null, d.lease
       from core.webhook_deliveries as d order by d.id $$,
    $$ values (1::bigint, 0, false, 1), (2, 1, true, 1) $$,
    'the ladder begins anew, attempts are counted on; what is under way is left alone'
);
update core.webhook_endpoints set status = 'disabled', status_reason = 'owner'
where true;
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal(
        format('select core.replay_webhook(%s)', (select failed from made))
    ) ->> 'key',
    'core.webhook_disabled',
    'a disabled endpoint gets nothing'
);
select tests.login_as(tests.user('eve'));
select is(
    tests.refusal(
        format('select core.replay_webhook(%s)', (select failed from made))
    ) ->> 'key',
    'core.webhook_delivery_not_found',
    'a user cannot replay another''s delivery'
);

select * from finish();
rollback;
