-- Proves functions/commerce/analytics/tg_prices__uncache.sql.
begin;
select plan(1);

-- Given: the small stock.
select tests.small_stock();
delete from core.cache_changes
where true;

update commerce.prices as r set amount_minor = 1
from commerce.variants as v
where r.variant_id = v.id and v.sku = 'MUG';
select set_eq(
    $$ select tag from core.cache_changes $$,
    $$ select 'commerce.product:' || p.id from commerce.products as p
       where p.title = 'Mug' $$,
    'the page of the product ends'
);

select * from finish();
rollback;
