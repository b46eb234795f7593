-- Proves functions/suppliers/calendar_feed/_ical_calendar.sql.
begin;
select plan(7);

-- Given: the tasks of ACME, for which sam works.
select tests.small_project();
create function pg_temp.days(p_name text) returns text language sql as $$
    select string_agg(m.found[1], ' ' order by m.place)
    from regexp_matches(
        suppliers._ical_calendar(tests.user(p_name)), 'DATE:(\d{8})', 'g'
    ) with ordinality as m (found, place)
$$;

select tests.set_clock('2099-01-10 12:00+00');
select is(
    pg_temp.days('sam'), '20990109 20990112 20990116 20990130',
    'own due dates, in order'
);
select matches(
    suppliers._ical_calendar(tests.user('zed')),
    E'^BEGIN:VCALENDAR\r\nVERSION:2.0\r\n.*END:VCALENDAR\r\n$',
    'who has none has an empty calendar'
);
select tests.set_clock('2099-04-15 12:00+00');
select is(pg_temp.days('sam'), '20990116 20990130', 'not what is older than 90 days');
select tests.set_clock('2097-01-10 12:00+00');
select is(pg_temp.days('sam'), '20990109', 'nor what is more than two years ahead');

select tests.set_clock('2099-01-10 12:00+00');
update suppliers.task_instances set changed_at = '2099-01-02 03:04:05+00'
where id = tests.task_of('ACME', 'mould');
update suppliers.task_templates set title = 'Mould, big'
where code = 'mould';
create function pg_temp.mould() returns text language sql as $$
    select substring(
        suppliers._ical_calendar(tests.user('sam')),
        E'BEGIN:VEVENT\r\nUID:task-' || tests.task_of('ACME', 'mould') || '@.*?END:VEVENT'
    )
$$;
select is(
    pg_temp.mould(),
    replace(
        format(
            'BEGIN:VEVENT
UID:task-%s@%s
SEQUENCE:2
DTSTAMP:20990102T030405Z
LAST-MODIFIED:20990102T030405Z
DTSTART;VALUE=DATE:20990109
SUMMARY:Mould\, big (Pen)
DESCRIPTION:Task mould of project PEN\nStatus: planned\nFirst promised: 20
 99-01-09
STATUS:CONFIRMED
TRANSP:TRANSPARENT
END:VEVENT',
            tests.task_of('ACME', 'mould'),
            core.setting('suppliers.calendar_domain') #>> '{}'
        ),
        E'\n', E'\r\n'
    ),
    'a task is an event of a whole day'
);
update suppliers.task_instances set status = 'cancelled'
where id = tests.task_of('ACME', 'mould');
select is(
    substring(pg_temp.mould(), 'STATUS:\w+'), 'STATUS:CANCELLED',
    'a cancelled one is cancelled'
);
select is(substring(pg_temp.mould(), 'SEQUENCE:\d+'), 'SEQUENCE:3', 'and newer');

select * from finish();
rollback;
