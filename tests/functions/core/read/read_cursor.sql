-- Proves functions/core/read/read_cursor.sql.
begin;
select plan(4);

select is(
    core.read_cursor('item-7', 'items', '^item-[0-9]+$'), 'item-7', 'a cursor is one'
);
select is(
    core.read_cursor(null, 'items', '^item-[0-9]+$'), null, 'the first page has none'
);
select is(
    tests.refusal($$ select core.read_cursor('7', 'items', '^item-[0-9]+$') $$)
    - 'hint',
    '{"code": "PT422", "key": "core.invalid_cursor",
      "detail": "''7'' is not a cursor of items."}',
    'one of another shape is refused'
);
select cmp_ok(
    length(
        tests.refusal(
            $$ select core.read_cursor(
                'item-' || repeat('7', 5000000), 'items', '^item-[0-9]+$'
            ) $$
        ) ->> 'detail'
    ),
    '<', 100,
    'and a long one, of which little is repeated'
);

select * from finish();
rollback;
