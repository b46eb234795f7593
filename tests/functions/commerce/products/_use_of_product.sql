-- Proves functions/commerce/products/_use_of_product.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select matches(
    commerce._use_of_product(pg_temp.id_of('Mug')),
    '^Stock of MUG at SHOP: 3 on hand, 0 reserved, 0 damaged, 0 in transit.$',
    'stock holds a product'
);
update commerce.stock_levels set on_hand = 0, reserved = 0
where true;
select matches(
    commerce._use_of_product(pg_temp.id_of('Shirt')),
    '^Reservation [0-9]+ holds SHIRT-S.$', 'so does a reservation'
);
select is(
    commerce._use_of_product(pg_temp.id_of('Mug')), 'Bundle SET contains MUG.',
    'and a bundle'
);
select is(
    commerce._use_of_product(pg_temp.id_of('Gift set')), null,
    'nothing holds the bundle'
);
update commerce.products set deleted_at = core.now()
where title = 'Gift set';
select is(
    commerce._use_of_product(pg_temp.id_of('Mug')), null,
    'a deleted bundle holds nothing'
);

select * from finish();
rollback;
