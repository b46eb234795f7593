-- Proves sql/seeds/core/health_checks_jobs.sql.
begin;
select plan(8);

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
    'a job that nobody takes is late; one that runs or has time is not'
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
select is_empty(
    $$ select name from core.health_checks where detail !~ '^[A-Z].*\.$' $$,
    'every check says in a sentence what it means'
);

select * from finish();
rollback;
