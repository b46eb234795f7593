-- Proves functions/commerce/analytics/_read_sales.sql.
begin;
select plan(19);

-- Given: the small stock, in February.
select tests.small_stock();
select tests.set_clock('2026-02-01Z');

create function pg_temp.read(p_change jsonb) returns commerce.sales
    language sql as $$
    select s.*
    from unnest(commerce._read_sales(jsonb_build_array(
        jsonb '{"sku": "mug", "location": "shop", "quantity": 2, "amount_minor": 250,
        "sold_at": "2026-01-02T03:00:00+01:00"}' || p_change
    ))) as s
$$;

select results_eq(
    $$ select r.sold_at, r.quantity, r.amount_minor, r.currency, r.reference
       from pg_temp.read('{}') as r $$,
    $$ values (timestamptz '2026-01-02T02:00Z', 2, 250::bigint, 'PHP', null::text) $$,
    'a row is read; the currency is that of the default list'
);
select results_eq(
    $$ select r.currency, r.reference
       from pg_temp.read('{"currency": "EUR", "reference": "r1"}') as r $$,
    $$ values ('EUR', 'sale:r1') $$,
    'a reference gets a prefix'
);
select results_eq(
    $$ select (pg_temp.read(f.change)).id is null
       from (values (jsonb '{"quantity": -2, "amount_minor": -250}'),
                    ('{"amount_minor": 0}')) as f (change) $$,
    'values (false), (false)',
    'a return is negative, and a gift costs nothing'
);
select throws_ok(
    format('select pg_temp.read(%L)', f.change), f.sqlstate, f.key, f.rule
)
from (
    values
    ('{"sku": "NONE"}', 'PT404', 'commerce.unknown_sku', 'an unknown SKU'),
    ('{"sku": null}', 'PT404', 'commerce.unknown_sku', 'no SKU'),
    ('{"location": "NONE"}', 'PT404', 'commerce.unknown_location', 'no such location'),
    ('{"sku": "SET"}', 'PT422', 'commerce.bundle_has_no_stock', 'a bundle'),
    ('{"quantity": 0}', 'PT422', 'commerce.invalid_sales', 'nothing sold'),
    ('{"quantity": 1000001}', 'PT422', 'commerce.invalid_sales', 'too many pieces'),
    ('{"quantity": "x"}', 'PT422', 'commerce.invalid_sales', 'no number'),
    ('{"amount_minor": -1}', 'PT422', 'commerce.invalid_sales', 'other signs'),
    ('{"amount_minor": null}', 'PT422', 'commerce.invalid_sales', 'no amount'),
    (
        '{"amount_minor": 1000000000001}', 'PT422', 'commerce.invalid_sales',
        'an amount whose sums would be too great'
    ),
    ('{"sold_at": "2026-03-01T00:00Z"}', 'PT422', 'commerce.invalid_sales', 'future'),
    ('{"sold_at": "yesterday"}', 'PT422', 'commerce.invalid_sales', 'no time'),
    ('{"currency": "peso"}', 'PT422', 'commerce.invalid_sales', 'no currency'),
    (
        format('{"reference": "%s"}', repeat('x', 196)),
        'PT422', 'commerce.invalid_sales', 'a long reference'
    )
) as f (change, sqlstate, key, rule);
select throws_ok(
    $$ select commerce._read_sales('[]') $$,
    'PT422', 'commerce.invalid_sales', 'no row is refused'
);
select throws_ok(
    $$ select commerce._read_sales((
           select jsonb_agg(s.line)
           from (
               select jsonb '{"sku": "MUG", "location": "SHOP", "quantity": 1,
                   "amount_minor": 1, "sold_at": "2026-01-02T00:00:00Z",
                   "reference": "r"}' as line
               from generate_series(1, 2)
           ) as s
       )) $$,
    'PT422', 'commerce.invalid_sales', 'a receipt has a SKU once'
);

select * from finish();
rollback;
