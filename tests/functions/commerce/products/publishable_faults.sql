-- Proves functions/commerce/products/publishable_faults.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select tests.login_as(tests.user('cleo'), 'buyer');
select is(
    api.publishable_faults(pg_temp.id_of('Mug')), '[]'::jsonb, 'a good draft has none'
);
reset role;
update core.settings set value = 'true'
where name = 'commerce.publish_needs_image';
update commerce.products set category_id = null
where title = 'Mug';
delete from commerce.prices
where true;
delete from commerce.stock_levels as l
using commerce.variants as v
where l.variant_id = v.id and v.sku = 'MUG' and l.on_hand = 0;
update core.validation_rules set argument = '{"pattern": "^Z"}'
where name = 'sku_pattern';
select tests.login_as(tests.user('cleo'), 'buyer');
select is(
    (
        select array_agg(e.fault ->> 'code' order by e.place)
        from jsonb_array_elements(api.publishable_faults(pg_temp.id_of('Mug')))
            with ordinality as e (fault, place)
    ),
    array[
        'category_required', 'price_required', 'image_required', 'levels_required',
        'sku_pattern'
    ],
    'all faults are listed, those of the stored product too'
);
select throws_ok(
    $$ select api.publishable_faults(null) $$, 'PT404', 'commerce.unknown_product',
    'an unknown id is refused'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.publishable_faults(pg_temp.id_of('Shirt')) $$,
    'PT403', 'core.not_permitted', 'a customer may not ask'
);

select * from finish();
rollback;
