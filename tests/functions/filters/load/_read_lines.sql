-- Proves functions/filters/load/_read_lines.sql.
begin;
select plan(12);

-- Given: a line that is whole.
create temporary table sent as
select
    '{"key": " k1 ", "basket": "b", "store": "s", "product": "p", "brand": " ",
      "price": "2.505", "quantity": 1.5, "sold_at": "2024-05-04T08:00:00+08:00"}'::jsonb
        as line;

select results_eq(
    $$ select l.position, l.line_key, l.brand, l.price_minor, l.quantity, l.sold_at
       from pg_temp.sent, filters._read_lines(jsonb_build_array(line, line)) as l $$,
    $$ values
       (1::bigint, 'k1', null::text, 251::bigint, 1.5, '2024-05-04 00:00Z'::timestamptz),
       (2::bigint, 'k1', null, 251, 1.5, '2024-05-04 00:00Z') $$,
    'text is trimmed, empty is null, money is rounded to minor units'
);

select throws_ok(
    format('select * from filters._read_lines(%L)', s.rows),
    'PT422', s.message,
    s.rule
)
from (
    values
    ('{}', 'filters.invalid_rows', 'rows are an array'),
    ('[1]', 'filters.invalid_rows', 'a row is an object'),
    ('[{}]', 'filters.invalid_rows', 'a time is needed'),
    (
        (select jsonb_agg(line || '{"sold_at": "2024-05-04 08:00"}')::text from sent),
        'filters.invalid_rows', 'a time has a zone'
    ),
    (
        (select jsonb_agg(line || '{"sold_at": "2024-99-04 08:00Z"}')::text from sent),
        'filters.invalid_rows', 'a time is one'
    ),
    (
        (select jsonb_agg(line || '{"price": "free"}')::text from sent),
        'filters.invalid_rows', 'a price is a number'
    ),
    (
        (select jsonb_agg(line || '{"price": "NaN"}')::text from sent),
        'filters.invalid_rows', 'not a number is none'
    ),
    (
        (select jsonb_agg(line || '{"price": 1e30}')::text from sent),
        'filters.invalid_rows', 'a price fits'
    ),
    (
        (select jsonb_agg(line || '{"basket": ""}')::text from sent),
        'filters.invalid_rows', 'an empty key is none'
    )
) as s (rows, message, rule);
select throws_ok(
    $$ select * from filters._read_lines(
        (select jsonb_agg(1) from generate_series(1, 10001))
    ) $$,
    'PT422', 'filters.too_many_rows',
    'more than 10,000 rows are refused unread'
);
select is(
    tests.refusal(
        $$ select * from filters._read_lines(
            (select jsonb_build_array(line, line - 'store') from pg_temp.sent)
        ) $$
    ) ->> 'detail',
    'Row 2: store is missing.',
    'the detail names the row and what is wrong'
);

select * from finish();
rollback;
