-- Proves functions/core/demo/_make_demo_jobs.sql.
begin;
select plan(3);

-- Given: another job of the same kind, and the jobs of the demo.
delete from core.jobs
where true;
create temporary table other on commit drop as
select core.enqueue('core.refresh_view', '{"view": "core.t_other"}') as id;
select core._make_demo_jobs();

select results_eq(
    $$
    select j.payload, j.status, j.attempts, j.max_attempts
    from core.jobs as j
    order by j.id
    $$,
    $$
    values
    ('{"view": "core.t_other"}'::jsonb, 'ready', 0, 3),
    ('{"view": "core.demo_totals"}', 'dead', 3, 3),
    ('{"demo": true}', 'waiting', 0, 3)
    $$,
    'the first job dies, the second waits, and others are left alone'
);
select is(
    (
        select count(*)
        from core.events as e
        where e.type = 'core.job.died' and e.payload ->> 'kind' = 'core.refresh_view'
    ), 1::bigint, 'its death is an event'
);

-- Given: a queue that is paused.
delete from core.jobs
where true;
select core.pause_queue('default', 'infinity', 'a trial');
select core._make_demo_jobs();
select is(
    array(select j.status from core.jobs as j
order by j.id), '{ready,waiting}',
    'in a paused queue the first one stays ready'
);

select * from finish();
rollback;
