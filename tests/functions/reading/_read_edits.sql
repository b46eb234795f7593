-- Proves functions/reading/_read_edits.sql.
begin;
select plan(11);

select results_eq(
    $$ select place, series_id, base_version, edit from reading._read_edits(
        '[{"series_id": 3, "chapter": "1.23456", "percent": 0.125, "device_id": "p",
           "updated_at": "2026-01-01T10:00:00+02:00", "base_version": 4, "x": 1}]'
    ) $$,
    $$ values (1, 3::bigint, 4::bigint, row(
        1.235, null, null, 0.13, 'p', 0, '2026-01-01 08:00:00Z'
    )::reading.edit) $$,
    'an item is an edit, rounded; what is not known is passed over'
);
select is_empty(
    $$ select from reading._read_edits('[]') $$, 'nothing is no edit, and no error'
);

-- When: an item can not be one.
create function pg_temp.refusal(p_item text) returns text
language sql as $$
    select concat_ws(' ', r ->> 'code', r ->> 'key', r ->> 'detail')
    from tests.refusal(format(
        'select from reading._read_edits(%L)',
        '[{"series_id":1,"chapter":1,"device_id":"p","updated_at":"2026-01-01T00:00Z"},'
        || p_item || ']'
    )) as r
$$;
select is(
    pg_temp.refusal(c.item),
    'PT422 reading.invalid_edits Item 2: ' || c.detail,
    c.item || ' is refused'
)
from (values
    ('5', 'it is not an object.'),
    ('null', 'it is not an object.'),
    ('{"series_id": 1, "chapter": 1, "device_id": "p"}',
     'updated_at is missing.'),
    ('{"series_id": 1, "chapter": 1, "device_id": "p", "updated_at": "infinity"}',
     'updated_at is not a time with a zone.'),
    (
        '{"series_id":1, "page": 1, "device_id":"p", "updated_at":"2026-13-01T00:00Z"}',
     'updated_at is not a time with a zone.'),
    (
        '{"series_id":1, "page":"x","device_id":"p", "updated_at":"2026-01-01T00:00Z"}',
     'page is not a whole number, or is out of range.'),
    ('{"series_id": 1, "device_id": "p", "updated_at": "2026-01-01T00:00Z"}',
     'it has no chapter, page or percent.')
) as c (item, detail);

select throws_ok(
    $$ select from reading._read_edits('{}') $$, 'PT422', 'reading.invalid_edits',
    'items are an array'
);
select throws_ok(
    $$ select from reading._read_edits(
        (select jsonb_agg(n) from generate_series(1, 1001) as n)
    ) $$,
    'PT422', 'reading.too_many_edits',
    'a thousand at a time'
);

select * from finish();
rollback;
