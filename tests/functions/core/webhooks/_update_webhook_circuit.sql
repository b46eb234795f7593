-- Proves functions/core/webhooks/_update_webhook_circuit.sql.
begin;
select plan(11);

-- Given: an endpoint that opens after two failures, for a minute, then two.
select tests.set_clock('2030-01-01 00:00+00');
update core.settings set value = '2'
where name = 'core.webhook_breaker_failures';
create temporary table given as
select tests.make_webhook('ada') as id;
create function tests.turn(p_outcome text, p_wait interval default null) returns text
    language plpgsql
as $$
begin
    perform core._update_webhook_circuit(c, p_outcome, p_wait)
    from core.webhook_circuits as c;
    return (
        select format(
            '%s %s %s', c.state, c.failures, extract(epoch from c.resume_at - core.now())::int
        )
        from core.webhook_circuits as c
    );
end;
$$;

select is(tests.turn('unavailable'), 'closed 1 ', 'one failure is no reason to stop');
select is(
    tests.turn('refused'), 'closed 0 ',
    'a refusal proves that the receiver is available'
);
select is(tests.turn('unavailable'), 'closed 1 ', 'failures are counted anew');
select is(tests.turn('throttled', '10 s'), 'open 0 60', 'so many in a row open it');
update core.webhook_circuits set state = 'half_open'
where true;
select is(
    tests.turn('unavailable'),
    'open 0 120',
    'a probe that fails opens it for longer'
);
update core.webhook_circuits set state = 'half_open'
where true;
select is(tests.turn('delivered'), 'closed 0 ', 'a success closes it');
select is(
    (select failing_since_at from core.webhook_circuits), null,
    'and ends the time of failing'
);
select is(
    tests.turn('throttled', '1 day'), 'closed 1 86400',
    'a receiver that asks for time gets it'
);
select is(
    tests.turn('delivered'), 'closed 0 86400',
    'also when another delivery succeeds meanwhile'
);
select tests.turn('failed');
select tests.set_clock('2030-01-05 23:59+00');
select tests.turn('failed');
select is(
    (select status from core.webhook_endpoints), 'active',
    'short of 120 hours without a success it is tried'
);
select tests.set_clock('2030-01-06 00:00+00');
select tests.turn('failed');
select is(
    (select status_reason from core.webhook_endpoints), 'failing',
    'after 120 hours it is disabled'
);

select * from finish();
rollback;
