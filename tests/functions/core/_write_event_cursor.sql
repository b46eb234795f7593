-- Proves functions/core/_write_event_cursor.sql.
begin;
select plan(1);

select is(core._write_event_cursor('12', 34), '12-34', 'transaction and id');

select * from finish();
rollback;
