-- Proves policies/core/clock_marks.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.clock_marks (seen_at)
values (now());

select * from tests.is_read_by(
    'core.clock_marks', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
