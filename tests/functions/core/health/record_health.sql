-- Proves functions/core/health/record_health.sql.
begin;
select plan(21);

-- Given: one check, and a way to say what it answered.
delete from core.health_checks
where true;
insert into core.health_checks (name, module, query, warn, fail, unit, meaning)
values ('core.t_age', 'core', 'select 1, null', 2, 3, 'seconds', 'Have fewer.');
create function core.t_record(p_at timestamptz, p_status text)
    returns integer
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform tests.set_clock(p_at);
    return core.record_health(jsonb_build_array(jsonb_build_object(
        'name', 'core.t_age', 'status', p_status, 'value', 2.5, 'unit', 'seconds',
        'detail', 'So.', 'took_ms', 1.5, 'has_answered', true
    )));
end;
$$;

select
    is(
        core.t_record('2030-01-01 00:00:00+00', 'ok'),
        0,
        'a check that is ok is no alert'
    );
select results_eq(
    $$ select status, value, detail, took_ms, has_answered, sampled_at
       from core.health_samples $$,
    $$ values (
        'ok', 2.5, 'So.', 1.5, true, '2030-01-01 00:00:00+00'::timestamptz
    ) $$,
    'its answer is kept'
);
select
    is(
        core.t_record('2030-01-01 00:01:00+00', 'warn'),
        1,
        'a crossed threshold opens an alert'
    );
select
    is(
        core.t_record('2030-01-01 00:02:00+00', 'warn'),
        1,
        'seen again it is the same alert'
    );
select results_eq(
    $$ select type, topic, payload ->> 'check', payload ->> 'status'
       from core.events $$,
    $$ values ('core.alert.opened', 'core:alerts', 'core.t_age', 'warn') $$,
    'and one event'
);
select is(core.t_record('2030-01-01 00:03:00+00', 'fail'), 1, 'it may get worse');
select results_eq(
    $$ select type, payload ->> 'status' from core.events order by id $$,
    $$ values ('core.alert.opened', 'warn'), ('core.alert.escalated', 'fail') $$,
    'which is an event'
);
select is(
    core.t_record('2030-01-01 00:03:30+00', 'warn'), 1, 'getting a little better'
);
select is(
    (select a.status from core.alerts as a), 'fail', 'does not make it less than it was'
);
select is(
    core.t_record('2030-01-01 00:04:00+00', 'ok'), 1,
    'an alert is held while its check may still waver'
);
select is(core.t_record('2030-01-01 00:04:30+00', 'ok'), 0, 'then it is cleared');
select is(core.t_record('2030-01-01 00:05:00+00', 'ok'), 0, 'once');
select results_eq(
    $$ select type from core.events order by id $$,
    $$ values ('core.alert.opened'), ('core.alert.escalated'),
              ('core.alert.cleared') $$,
    'which is one event'
);
select is(
    core.t_record('2030-01-01 00:06:00+00', 'fail'),
    1,
    'the next crossing is a new alert'
);
delete from core.health_checks
where true;
select is(
    core.record_health('[]'), 0, 'the alert of a check that is gone is cleared'
);

-- The clock was ahead when the alert was seen last.
select core.t_record('2032-01-01 00:00:00+00', 'fail')::text;
select is(
    core.t_record('2031-01-01 00:00:00+00', 'ok'), 0,
    'an alert that a clock ahead saw is cleared by the next look'
);
select ok(
    (
        select a.cleared_at >= a.opened_at
        from core.alerts as a
        order by a.id desc
        limit 1
    ),
    'not before it was opened'
);

select is(
    tests.refusal(t.call) ->> 'key', 'core.invalid_argument', t.call || ' is refused'
)
from (
    values
    ($$ select core.record_health('{}') $$),
    ($$ select core.record_health(null) $$),
    ($$ select core.record_health('[1]') $$),
    ($$ select core.record_health('[{"name": "core.t_age", "status": "x"}]') $$)
) as t (call);

select * from finish();
rollback;
