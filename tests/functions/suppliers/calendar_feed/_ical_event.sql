-- Proves functions/suppliers/calendar_feed/_ical_event.sql.
begin;
select plan(3);

-- Given: the task mould of ACME.
select tests.small_project();
update suppliers.task_instances set changed_at = '2099-01-02 03:04:05+00'
where id = tests.task_of('ACME', 'mould');
update suppliers.task_templates set title = 'Mould, big'
where code = 'mould';
create function pg_temp.event() returns text language sql as $$
    select suppliers._ical_event(i, t, p, 'example.test')
    from suppliers.task_instances as i
    inner join suppliers.task_templates as t on i.task_template_id = t.id
    inner join suppliers.projects as p on i.project_id = p.id
    where i.id = tests.task_of('ACME', 'mould')
$$;

select is(
    pg_temp.event(),
    replace(
        format(
            'BEGIN:VEVENT
UID:task-%s@example.test
SEQUENCE:2
DTSTAMP:20990102T030405Z
LAST-MODIFIED:20990102T030405Z
DTSTART;VALUE=DATE:20990109
SUMMARY:Mould\, big (Pen)
DESCRIPTION:Task mould of project PEN\nStatus: planned\nFirst promised: 20
 99-01-09
STATUS:CONFIRMED
TRANSP:TRANSPARENT
END:VEVENT
',
            tests.task_of('ACME', 'mould')
        ),
        E'\n', E'\r\n'
    ),
    'a task is an event of a whole day'
);
update suppliers.task_instances set status = 'cancelled'
where id = tests.task_of('ACME', 'mould');
select is(
    substring(pg_temp.event(), 'STATUS:\w+'), 'STATUS:CANCELLED', 'a cancelled one is cancelled'
);
select is(substring(pg_temp.event(), 'SEQUENCE:\d+'), 'SEQUENCE:3', 'and newer');

select * from finish();
rollback;
