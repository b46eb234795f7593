-- Proves functions/suppliers/reports/_is_late.sql.
begin;
select plan(5);

-- Given: the paint of ACME, due on Monday 2099-01-12.
select tests.small_project();
create function pg_temp.is_late(p_at timestamptz, p_zone text default 'UTC')
    returns boolean language plpgsql as $$
begin
    perform tests.set_clock(p_at);
    return (
        select suppliers._is_late(c, p_zone, i)
        from suppliers.task_instances as i
        cross join suppliers.calendars as c
        where i.id = tests.task_of('ACME', 'paint') and c.code = 'STANDARD'
    );
end;
$$;

select is(pg_temp.is_late('2099-01-12T23:00Z'), false, 'on its day it is not late');
select is(
    pg_temp.is_late('2099-01-12T23:00Z', 'Asia/Manila'), true, 'a day later it is'
);
select tests.set_clock('2099-01-12T10:00Z');
select suppliers.update_task_status(
    tests.task_of('ACME', 'paint'), 'in_progress'
)::text;
select suppliers.update_task_status(
    tests.task_of('ACME', 'paint'), 'waiting', 'For you.'
)::text;
select is(
    pg_temp.is_late('2099-01-20T10:00Z'), false, 'the clock stands while it waits'
);
select suppliers.update_task_status(
    tests.task_of('ACME', 'paint'), 'in_progress'
)::text;
select is(pg_temp.is_late('2099-01-21T10:00Z'), true, 'and runs again');
select suppliers.update_task_status(tests.task_of('ACME', 'paint'), 'done')::text;
select is(pg_temp.is_late('2099-01-30T10:00Z'), false, 'what is done is not late');

select * from finish();
rollback;
