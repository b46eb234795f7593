-- Proves sql/seeds/concerts/event_types.sql.j2.
begin;
select plan(2);

select * from tests.has_event_types('concerts');

select * from finish();
rollback;
