-- Proves functions/core/events/_write_event_cursor.sql.
begin;
select plan(2);

select is(core._write_event_cursor('12', 34), '12-34', 'transaction and id');
update core.event_low_watermarks set era = 3
where true;
select is(
    core._write_event_cursor('12', 34), '12-34-3', 'and the era of a restored log'
);

select * from finish();
rollback;
