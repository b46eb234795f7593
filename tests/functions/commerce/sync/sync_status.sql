-- Proves functions/commerce/sync/sync_status.sql.
begin;
select plan(5);

-- Given: a run that succeeded at noon, one that failed later, and a conflict.
select tests.small_stock();
select tests.set_clock('2026-06-01T12:00:00Z');
do $$ begin
    perform commerce.finish_sync_run(commerce.start_sync_run('pms', false, false), '{}');
    perform commerce.push_pms_changes(
        tests.pms_change('inventory', 'NONE@MAIN', 1, '{"on_hand": 1}')
    );
end; $$;
select tests.set_clock('2026-06-01T13:00:00Z');
do $$ begin
    perform commerce.finish_sync_run(
        commerce.start_sync_run('pms', true, false), '{"pages": 1}', 'gone'
    );
end; $$;
update core.job_schedules set next_run_at = '2026-06-02T02:37:00Z'
where kind = 'commerce.reconcile_pms';

select tests.login_as(tests.user('ada'), 'warehouse');
select is(
    commerce.sync_status() - 'last_run' - 'last_success_at' - 'next_run_at',
    '{"source": "pms", "is_connected": true, "lag_seconds": 3600, "records":
    {"inventory": 1}, "open_conflicts": 1}', 'the lag is that of the last success'
);
select is(
    (commerce.sync_status() -> 'last_run') - 'run_id' - 'started_at' - 'finished_at',
    '{"kind": "full", "is_dry_run": false, "status": "failed", "counts": {"pages": 1},
    "fault": "gone"}', 'the last run is shown with its fault'
);
select is(
    (commerce.sync_status() ->> 'next_run_at')::timestamptz, '2026-06-02T02:37:00Z',
    'and the next one'
);
select throws_ok(
    $$ select commerce.sync_status('x') $$,
    'PT404', 'commerce.unknown_source', 'an unknown source is refused'
);
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select commerce.sync_status() $$,
    'PT403', 'core.not_permitted', 'customers are refused'
);

select * from finish();
rollback;
