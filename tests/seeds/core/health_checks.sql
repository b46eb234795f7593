-- Proves sql/seeds/core/health_checks.sql.j2.
begin;
select plan(30);

select set_has(
    $$ select name from core.health_checks $$,
    $$ values
        ('core.cache_hit'), ('core.connections_used'), ('core.lock_wait'),
        ('core.oldest_transaction'), ('core.oldest_xmin'), ('core.xid_age'),
        ('core.invalid_indexes'), ('core.sequences_used'), ('core.partition_runway'),
        ('core.matview_age'), ('core.wal_retained'), ('core.operation_stall'),
        ('core.replica_lag') $$,
    'what can be asked of any Postgres is asked'
);
select is_empty(
    $$ select name from core.health_checks where meaning !~ '^[A-Z].*\.$' $$,
    'every check says in a sentence what it means'
);
select is_empty(
    $$ select name from core.health_checks
       where
           (warn is not null or fail is not null)
           and coalesce(remedy, '') !~ '^[A-Za-z`].*\.$' $$,
    'and what to do, where it has a threshold'
);

-- Given: a sequence that is nearly used up, and a view that is overdue.
create table core.t_small (id smallint generated always as identity);
do $$ begin perform setval('core.t_small_id_seq', 30000); end $$;
select ok(
    (
        select r.status = 'fail' and r.detail like '%core.t_small_id_seq%'
        from core.run_health_check('core.sequences_used') as r
    ),
    'a sequence that is nearly used up fails and is named'
);
insert into core.view_refreshes (view_name, refresh_every, refreshed_at)
values ('core.t_view', '1 hour', core.now() - interval '3 hours');
select ok(
    (
        select r.status = 'warn' and r.detail like '%core.t_view%'
        from core.run_health_check('core.matview_age') as r
    ),
    'a view that is overdue warns and is named'
);

-- Given: nothing to do at midnight.
delete from core.jobs
where true;
delete from core.event_consumers
where true;
select tests.set_clock('2030-01-01 00:00:00+00');
select results_eq(
    $$ select name, value from core.check_health('core')
       where name in ('core.queue_age', 'core.dead_jobs', 'core.consumer_lag')
       order by name $$,
    $$ values ('core.consumer_lag', 0::numeric), ('core.dead_jobs', 0),
              ('core.queue_age', 0) $$,
    'where nothing waits, nothing is late'
);

-- Given: a job that waits for a minute and a half, one that is leased, one for later.
do $$ begin
    perform core.enqueue('core.watch_health');
    perform core.enqueue('core.watch_health', p_run_at => '2029-12-31 00:00:00+00');
    perform core.enqueue('core.watch_health', p_run_at => '2030-01-02 00:00:00+00');
    update core.jobs
    set leased_by = tests.user('ada'), lease_expires_at = '2030-01-01 01:00:00+00'
    where run_at < '2030-01-01 00:00:00+00';
end $$;
select tests.set_clock('2030-01-01 00:01:30+00');
select results_eq(
    $$ select status, value from core.run_health_check('core.queue_age') $$,
    $$ values ('warn', 90.0) $$,
    'an unclaimed due job is late; one that runs or waits is not'
);
update core.job_queues
set paused_until_at = '2030-01-02 00:00:00+00', paused_reason = '-'
where name = 'default';
select is(
    (select r.value from core.run_health_check('core.queue_age') as r), 0::numeric,
    'a queue that rests by order is not late'
);
select results_eq(
    $$ select status, value from core.run_health_check('core.paused_queues') $$,
    $$ values ('warn', 1::numeric) $$,
    'but it is shown'
);
update core.jobs
set status = 'dead', died_at = core.now(), leased_by = null, lease_expires_at = null
where run_at < '2030-01-01 00:00:00+00';
select ok(
    (
        select r.status = 'warn' and r.detail like '1 of core.watch_health%'
        from core.run_health_check('core.dead_jobs') as r
    ),
    'a dead job is named'
);

-- Given: a consumer of one event, which is committed only as far as this transaction
-- sees.
do $$ begin
    perform core.add_consumer('core.t_reader', 'start');
    perform core.emit('core.thing.done', 'core:thing', '1', '{}');
    update core.events set xid = '3' where type = 'core.thing.done';
end $$;
select tests.set_clock('2030-01-01 00:03:30+00');
select results_eq(
    $$ select status, value, detail like '%core.t_reader%'
       from core.run_health_check('core.consumer_lag') $$,
    $$ values ('warn', 120.0, true) $$,
    'a consumer that does not read is late and named'
);
update core.event_consumers set xid = '4'
where name = 'core.t_reader';
select is(
    (select r.value from core.run_health_check('core.consumer_lag') as r), 0::numeric,
    'one that has read is not'
);

