-- Proves functions/commerce/analytics/_uncache_stock.sql.
begin;
select plan(1);

-- Given: the small stock, of which a set has mugs.
select tests.small_stock();
delete from core.cache_changes
where true;

do $$
begin
    perform commerce._uncache_stock(
        array(select v.id from commerce.variants as v where v.sku = 'MUG')
    );
end;
$$;
select set_eq(
    $$ select tag from core.cache_changes $$,
    $$ select 'commerce.product:' || p.id from commerce.products as p
       where p.title in ('Mug', 'Gift set') $$,
    'pages of a product and of its bundles end'
);

select * from finish();
rollback;
