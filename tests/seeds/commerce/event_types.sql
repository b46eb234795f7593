-- Proves sql/seeds/commerce/event_types.sql.j2.
begin;
select plan(2);

select * from tests.has_event_types('commerce');

select * from finish();
rollback;
