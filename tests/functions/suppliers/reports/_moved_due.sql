-- Proves functions/suppliers/reports/_moved_due.sql.
begin;
select plan(4);

-- Given: Monday to Friday; Tuesday 2099-01-06 is off.
select tests.small_project();
create function pg_temp.moved(p_due date, p_days integer) returns date
language sql as $$
    select suppliers._moved_due(c, p_due, p_days)
    from suppliers.calendars as c where c.code = 'STANDARD'
$$;

select is(
    pg_temp.moved('2099-01-05', 0), '2099-01-05', 'without a pause it is the date'
);
select is(pg_temp.moved('2099-01-10', 0), '2099-01-10', 'also on a Saturday');
select is(pg_temp.moved('2099-01-05', 1), '2099-01-07', 'a day off does not count');
select is(pg_temp.moved('2099-01-10', 1), '2099-01-12', 'nor does a weekend');

select * from finish();
rollback;
