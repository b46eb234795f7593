-- Proves functions/suppliers/digests/_make_digest.sql.
begin;
select plan(8);

-- Given: on 2099-01-10 mould is overdue and paint is due soon; the tasks are newer than
-- the digest before.
select tests.set_clock('2099-01-04 12:00+00');
select tests.small_project();
insert into suppliers.digests (
    user_id, digest_on, timezone, counts, tasks, made_at
)
values (tests.user('sam'), '2099-01-03', 'UTC', '{}', '{}', '2099-01-03 18:00+00');
delete from core.notifications
where true;
select tests.set_clock('2099-01-10 12:00+00');
select isnt(
    suppliers._make_digest(tests.user('sam'), '2099-01-10', 'UTC'), null,
    'a digest is made'
);
select is(
    (
        select d.counts
        from suppliers.digests as d
        where d.digest_on = '2099-01-10'
    ),
    '{"due_soon": 1, "overdue": 1, "blocked": 0, "assigned": 4}'::jsonb,
    'it counts each section'
);
select is(
    (
        select d.tasks -> 'overdue'
        from suppliers.digests as d
        where d.digest_on = '2099-01-10'
    ),
    jsonb_build_array(
        jsonb_build_object(
            'task_id', tests.task_of('ACME', 'mould'), 'project_id', 2001,
            'code', 'mould', 'title', 'Mould', 'status', 'planned',
            'due_on', '2099-01-09'
        )
    ),
    'and lists its tasks'
);
select results_eq(
    'select n.user_id, n.kind, n.payload from core.notifications as n',
    $$ select d.user_id, 'suppliers.digest.made', jsonb_build_object(
        'digest_id', d.id, 'digest_on', '2099-01-10', 'counts', d.counts
    ) from suppliers.digests as d where d.digest_on = '2099-01-10' $$,
    'its user is notified'
);
select is(
    suppliers._make_digest(tests.user('sam'), '2099-01-10', 'Asia/Tokyo'), null,
    'a second one for the date is not made'
);
select is((select count(*) from core.notifications), 1::bigint, 'nor told');
select tests.set_clock('2099-01-11 12:00+00');
select suppliers._make_digest(tests.user('sam'), '2099-01-11', 'UTC')::text;
select is(
    (
        select d.counts -> 'assigned'
        from suppliers.digests as d
        where d.digest_on = '2099-01-11'
    ),
    '0'::jsonb,
    'assigned is what came since the digest before'
);

delete from core.notifications
where true;
select suppliers._make_digest(tests.user('zed'), '2099-01-11', 'UTC')::text;
select is_empty(
    'select from core.notifications', 'a digest without a task is made, and not told'
);

select * from finish();
rollback;
