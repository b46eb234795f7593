-- Proves functions/core/console/_read_jobs.sql.
begin;
select plan(4);

-- Given: five jobs, of which one runs and one waits, and a finished one.
delete from core.jobs
where true;
delete from core.finished_jobs
where true;
insert into core.jobs (
    kind, status, wait_reason, run_at, max_attempts, enqueued_at, leased_by
)
values
('core.t_one', 'ready', null, now(), 3, now(), md5('a')::uuid),
('core.t_two', 'waiting', 'retry', now(), 3, now(), null),
('core.t_three', 'ready', null, now(), 3, now(), null),
('core.t_four', 'dead', null, now(), 3, now(), null),
('core.t_five', 'ready', null, now(), 3, now(), null);
insert into core.finished_jobs (
    id, kind, queue, outcome, payload, attempts, enqueued_at, finished_at
)
values (1, 'core.t_done', 'default', 'succeeded', '{}', 1, now(), now());

create function pg_temp.kinds(p_state text, p_most integer default 9) returns text
    language sql
    return (
        select string_agg(split_part(r.kind, '_', 2), ' ' order by r.id desc)
        from core._read_jobs(p_state, 9223372036854775807, p_most) as r
    );

select is(
    pg_temp.kinds(null), 'five four three two one',
    'without a state all unfinished jobs are read'
);
select is(
    array[
        pg_temp.kinds('ready'), pg_temp.kinds('running'), pg_temp.kinds('waiting'),
        pg_temp.kinds('dead'), pg_temp.kinds('finished')
    ],
    '{five three,one,two,four,done}',
    'each job is in one state'
);
select is(pg_temp.kinds('ready', 1), 'five', 'no more are read than was said');
select is(
    (
        select count(*) from core._read_jobs(
            null, (select max(j.id) from core.jobs as j), 9
        )
    ),
    4::bigint, 'and none above the id'
);

select * from finish();
rollback;
