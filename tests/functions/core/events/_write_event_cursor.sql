-- Proves functions/core/events/_write_event_cursor.sql.
begin;
select plan(2);

select is(
    core._write_event_cursor('12', 34),
    core.write_cursor('core.changes_since', '{12,34,0}'), 'transaction, id and era'
);
update core.event_low_watermarks set era = 3
where true;
select is(
    core._write_event_cursor('12', 34),
    core.write_cursor('core.changes_since', '{12,34,3}'),
    'a restored log has another era'
);

select * from finish();
rollback;
