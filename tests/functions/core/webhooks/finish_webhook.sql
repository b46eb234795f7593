-- Proves functions/core/webhooks/finish_webhook.sql.
begin;
select plan(19);

-- Given: no jitter; an endpoint, and a way to attempt its one delivery.
select tests.set_clock('2030-01-01 00:00+00');
update core.settings set value = '0'
where name = 'core.webhook_jitter';
update core.settings set value = '1000'
where name = 'core.webhook_breaker_failures';
create temporary table given as
select tests.make_webhook('ada') as id;
select tests.make_delivery((select id from given), 1)::text;
create function tests.attempt(
    p_code integer, p_error text default null, p_retry_after text default null
) returns text
    language plpgsql
as $$
declare
    v_status text;
begin
    perform tests.set_clock(greatest(
        core.now(), (select next_attempt_at from core.webhook_deliveries)
    ));
    update core.webhook_circuits set resume_at = null where resume_at <= core.now();
    select core.finish_webhook(
        c.delivery_id, c.lease, p_code, p_error, 5, p_retry_after, 'no', encode(sha256('no'), 'hex')
    )
    into v_status
    from core.claim_webhooks(gen_random_uuid(), 1) as c;
    return format(
        '%s %s', coalesce(v_status, 'not claimed'),
        (select next_attempt_at - core.now() from core.webhook_deliveries)
    );
end;
$$;
create function tests.again() returns text
    language sql
as $$
    update core.webhook_deliveries set status = 'pending', step = 0, finished_at = null,
        next_attempt_at = core.now()
    where true;
    select 'again';
$$;

select results_eq(
    $$ select tests.attempt(500) from generate_series(1, 10) $$,
    $$ values
        ('pending 00:00:05'), ('pending 00:05:00'), ('pending 00:30:00'),
        ('pending 02:00:00'), ('pending 05:00:00'), ('pending 10:00:00'),
        ('pending 14:00:00'), ('pending 20:00:00'), ('pending 1 day'),
        ('failed 00:01:00') $$,
    'ten attempts climb the ladder, then it has failed'
);
select is(
    (
        select count(*)
        from core.webhook_attempts
        where status_code = 500
    ),
    10::bigint,
    'every attempt is kept'
);
select tests.again();
select is(tests.attempt(302), 'pending 00:00:05', 'a redirect is tried again');
select is(tests.attempt(null, 'timeout: slow'), 'pending 00:05:00', 'so is silence');
select is(
    tests.attempt(429, null, '3600'), 'pending 01:00:00',
    'a Retry-After beyond the ladder counts'
);
select is(
    (select resume_at - core.now() from core.webhook_circuits), '1 hour'::interval,
    'and holds everything for this endpoint'
);
select is(
    tests.attempt(503, null, '1'), 'pending 02:00:00',
    'one below the ladder does not shorten it'
);
select is(
    split_part(tests.attempt(403), ' ', 1), 'failed',
    'a permanent refusal is not tried again'
);
select tests.again();
select is(
    split_part(tests.attempt(null, 'refused: 127.0.0.1'), ' ', 1), 'failed',
    'nor is an address that we do not send to'
);
select tests.again();
select is(split_part(tests.attempt(204), ' ', 1), 'delivered', 'a 2xx is success');
select results_eq(
    $$ select d.last_outcome, d.leased_by, a.outcome, a.latency_ms, a.response,
           a.response_sha256
       from core.webhook_deliveries as d
       inner join core.webhook_attempts as a
           on d.id = a.delivery_id and a.number = d.lease $$,
    $$ values (
        'delivered', null::uuid, 'delivered', 5, 'no', encode(sha256('no'), 'hex')
    ) $$,
    'the attempt says what came back, how fast and its hash'
);
select tests.again();
select is(split_part(tests.attempt(410), ' ', 1), 'failed', '410 is the end');
select is(
    (select status_reason from core.webhook_endpoints), 'gone',
    'and disables the endpoint'
);

-- Fencing: a lease that was lost decides nothing.
update core.webhook_endpoints set status = 'active', status_reason = null
where true;
select tests.again();
create temporary table late as
select * from core.claim_webhooks(gen_random_uuid(), 1);
select tests.set_clock(core.now() + '2 minutes');
create temporary table holder as
select * from core.claim_webhooks(gen_random_uuid(), 1);
select is(
    (select core.finish_webhook(l.delivery_id, l.lease, 200, null, 1) from late as l),
    'stale',
    'who lost the lease cannot finish'
);
select results_eq(
    $$ select d.status, d.lease = h.lease, d.leased_by is not null
       from core.webhook_deliveries as d cross join holder as h $$,
    $$ values ('pending', true, true) $$,
    'the delivery stays with who has it now'
);
select is(
    (
        select a.outcome from core.webhook_attempts as a
        inner join late as l on a.delivery_id = l.delivery_id and a.number = l.lease
    ),
    'delivered',
    'but what the late one saw is kept'
);
select is(
    (select core.finish_webhook(h.delivery_id, h.lease, 200, null, 1) from holder as h),
    'delivered',
    'who has the lease finishes'
);
select is(
    (select core.finish_webhook(h.delivery_id, h.lease, 500, null, 1) from holder as h),
    'stale',
    'once'
);
select is(
    core.finish_webhook(0, 1, 200, null, 1), 'stale',
    'a report of a deleted delivery is stale'
);

select * from finish();
rollback;
