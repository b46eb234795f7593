-- Proves sql/seeds/reading/event_types.sql.j2.
begin;
select plan(2);

select * from tests.has_event_types('reading');

select * from finish();
rollback;
