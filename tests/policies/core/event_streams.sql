-- Proves policies/core/event_streams.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.event_streams (stream, version, xid) values ('t', 1, '1');

select * from tests.is_read_by(
    'core.event_streams', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
