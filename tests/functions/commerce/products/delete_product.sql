-- Proves functions/commerce/products/delete_product.sql.
begin;
select plan(8);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    $$ select api.delete_product(pg_temp.id_of('Shirt')) $$,
    'PT409', 'commerce.product_in_use', 'a product with stock stays'
);
reset role;
delete from commerce.reservation_lines
where true;
update commerce.stock_levels set on_hand = 0, reserved = 0
where true;
select tests.login_as(tests.user('cleo'), 'buyer');
select is(
    tests.refusal($$ select api.delete_product(pg_temp.id_of('Shirt')) $$) ->> 'detail',
    'Bundle SET contains SHIRT-L.', 'so does the component of a bundle'
);
select lives_ok(
    $$ select api.delete_product(pg_temp.id_of('Gift set'), 1) $$, 'the bundle goes'
);
select results_eq(
    $$ select r ->> 'status', r ->> 'deleted_at' is not null
       from api.delete_product(pg_temp.id_of('Shirt')) as r $$,
    $$ values ('archived', true) $$,
    'then the product; its row stays, and a published one is archived'
);
select throws_ok(
    $$ select api.delete_product(pg_temp.id_of('Shirt')) $$,
    'PT404', 'commerce.unknown_product', 'it is deleted once'
);
select throws_ok(
    $$ select api.create_product('{"title": "T", "sku": "SHIRT-L"}') $$,
    'PT422', 'commerce.invalid_product', 'its SKUs stay taken'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.delete_product(1) $$, 'PT403', 'core.not_permitted',
    'a customer deletes nothing'
);
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    $$ select api.delete_product(pg_temp.id_of('Mug'), 9) $$,
    'PT409', 'commerce.version_conflict', 'at another version it is refused'
);

select * from finish();
rollback;
