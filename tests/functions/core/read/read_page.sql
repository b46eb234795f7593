-- Proves functions/core/read/read_page.sql.
begin;
select plan(9);

select is(
    core.read_page('l', null, 50, '{bigint}'), row('l', null, 50)::core.page,
    'the first page has no key'
);
select is(
    core.read_page('l', core.write_cursor('l', '{7,a}'), 500, '{bigint,text}'),
    row('l', '{7,a}', 500)::core.page,
    'the next page begins after the key of its cursor'
);
select is(
    tests.refusal($$ select core.read_page('l', 'x', 50, '{bigint}') $$) - 'hint',
    '{"code": "PT422", "key": "core.invalid_cursor",
      "detail": "''x'' is not a cursor of l."}',
    'any other text is refused'
);
select cmp_ok(
    length(
        tests.refusal(
            $$ select core.read_page('l', repeat('7', 5000000), 50, '{bigint}') $$
        ) ->> 'detail'
    ),
    '<', 100,
    'and little of it is repeated'
);
select is(
    tests.refusal(
        $$ select core.read_page('l', core.write_cursor('l', '{}'), 50) $$
    ) ->> 'key',
    'core.invalid_cursor',
    'a list without pages takes no cursor'
);
select is(
    tests.refusal(format('select core.read_page(%L, null, %L)', 'l', s.size)) ->> 'key',
    'core.invalid_page_size',
    'a page of this size is refused: ' || coalesce(s.size::text, 'null')
)
from (values (0), (-1), (501), (null)) as s (size);

select * from finish();
rollback;
