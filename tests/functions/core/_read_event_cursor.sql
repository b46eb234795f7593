-- Proves functions/core/_read_event_cursor.sql.
begin;
select plan(3);

select results_eq(
    $$ select xid, id from core._read_event_cursor('12-34') $$,
    $$ values ('12'::xid8, 34::bigint) $$, 'what was written'
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
