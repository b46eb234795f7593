-- suppliers._ical_event: the due date of a task as an event of a whole day.
--
-- The version is the sequence: a calendar takes an event again when it has grown. An
-- event lasts a day where it has no end (RFC 5545 3.6.1), and takes nobody's time.

create or replace function suppliers._ical_event(
    p_task suppliers.task_instances,
    p_template suppliers.task_templates,
    p_project suppliers.projects,
    p_domain text
)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        E'BEGIN:VEVENT\r\n'
        || suppliers._ical_line('UID', 'task-' || p_task.id || '@' || p_domain)
        || suppliers._ical_line('SEQUENCE', p_task.version::text)
        || suppliers._ical_line('DTSTAMP', c.changed)
        || suppliers._ical_line('LAST-MODIFIED', c.changed)
        || suppliers._ical_line(
            'DTSTART;VALUE=DATE', to_char(p_task.due_on, 'YYYYMMDD')
        )
        || suppliers._ical_line(
            'SUMMARY',
            suppliers._ical_text(p_template.title || ' (' || p_project.name || ')')
        )
        || suppliers._ical_line(
            'DESCRIPTION',
            suppliers._ical_text(
                format(
                    E'Task %s of project %s\nStatus: %s\nFirst promised: %s',
                    p_template.code, p_project.code, p_task.status,
                    p_task.planned_due_on
                )
            )
        )
        || suppliers._ical_line(
            'STATUS',
            case when p_task.status = 'cancelled' then 'CANCELLED' else 'CONFIRMED' end
        )
        || E'TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n'
    from (
        select to_char(
            p_task.changed_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'
        ) as changed
    ) as c
$$;

comment on function suppliers._ical_event(
    suppliers.task_instances, suppliers.task_templates, suppliers.projects, text
) is
    'A VEVENT.';
