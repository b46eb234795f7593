-- Proves functions/suppliers/calendar_feed/_ical_calendar.sql.
begin;
select plan(4);

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
    pg_temp.days('sam'), '20990109 20990112 20990116 20990130', 'own due dates, in order'
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

select * from finish();
rollback;
