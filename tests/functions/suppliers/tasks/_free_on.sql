-- Proves functions/suppliers/tasks/_free_on.sql.
begin;
select plan(4);

-- Given: the small project.
select tests.small_project();

create function pg_temp.free_on(p_at timestamptz, p_lag integer, p_timezone text)
returns date language sql as $$
    select suppliers._free_on(c, p_timezone, p_at, p_lag)
    from suppliers.calendars as c
    where c.code = 'STANDARD'
$$;

select is(
    pg_temp.free_on('2026-06-05 23:30Z', 0, 'UTC'), '2026-06-05',
    'without a lag a successor starts on the same day'
);
select is(
    pg_temp.free_on('2026-06-05 23:30Z', 0, 'Asia/Manila'), '2026-06-06',
    'which is that of the project'
);
select is(
    pg_temp.free_on('2026-06-05 12:00Z', 1, 'UTC'), '2026-06-09',
    'a lag is of whole working days'
);
select is(pg_temp.free_on(null, 1, 'UTC'), null, 'an open task frees nothing');

select * from finish();
rollback;
