-- Proves functions/core/read/write_page.sql.
begin;
select plan(4);

select is(
    core.write_page(
        row('l', null, 2)::core.page,
        '[{"id": 3, "at": "z"}, {"id": 2, "at": "y"}, {"id": 1, "at": "x"}]', 'at', 'id'
    ),
    jsonb_build_object(
        'items', '[{"id": 3, "at": "z"}, {"id": 2, "at": "y"}]'::jsonb,
        'next', core.write_cursor('l', '{y,2}')
    ),
    'the item beyond the page is dropped, and the cursor has the key of the last one'
);
select is(
    core.write_page(row('l', null, 2)::core.page, '[{"id": 2}, {"id": 1}]', 'id'),
    '{"items": [{"id": 2}, {"id": 1}], "next": null}', 'a full last page has no cursor'
);
select is(
    core.write_page(row('l', null, 2)::core.page, null, 'id'),
    '{"items": [], "next": null}', 'an empty list is an empty page'
);
select is(
    (core.read_page(
        'l',
        core.write_page(
            row('l', null, 1)::core.page,
            jsonb_build_array(
                jsonb_build_object('at', '2026-01-01 12:00:00.000001+00'::timestamptz),
                '{}'
            ),
            'at'
        ) ->> 'next',
        1, '{timestamptz}'
    )).key[1]::timestamptz,
    '2026-01-01 12:00:00.000001+00', 'a time comes back to the microsecond'
);

select * from finish();
rollback;
