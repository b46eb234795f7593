-- Proves functions/core/health/_list_lags.sql.
begin;
select plan(4);

-- Given: a consumer at the end of the log, a due and a later delivery.
select tests.set_clock('2026-01-01 00:01Z');
insert into core.event_consumers (name, sql_function, xid, id, moved_at)
values ('core.t', null, '9223372036854775807', 0, now());
select set_has(
    'select kind, name, lag_seconds from core._list_lags()',
    $$ values ('events', 'core.t', 0::numeric) $$,
    'a consumer that has read all has no lag'
);
select set_has(
    'select kind, name, waiting, lag_seconds from core._list_lags()',
    $$ values ('webhooks', 'deliveries', 0::bigint, 0::numeric) $$,
    'without deliveries nothing waits'
);
do $$
begin
    perform tests.make_delivery(tests.make_webhook('ada'), 1);
end;
$$;
select is(
    (
        select l.waiting from core._list_lags() as l
        where l.kind = 'webhooks'
    ), 1::bigint,
    'pending deliveries are counted'
);
set local role authenticated;
select throws_ok(
    'select kind from core._list_lags()', '42501', null, 'users do not see it'
);

select * from finish();
rollback;
