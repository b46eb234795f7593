-- Proves functions/commerce/analytics/tg_bundle_components__uncache.sql.
begin;
select plan(1);

-- Given: the small stock.
select tests.small_stock();
delete from core.cache_changes
where true;

delete from commerce.bundle_components
where quantity = 2;
select set_eq(
    $$ select tag from core.cache_changes $$,
    $$ select 'commerce.product:' || p.id from commerce.products as p
       where p.title = 'Gift set' $$,
    'the page of the bundle ends'
);

select * from finish();
rollback;
