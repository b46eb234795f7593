-- Proves functions/commerce/products/_lock_product.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select is(
    (commerce._lock_product(pg_temp.id_of('Mug'), 1)).title, 'Mug',
    'the row is returned'
);
select throws_ok(
    $$ select commerce._lock_product(pg_temp.id_of('Mug'), 2) $$,
    'PT409', 'commerce.version_conflict', 'at another version it is refused'
);
update commerce.products set deleted_at = core.now()
where title = 'Mug';
select throws_ok(
    $$ select commerce._lock_product(pg_temp.id_of('Mug'), null) $$,
    'PT404', 'commerce.unknown_product', 'a deleted product is unknown'
);
select throws_ok(
    $$ select commerce._lock_product(null, null) $$,
    'PT404', 'commerce.unknown_product', 'and so is none'
);

select * from finish();
rollback;
