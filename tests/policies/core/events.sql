-- Proves policies/core/events.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.events (type, topic, payload, at)
values ('core.thing.made', 'core:t_thing', '{}', now());

select * from tests.is_read_by('core.events', 'service_role, app_worker, app_reader');

select * from finish();
rollback;
