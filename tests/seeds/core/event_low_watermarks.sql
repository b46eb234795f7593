-- Proves sql/seeds/core/event_low_watermarks.sql.
begin;
select plan(1);

select results_eq(
    $$ select log, xid, id from core.event_low_watermarks $$,
    $$ values ('events', '0'::xid8, 0::bigint) $$,
    'nothing has been dropped from a new log'
);

select * from finish();
rollback;
