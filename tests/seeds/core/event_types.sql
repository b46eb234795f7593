-- Proves sql/seeds/core/event_types.sql.j2.
begin;
select plan(2);

select * from tests.has_event_types('core');

select * from finish();
rollback;
