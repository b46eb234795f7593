-- Proves functions/core/operations/_enqueue_operation.sql.
begin;
select plan(2);

select tests.set_clock('2030-01-01 00:00:00+00');
select isnt(core._enqueue_operation(7, 2, interval '5 seconds'), null, 'it is a job');
select results_eq(
    $$ select kind, payload, run_at from core.jobs $$,
    $$ values (
        'core.run_operation', '{"operation_id": 7, "lane": 2}'::jsonb,
        '2030-01-01 00:00:05+00'::timestamptz
    ) $$,
    'for this operation and lane, after the delay'
);

select * from finish();
rollback;
