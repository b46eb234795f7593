-- Proves functions/core/console/resend_webhook_delivery.sql.
begin;
select plan(5);

-- Given: a failed delivery of ada's, one that is being sent, one of a disabled webhook.
create temporary table given as
select
    tests.make_delivery(tests.make_webhook('ada'), 1) as failed,
    tests.make_delivery(tests.make_webhook('ada'), 2) as leased,
    tests.make_delivery(tests.make_webhook('ada'), 3) as disabled;
grant select on given to authenticated;
update core.webhook_deliveries
set status = 'failed', step = 4, finished_at = core.now()
where event_id = 1;
update core.webhook_deliveries
set
    step = 4,
    leased_by = md5('a')::uuid,
    leased_until_at = core.now() + interval '1 hour'
where event_id = 2;
update core.webhook_endpoints
set status = 'disabled', status_reason = 'owner'
where id in (
    select d.endpoint_id
    from core.webhook_deliveries as d
    where d.event_id = 3
);

select tests.login_as(tests.user('eve'), 'admin');
select is(
    (select core.resend_webhook_delivery(g.failed) ->> 'status' from given as g),
    'pending', 'a failed delivery of another user is sent again'
);
reset role;
create temporary table answer as
select core.resend_webhook_delivery(g.leased) as it from given as g;
select is(
    (
        select d.step
        from core.webhook_deliveries as d
        where d.event_id = 2
    ),
    4,
    'one that is being sent stays as it is'
);
select tests.login_as(tests.user('eve'), 'admin');
select is(
    tests.refusal(
        format(
            'select core.resend_webhook_delivery(%s)',
            (select g.disabled from given as g)
        )
    ) ->> 'key',
    'core.webhook_disabled', 'one of a disabled webhook is refused'
);
select is(
    tests.refusal('select core.resend_webhook_delivery(-1)') ->> 'key',
    'core.webhook_delivery_not_found', 'one that is not there is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.resend_webhook_delivery(1) $$) ->> 'key',
    'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
