-- suppliers._list_demo_changes: what happens to the tasks of the demo until now.
--
-- As rows of the history: version is the number of the change, null is a column that
-- stays. A task that begins late is moved with its predecessor. Two late tasks in three
-- are moved too, each time on the day on which they were due; the others just end late.

create or replace function suppliers._list_demo_changes()
    returns setof suppliers.task_history
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set enable_nestloop = off
as $$
    with course as materialized (
        select
            r.task_id,
            r.shares,
            r.first_day,
            r.begun_day,
            r.ended_day,
            r.is_cancelled,
            o.is_moved,
            c as calendar,
            o.promised_day,
            r.ended_day - o.promised_day as late,
            least(r.ended_day - o.promised_day, 1 + floor(4 * r.shares[5])::integer)
                as moves,
            w.added_at,
            md5(suppliers._demo_person(s.code))::uuid as person_id,
            md5('mia')::uuid as manager_id,
            suppliers._day_number(c, suppliers._project_day('UTC')) as today
        from suppliers._list_demo_courses() as r
        inner join suppliers.task_instances as i on r.task_id = i.id
        inner join suppliers.supplier_projects as w on i.supplier_project_id = w.id
        inner join suppliers.suppliers as s on i.supplier_id = s.id
        inner join suppliers.calendars as c on w.calendar_id = c.id
        cross join lateral (
            select
                m.is_moved,
                r.last_day + case when m.is_moved then r.begun_day - r.first_day else 0 end
                    as promised_day
            from (
                select r.begun_day > r.first_day and r.shares[4] < 0.8 as is_moved
            ) as m
        ) as o
    ),

    change as (
        select
            p.task_id, p.added_at + interval '1 day' as at, null as status,
            null::date as start_on, null::date as due_on, p.person_id as owner_id,
            p.manager_id as actor_id, null as reason, null as cause
        from course as p
        where p.shares[6] < 0.7
        union all
        select
            p.task_id,
            (suppliers._numbered_day(p.calendar, p.first_day - 1) + time '15:00')
            at time zone 'UTC',
            null,
            suppliers._numbered_day(p.calendar, p.begun_day),
            suppliers._numbered_day(p.calendar, p.promised_day),
            null, p.manager_id, 'A predecessor ends late.', 'predecessor'
        from course as p
        where p.is_moved and not p.is_cancelled and p.first_day - 1 <= p.today
        union all
        select
            p.task_id,
            (
                suppliers._numbered_day(
                    p.calendar, p.promised_day + p.late * (n.number - 1) / p.moves
                ) + time '10:00'
            ) at time zone 'UTC',
            null, null,
            suppliers._numbered_day(
                p.calendar, p.promised_day + p.late * n.number / p.moves
            ),
            null, p.person_id, 'It takes longer: ' || replace(u.cause, '_', ' ') || '.',
            u.cause
        from course as p
        cross join generate_series(1, 4) as n (number)
        cross join lateral (
            select (array[
                'supplier', 'supplier', 'supplier', 'material', 'material', 'design',
                'customer', 'logistics', 'logistics', 'force_majeure', 'planning'
            ])[1 + floor(11 * p.shares[7])::integer] as cause
        ) as u
        where
            not p.is_cancelled
            and p.late > 0
            and n.number <= p.moves
            and p.promised_day <= p.today
            and p.shares[8] < 0.67
        union all
        select
            p.task_id, t.begun_at + (t.ended_at - t.begun_at) * s.part, s.status, null,
            null, null, case when s.status = 'done' then p.manager_id else p.person_id end,
            s.reason, null
        from course as p
        cross join lateral (
            select
                (suppliers._numbered_day(p.calendar, p.begun_day) + time '08:00')
                at time zone 'UTC' as begun_at,
                (suppliers._numbered_day(p.calendar, p.ended_day) + time '16:00')
                at time zone 'UTC' as ended_at
        ) as t
        cross join lateral (
            values
            ('in_progress', 0.0, null, true),
            ('waiting', 0.2, 'For a decision on the design.', p.shares[9] < 0.12),
            ('blocked', 0.2, 'A machine is down.', p.shares[9] between 0.12 and 0.24),
            ('in_progress', 0.6, null, p.shares[9] <= 0.24),
            ('submitted', 0.8, null, p.shares[10] < 0.5),
            ('done', 1.0, null, true)
        ) as s (status, part, reason, is_wanted)
        where s.is_wanted and not p.is_cancelled and p.begun_day <= p.today
        union all
        select
            p.task_id,
            (suppliers._numbered_day(p.calendar, p.first_day) + time '09:00')
            at time zone 'UTC',
            'cancelled', null, null, null, p.manager_id, 'It is not needed any more.', null
        from course as p
        where p.is_cancelled and p.first_day <= p.today
    )

    select
        null::bigint, c.task_id, null::bigint, null::bigint, c.at,
        1 + row_number() over (
            partition by c.task_id order by c.at, c.status nulls first, c.due_on
        ),
        c.status, c.start_on, c.due_on, c.owner_id, null::text, null::date, null::uuid,
        c.actor_id, c.reason, c.cause, null::bigint
    from change as c
    where c.at <= core.now()
$$;

comment on function suppliers._list_demo_changes() is
    'Changes of the tasks of the demo, numbered from 2 in the order of their times.';
