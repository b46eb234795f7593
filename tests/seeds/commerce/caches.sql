-- Proves sql/seeds/commerce/caches.sql.j2.
begin;
select plan(2);

select isnt(
    core.setting(c.setting), null, 'the setting of the cache is there'
)
from core.caches as c
where c.name = 'commerce.product_page';
select is(
    to_regprocedure('commerce._product_page(jsonb)')::regproc::text,
    (
        select c.function_name from core.caches as c
        where c.name = 'commerce.product_page'
    ),
    'and so is its function'
);

select * from finish();
rollback;
