-- Proves functions/core/console/report_canary.sql.
begin;
select plan(5);

select tests.set_clock('2030-01-01 12:00:00+00');
select tests.login_as(tests.user('eve'), 'admin');
select is(
    core.report_canary() - 'window_seconds',
    '{"is_used": false, "arrived": 0, "failed": 0, "p50_ms": null, "p95_ms": null,
      "max_ms": null, "last_arrived_at": null, "last_fault": null, "items": []}'::jsonb,
    'without a canary there are no figures'
);
reset role;
insert into core.canaries (status, sent_at, took_ms)
select
    'arrived' as status,
    core.now() - make_interval(secs => 250 - n) as sent_at,
    n as took_ms
from generate_series(1, 250) as g (n);
select tests.login_as(tests.user('eve'), 'admin');
select is(
    core.report_canary() #> '{items,0,took_ms}', '250'::jsonb, 'the newest comes first'
);
select is(
    jsonb_array_length(core.report_canary() -> 'items'), 200, 'there are at most 200'
);
select is(core.report_canary() -> 'max_ms', '250'::jsonb, 'with the figures');
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.report_canary() $$) ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
