-- Proves functions/commerce/analytics/_list_minimums.sql.
begin;
select plan(1);

-- Given: the small stock, with two mugs to keep.
select tests.small_stock();
do $$
begin
    perform tests.login_as(tests.user('dan'), 'admin');
    perform commerce.set_stock_limits('MUG', 'SHOP', 2);
    reset role;
end;
$$;

select set_eq(
    $$ select v.sku, m.minimum
       from commerce.locations as l
       cross join lateral commerce._list_minimums(l.id) as m
       inner join commerce.variants as v on m.variant_id = v.id
       where l.code = 'SHOP' $$,
    $$ values ('MUG', 2::bigint), ('SHIRT-L', 0), ('SHIRT-S', 0) $$,
    'the minimum is the safety stock'
);

select * from finish();
rollback;
