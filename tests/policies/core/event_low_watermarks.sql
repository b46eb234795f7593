-- Proves policies/core/event_low_watermarks.sql.j2.
begin;
select plan(5);

-- Given: one row.
-- (its one row is seeded)

select * from tests.is_read_by(
    'core.event_low_watermarks', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
