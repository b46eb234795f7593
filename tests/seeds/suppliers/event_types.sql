-- Proves sql/seeds/suppliers/event_types.sql.j2.
begin;
select plan(2);

select * from tests.has_event_types('suppliers');

select * from finish();
rollback;
