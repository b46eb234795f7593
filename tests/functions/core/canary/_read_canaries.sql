-- Proves functions/core/canary/_read_canaries.sql.
begin;
select plan(6);

select tests.set_clock('2030-01-01 12:00:00+00');
select results_eq(
    'select is_used, arrived, failed, silent_seconds from core._read_canaries()',
    $$ values (false, 0::bigint, 0::bigint, null::numeric) $$,
    'without a canary it is not used'
);

-- Given: twenty that arrived, one that failed, one before the window, one that its
-- worker left, one of a clock that was ahead.
insert into core.canaries (status, sent_at, took_ms, fault)
select
    'arrived' as status,
    core.now() - make_interval(secs => 30 + n) as sent_at,
    n as took_ms,
    null as fault
from generate_series(1, 20) as g (n)
union all
values
('failed', core.now() - interval '20 seconds', null, 'Too late'),
('arrived', core.now() - interval '1 hour', 5000, null),
('sent', core.now() - interval '10 seconds', null, null),
('arrived', core.now() + interval '1 hour', 9000, null);
select results_eq(
    $$ select is_used, arrived, failed, p50_ms, p95_ms, max_ms
       from core._read_canaries() $$,
    $$ values (true, 20::bigint, 1::bigint, 10::numeric, 19::numeric, 20::numeric) $$,
    'figures are of the window'
);
select results_eq(
    'select silent_seconds, last_fault from core._read_canaries()',
    $$ values (31.0, 'Too late') $$,
    'silence counts from the last that arrived, not from a time ahead of the clock'
);
delete from core.canaries
where status = 'arrived';
select is(
    (select r.silent_seconds from core._read_canaries() as r), 20.0,
    'where none has arrived, from the first attempt'
);
select is(
    (select r.p95_ms from core._read_canaries() as r), null::numeric,
    'and there is no time'
);
update core.settings set value = '0'
where name = 'core.canary_seconds';
select is(
    (select r.is_used from core._read_canaries() as r), false,
    'a canary that is turned off is not used'
);

select * from finish();
rollback;
