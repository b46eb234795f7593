-- Proves functions/core/events/_read_event_cursor.sql.
begin;
select plan(5);

select results_eq(
    $$ select xid, id, era from core._read_event_cursor('12-34') $$,
    $$ values ('12'::xid8, 34::bigint, 0) $$, 'what was written'
);
select results_eq(
    $$ select xid, id, era from core._read_event_cursor('12-34-5') $$,
    $$ values ('12'::xid8, 34::bigint, 5) $$, 'also in a log that was restored'
);
select throws_ok(
    $$ select core._read_event_cursor('12-34-9999999999') $$,
    'PT422', 'core.invalid_cursor', 'an era that is too long is refused'
);
select throws_ok(
    $$ select core._read_event_cursor('12;34') $$,
    'PT422', 'core.invalid_cursor', 'another shape is refused'
);
select throws_ok(
    $$ select core._read_event_cursor('99999999999999999999-1') $$,
    'PT422', 'core.invalid_cursor', 'a number that is too long is refused'
);

select * from finish();
rollback;
