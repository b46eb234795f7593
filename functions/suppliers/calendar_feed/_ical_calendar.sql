-- suppliers._ical_calendar: a user's own due dates as a calendar.
--
-- The version is the sequence: a calendar takes an event again when it has grown. An
-- event lasts a day where it has no end (RFC 5545 3.6.1), and blocks no time. Codes
-- hold nothing that is escaped.

create or replace function suppliers._ical_calendar(p_user_id uuid)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers._ical_fold(
        E'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
        || E'PRODID:-//Rowhouse//Suppliers//EN\r\n'
        || E'CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n'
        || E'X-WR-CALNAME:Due dates\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n'
        || E'X-PUBLISHED-TTL:PT1H\r\n'
        || coalesce(string_agg(e.event, '' order by e.due_on, e.id), '')
        || E'END:VCALENDAR\r\n'
    )
    from (
        select
            i.due_on,
            i.id,
            format(
                E'BEGIN:VEVENT\r\n'
                'UID:task-%1$s@%2$s\r\n'
                'SEQUENCE:%3$s\r\n'
                'DTSTAMP:%4$s\r\n'
                'LAST-MODIFIED:%4$s\r\n'
                'DTSTART;VALUE=DATE:%5$s\r\n'
                'SUMMARY:%6$s\r\n'
                'DESCRIPTION:Task %7$s of project %8$s\\nStatus: %9$s'
                '\\nFirst promised: %10$s\r\n'
                'STATUS:%11$s\r\n'
                'TRANSP:TRANSPARENT\r\n'
                'END:VEVENT\r\n',
                i.id,
                d.domain,
                i.version,
                to_char(i.changed_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
                to_char(i.due_on, 'YYYYMMDD'),
                suppliers._ical_text(t.title || ' (' || p.name || ')'),
                t.code,
                p.code,
                i.status,
                i.planned_due_on,
                case when i.status = 'cancelled' then 'CANCELLED' else 'CONFIRMED' end
            ) as event
        from (
            select core.setting('suppliers.calendar_domain') #>> '{}' as domain
            -- Read once, not for each event.
            offset 0
        ) as d
        cross join suppliers._own_task_ids(
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
    'A VCALENDAR (RFC 5545) of the days from 90 days ago to two years ahead, the first '
    '2,000 tasks.';
