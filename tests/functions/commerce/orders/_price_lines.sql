-- Proves functions/commerce/orders/_price_lines.sql.
begin;
select plan(16);

-- Given: shirts at 99.99, 12 % tax included, with a sale price for the large one.
select tests.small_stock();
select tests.set_clock('2026-06-01 12:00Z');
update commerce.prices as p
set
    amount_minor = 9999,
    sale_amount_minor = case when v.sku = 'SHIRT-L' then 5000 end
    from commerce.variants as v
    where p.variant_id = v.id;
create function pg_temp.lines(p_lines jsonb, p_country text default 'PH')
returns table (
    line integer, sku text, unit bigint, discount bigint, tax bigint, total numeric
) language sql as $$
    select p.line, p.sku, p.unit_price_minor, p.discount_minor, p.tax_minor, p.total_minor
    from commerce._price_lines(p_lines, p_country) as p order by p.line
$$;
create function pg_temp.fault(p_line jsonb) returns text language sql as $$
    select p.fault_key || ': ' || p.fault
    from commerce._price_lines(jsonb_build_array(p_line), 'PH') as p
$$;
create temporary table three on commit drop as
select '[{"sku": "shirt-s", "quantity": 1, "location": "main"},
    {"sku": "SHIRT-S", "quantity": 1},
    {"sku": "SHIRT-L", "quantity": 3}]'::jsonb as lines;

select results_eq(
    'select * from pg_temp.lines((select three.lines from three))',
    $$ values (1, 'SHIRT-S', 9999::bigint, 0::bigint, 1071::bigint, 9999::numeric),
        (2, 'SHIRT-S', 9999, 0, 1071, 9999), (3,
        'SHIRT-L', 9999, 14997, 1607, 15000) $$,
    'a sale price is a discount; the tax of each line is rounded half up'
);
update core.settings set value = '"document"'
where name = 'commerce.tax_rounding';
select is(
    (select sum(tax) from pg_temp.lines((select three.lines from three))),
    round(2 * 9999 * 12 / 112.0 + 15000 * 12 / 112.0),
    'or that of all lines together'
);
select results_eq(
    'select line, tax from pg_temp.lines((select three.lines from three))',
    'values (1, 1071::bigint), (2, 1072), (3, 1607)',
    'and the taxes of the lines add up to it'
);
update core.settings set value = '"line"'
where name = 'commerce.tax_rounding';
update commerce.price_lists set has_tax_included = false
where is_default;
select results_eq(
    'select line, tax, total from pg_temp.lines((select three.lines from three))',
    'values (1, 1200::bigint, 11199::numeric), (2, 1200, 11199), (3, 1800, 16800)',
    'a list without the tax gets it on top'
);
insert into commerce.tax_rates (tax_class, country, rate_percent, valid)
values
('standard', 'FR', 20, tstzrange(null, '2026-06-01 12:00Z')),
('standard', 'FR', 12.5, tstzrange('2026-06-01 12:00Z', null)),
('reduced', null, 5, tstzrange(null, null));
select is(
    array(
        select l.tax
        from unnest(array['fr', 'PH', null]) with ordinality as c (country, place)
        cross join pg_temp.lines('[{"sku": "SHIRT-L", "quantity": 1}]', c.country) as l
        order by c.place
    ),
    '{625, 600, 600}'::bigint[],
    'the rate is that of the country now, else the general one'
);
update commerce.products set tax_class = 'reduced'
where title = 'Shirt';
select is(
    (
        select tax from pg_temp.lines('[{"sku": "SHIRT-L", "quantity": 1}]', 'FR')
    ),
    250::bigint, 'and that of the tax class of the product'
);
update commerce.products set tax_class = 'none'
where title = 'Shirt';
select is(
    pg_temp.fault('{"sku": "SHIRT-L", "quantity": 1}'),
    'commerce.tax_missing: SHIRT-L: tax class none has no rate now.',
    'without a rate a product is not sold'
);
update commerce.products set tax_class = 'standard'
where title = 'Shirt';

select is(
    pg_temp.fault('{"quantity": 1}'),
    'commerce.invalid_lines: needs sku and quantity.', 'a line names its SKU'
);
select is(
    pg_temp.fault('{"sku": "SHIRT-S", "quantity": 0}'),
    'commerce.invalid_lines: has a quantity that is not from 1 to 100000.',
    'and at least one piece'
);
select is(
    pg_temp.fault('{"sku": "MUG", "quantity": 1}'),
    'commerce.unknown_sku: ''MUG'' is not on sale.', 'a draft is not on sale'
);
select is(
    pg_temp.fault('{"sku": "SHIRT-S", "quantity": 1, "location": "MOON"}'),
    'commerce.unknown_location: ''MOON'' is not an active location.',
    'nor is there an unknown location'
);
update commerce.products
set status = 'published', published_at = core.now(), ends_at = core.now()
where title = 'Mug';
select is(
    pg_temp.fault('{"sku": "MUG", "quantity": 1}'),
    'commerce.unknown_sku: ''MUG'' is not on sale.', 'nor what was on sale until now'
);
update commerce.products
set ends_at = null, starts_at = core.now()
where title = 'Mug';
select is(
    pg_temp.fault('{"sku": "MUG", "quantity": 1}'), null, 'what is from now on is'
);
update commerce.prices as p
set valid = tstzrange(core.now() + interval '1 second', null)
from commerce.variants as v
where p.variant_id = v.id and v.sku = 'MUG';
select is(
    pg_temp.fault('{"sku": "MUG", "quantity": 1}'),
    'commerce.price_missing: MUG has no price now.', 'a price of tomorrow is none'
);
update commerce.products
set status = 'published', published_at = core.now()
where title = 'Gift set';
select is(pg_temp.fault('{"sku": "SET", "quantity": 1}'), null, 'a bundle is sold');
delete from commerce.bundle_components
where quantity > 0;
select is(
    pg_temp.fault('{"sku": "SET", "quantity": 1}'),
    'commerce.invalid_lines: SET is a bundle without components.',
    'an empty one is not'
);

select * from finish();
rollback;
