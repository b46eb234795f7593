-- Proves functions/commerce/stock/_read_lines.sql.
begin;
select plan(9);

-- Given: the small stock.
select tests.small_stock();

create function pg_temp.lines(p_lines jsonb) returns text language sql as $$
    select string_agg(
        format('%s %s %s', n.quantity, v.sku, coalesce(l.code, '-')), ', '
        order by v.sku, l.code
    )
    from unnest(commerce._read_lines(p_lines)) as n
    inner join commerce.variants as v on n.variant_id = v.id
    left join commerce.locations as l on n.location_id = l.id
$$;
select is(
    pg_temp.lines('[{"sku": "mug", "quantity": 1}, {"sku": "MUG", "quantity": "2"}]'),
    '3 MUG -', 'lines of one SKU become their sum'
);
select is(
    pg_temp.lines(
        '[{"sku": "MUG", "quantity": 1, "location": "shop"},
          {"sku": "MUG", "quantity": 2}]'
    ),
    '1 MUG SHOP, 2 MUG -', 'a line that names its location stays apart'
);
select is(
    pg_temp.lines('[{"sku": "SET", "quantity": 2}, {"sku": "MUG", "quantity": 1}]'),
    '5 MUG -, 2 SHIRT-L -', 'a bundle becomes its components'
);
select is(
    tests.refusal(
        $$ select commerce._read_lines('[{"sku": "MUG", "quantity": 1},
           {"sku": "NONE", "quantity": 1}]') $$
    ) - 'hint',
    '{"code": "PT404", "key": "commerce.unknown_sku",
      "detail": "Line 2: there is no SKU ''NONE''."}',
    'an unknown SKU is refused with its line'
);
select throws_ok(
    format('select commerce._read_lines(%L)', c.lines), c.code, c.key, c.rule
)
from (
    values
    ('[]', 'PT422', 'commerce.invalid_lines', 'no line is refused'),
    (
        '[{"sku": "MUG", "quantity": 1, "location": "X"}]', 'PT404',
        'commerce.unknown_location', 'an unknown location is refused'
    ),
    (
        '[{"sku": "MUG", "quantity": 0}]', 'PT422', 'commerce.invalid_lines',
        'a quantity of 0 is refused'
    ),
    (
        '[{"sku": "MUG"}]', 'PT422', 'commerce.invalid_lines',
        'a missing quantity is refused'
    ),
    ('{}', 'PT422', 'commerce.invalid_lines', 'what is not a list is refused')
) as c (lines, code, key, rule);

select * from finish();
rollback;
