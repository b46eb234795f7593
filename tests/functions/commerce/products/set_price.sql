-- Proves functions/commerce/products/set_price.sql.
begin;
select plan(6);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select tests.login_as(tests.user('cleo'), 'buyer');
select is(
    jsonb_path_query_array(
        api.set_price('mug', 'standard', 500, 400, '2001-01-01Z', '2001-02-01Z'),
        '$.prices[*].sale_amount_minor'
    ),
    '[null, 400, null]'::jsonb, 'the period that it meets is split'
);
select is(
    api.set_price('MUG', 'standard', 700) -> 'price_minor', '700'::jsonb,
    'without a period it counts from now on'
);
select is(
    api.get_product(pg_temp.id_of('Mug')) ->> 'version', '3',
    'each change raises the version of the product'
);
select results_eq(
    $$ select tests.refusal(c.call) ->> 'key' from (values
        ('select api.set_price(null, ''standard'', 1)'),
        ('select api.set_price(''NO'', ''standard'', 1)'),
        ('select api.set_price(''MUG'', ''no'', 1)'),
        ('select api.set_price(''MUG'', null, 1)'),
        ('select api.set_price(''MUG'', ''standard'', null)'),
        ('select api.set_price(''MUG'', ''standard'', -1)'),
        ('select api.set_price(''MUG'', ''standard'', 5, 5)'),
        ('select api.set_price(''MUG'', ''standard'', 5, 4, ''infinity'')'),
        ('select api.set_price(''MUG'', ''standard'', 5, 4, null, ''2001-01-01Z'')')
    ) as c (call) $$,
    $$ select 'commerce.unknown_sku' from generate_series(1, 2)
       union all select 'commerce.invalid_price' from generate_series(1, 7) $$,
    'bad input is refused'
);
reset role;
update core.validation_rules set is_enabled = false
where entity = 'commerce.price';
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    $$ select api.set_price('MUG', 'standard', 5, 5) $$,
    'PT422', 'commerce.invalid_price',
    'with the rules off, the table refuses with the same error'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.set_price('MUG', 'standard', 5) $$,
    'PT403', 'core.not_permitted', 'a customer sets no price'
);

select * from finish();
rollback;
