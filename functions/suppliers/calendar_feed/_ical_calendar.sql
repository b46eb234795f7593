-- suppliers._ical_calendar: a user's own due dates as a calendar.

create or replace function suppliers._ical_calendar(p_user_id uuid)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        E'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
        || E'PRODID:-//Rowhouse//Suppliers//EN\r\n'
        || E'CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n'
        || E'X-WR-CALNAME:Due dates\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n'
        || E'X-PUBLISHED-TTL:PT1H\r\n'
        || coalesce(
            string_agg(
                suppliers._ical_event(e.task, e.template, e.project, e.domain), ''
                order by e.due_on, e.id
            ),
            ''
        )
        || E'END:VCALENDAR\r\n'
    from (
        select
            i as task, t as template, p as project, i.due_on, i.id,
            core.setting('suppliers.calendar_domain') #>> '{}' as domain
        from suppliers._own_task_ids(
            p_user_id, core.now()::date - 90, core.now()::date + 730
        ) as o (id)
        inner join suppliers.task_instances as i on o.id = i.id
        inner join suppliers.task_templates as t on i.task_template_id = t.id
        inner join suppliers.projects as p on i.project_id = p.id
        order by i.due_on, i.id
        limit 2000
    ) as e
$$;

comment on function suppliers._ical_calendar(uuid) is
    'A VCALENDAR (RFC 5545) of the days from 90 days ago to two years ahead, the first 2,000 '
    'tasks.';
