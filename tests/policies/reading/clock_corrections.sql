-- Proves policies/reading/clock_corrections.sql.j2.
begin;
select plan(5);

-- Given: a device that is ahead.
insert into reading.clock_corrections (
    user_id, device_id, series_id, claimed_at, corrected_at
)
values (tests.user('ada'), 'phone', 1, now() + interval '1 day', now());

select * from tests.is_read_by('reading.clock_corrections', 'service_role, app_reader');

select * from finish();
rollback;
