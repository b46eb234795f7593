-- Proves sql/seeds/filters/event_types.sql.j2.
begin;
select plan(2);

select * from tests.has_event_types('filters');

select * from finish();
rollback;
