-- Proves functions/core/webhooks/_resend_delivery.sql.
begin;
select plan(4);

-- Given: an endpoint with a delivery that failed.
select tests.set_clock('2030-01-01 00:00+00');
create temporary table given as
select tests.make_webhook('ada') as id;
create temporary table made as
select tests.make_delivery((select id from given), 1) as id;
select core.finish_webhook(c.delivery_id, c.lease, 400, null, 1)
from core.claim_webhooks(gen_random_uuid(), 1) as c;
create function tests.resend()
    returns jsonb language sql as $$
    select core._resend_delivery(e, (select id from made))
    from core.webhook_endpoints as e
    where e.id = (select id from given);
$$;

select is(
    tests.resend() - 'id',
    '{"status": "pending", "next_attempt_at": "2030-01-01T00:00:00+00:00"}'::jsonb,
    'it is due at once'
);
select isnt_empty(
    $$ select c.delivery_id from core.claim_webhooks(gen_random_uuid(), 1) as c $$,
    'and is claimed'
);
do $$ begin perform tests.resend(); end $$;
select isnt(
    (select d.leased_by from core.webhook_deliveries as d), null,
    'one that is being sent keeps its lease'
);
update core.webhook_endpoints set status = 'disabled', status_reason = 'owner'
where true;
select is(
    tests.refusal('select tests.resend()') ->> 'key', 'core.webhook_disabled',
    'a disabled endpoint gets nothing'
);

select * from finish();
rollback;
