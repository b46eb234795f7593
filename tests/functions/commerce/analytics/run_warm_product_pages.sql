-- Proves functions/commerce/analytics/run_warm_product_pages.sql.
begin;
select plan(2);

-- Given: sales of January and February; shirts are published, mugs are not.
select tests.sold_stock();
delete from core.jobs
where true;

do $$ begin perform commerce.run_warm_product_pages(null); end; $$;
select results_eq(
    $$ select j.payload from core.jobs as j $$,
    $$ select jsonb_build_object(
           'cache', 'commerce.product_page',
           'arguments', jsonb_build_object('product_id', p.id)
       ) from commerce.products as p where p.title = 'Shirt' $$,
    'the page of a published product that sells is computed'
);
select tests.set_clock('2026-04-01Z');
delete from core.jobs
where true;
do $$ begin perform commerce.run_warm_product_pages(null); end; $$;
select is_empty($$ select from core.jobs $$, 'sales of long ago do not count');

select * from finish();
rollback;