-- Given: a delivery that has been due for two minutes, then an endpoint that fails.
create temporary table given as
select tests.make_webhook('ada') as id;
select results_eq(
    $$ select name, value from core.check_health('core', true)
       where name in ('core.webhooks_due', 'core.webhook_circuits_open',
                      'core.upkeep_failed')
       order by name $$,
    $$ values ('core.upkeep_failed', 0::numeric), ('core.webhook_circuits_open', 0),
              ('core.webhooks_due', 0) $$,
    'nothing is due, open or failed'
);
select tests.make_delivery((select g.id from given as g), 1)::text;
select tests.set_clock('2030-01-01 00:05:30+00');
select results_eq(
    $$ select status, value, detail like format('Endpoint %s.%%', given.id)
       from core.run_health_check('core.webhooks_due'), given $$,
    $$ values ('warn', 120.0, true) $$,
    'a due delivery that is not sent is late'
);
update core.webhook_circuits set state = 'open', resume_at = core.now()
where true;
select is(
    (select r.value from core.run_health_check('core.webhooks_due') as r), 0::numeric,
    'at an endpoint that does not answer none is'
);
select is(
    (select r.status from core.run_health_check('core.webhook_circuits_open') as r),
    'warn', 'but the endpoint is shown'
);

-- Given: a policy that cannot work.
update core.retention_policies set condition = '1 / 0 = 1'
where table_name = 'core.retention_runs';
insert into core.retention_runs (table_name, ran_at, cutoff_at, is_dry_run, outcome)
values ('core.retention_runs', '2029-01-01', '2028-01-01', true, 'done');
do $$ begin perform core.apply_retention('core.retention_runs'); end $$;
select ok(
    (
        select r.status = 'warn' and r.detail like '%core.retention_runs: 22012%'
        from core.run_health_check('core.upkeep_failed') as r
    ),
    'retention that fails is named'
);

-- Given: no canary, then one that is slow, then none for ten minutes.
create temporary view canary as
select
    n.name,
    r.status,
    r.value
from (values ('core.canary_latency'), ('core.canary_silence')) as n (name)
cross join lateral core.run_health_check(n.name) as r;
select results_eq(
    'select status, value from canary order by name',
    $$ values ('ok', null::numeric), ('ok', null) $$,
    'where no worker has a canary, nothing is said of it'
);
insert into core.canaries (status, sent_at, took_ms)
values ('arrived', core.now(), 1200);
select results_eq(
    'select status, value from canary order by name',
    $$ values ('warn', 1.2), ('ok', 0) $$,
    'a canary that takes long warns'
);
update core.canaries set took_ms = 5000
where true;
select is(
    (select r.status from core.run_health_check('core.canary_latency') as r), 'fail',
    'and fails'
);
update core.canaries set sent_at = core.now() - interval '400 seconds'
where true;
insert into core.canaries (status, sent_at, fault)
values ('failed', core.now(), 'Too late');
select ok(
    (
        select r.status = 'fail' and r.value = 390 and r.detail like '%Too late.%'
        from core.run_health_check('core.canary_silence') as r
    ),
    'none for long fails, and the last fault is named'
);
update core.settings set value = '0'
where name = 'core.canary_seconds';
select results_eq(
    'select status, value from canary order by name',
    $$ values ('ok', null::numeric), ('ok', null) $$,
    'a canary that is turned off is silent'
);
-- Given: no backup; then one that was not rehearsed, an older one that was.
delete from core.backups
where true;
select tests.set_clock('2030-01-10 00:00:00+00');
select results_eq(
    $$ select status, value from core.run_health_check('core.backup_age') $$,
    $$ values ('ok', null::numeric) $$,
    'where no backup was noted, others may take them'
);
select core.record_backup('a', 'logical', '2030-01-07 00:00:00+00', 1)::text;
select results_eq(
    $$ select status, value, detail like 'None of 1 backups was rehearsed.%'
       from core.run_health_check('core.backup_age') $$,
    $$ values ('warn', 259200::numeric, true) $$,
    'a backup that was never restored is none'
);
select core.record_backup('b', 'physical', '2030-01-02 00:00:00+00', 1, true)::text;
select results_eq(
    $$ select status, value from core.run_health_check('core.backup_age') $$,
    $$ values ('fail', 691200::numeric) $$,
    'the newest that was rehearsed counts'
);
select core.record_backup('a', 'logical', '2030-01-07 00:00:00+00', 1, true)::text;
select is(
    (select r.value from core.run_health_check('core.backup_age') as r),
    259200::numeric, 'until a newer one is'
);
select core.record_backup('c', 'physical', '2030-01-09 00:00:00+00', 1, true)::text;
select is(
    (select r.status from core.run_health_check('core.backup_age') as r),
    'ok', 'one of yesterday is new enough'
);
select is(
    (select r.value from core.run_health_check('core.archive_backlog') as r),
    null, 'a server that does not archive has no backlog'
);

-- Given: no worker, then one that was killed and one that gives no sign any more.
delete from core.workers
where true;
select results_eq(
    $$ select status, value from core.run_health_check('core.worker_silence') $$,
    $$ values ('ok', null::numeric) $$,
    'where no worker ever was, none is expected'
);
insert into core.workers (worker, host, pid, seen_at)
values
(md5('a')::uuid, 'h', 1, core.now() - interval '1 day'),
(md5('b')::uuid, 'h', 2, core.now() - interval '70 seconds');
select ok(
    (
        select r.status = 'warn' and r.value >= 70 and r.detail like '%process 2 on h.%'
        from core.run_health_check('core.worker_silence') as r
    ),
    'the age of the newest sign of life warns, and names its worker'
);

select * from finish();
rollback;
