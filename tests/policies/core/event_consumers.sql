-- Proves policies/core/event_consumers.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.event_consumers (name, xid, id, moved_at)
values ('core.t_reader', '1', 0, now());

select * from tests.is_read_by(
    'core.event_consumers', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
