-- Proves functions/core/health/_emit_alert.sql.
begin;
select plan(1);

-- Given: an open alert.
insert into core.alerts (
    id, check_name, status, value, unit, detail, opened_at, seen_at
)
overriding system value
values (
    -1, 'core.t_age', 'warn', 2, 'seconds', 'So.', '2030-01-01 00:00:00+00',
    '2030-01-01 00:00:00+00'
);
do $$ begin perform core._emit_alert('core.alert.opened', -1); end $$;

select results_eq(
    $$ select type, topic, entity_id, payload - '{opened_at, cleared_at}'::text []
       from core.events $$,
    $$ values (
        'core.alert.opened', 'core:alerts', '-1',
        '{"v": 1, "check": "core.t_age", "status": "warn", "value": 2,
          "unit": "seconds", "detail": "So."}'::jsonb
    ) $$,
    'a change of an alert is an event'
);

select * from finish();
rollback;
