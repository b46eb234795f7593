-- Proves functions/commerce/stock/_emit_stock.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();

do $$ begin
    perform commerce._emit_stock(
        array(select v.id from commerce.variants as v where v.sku in ('SHIRT-S', 'MUG')),
        7
    );
end; $$;
select results_eq(
    $$ select e.topic, e.payload from core.events as e
       where e.type = 'commerce.stock.changed' order by e.topic $$,
    $$ values
       ('commerce:stock:MUG', '{"v": 1, "version": 7, "sku": "MUG", "available": 3,
         "locations": [{"location": "MAIN", "available": 0},
         {"location": "SHOP", "available": 3}]}'::jsonb),
       ('commerce:stock:SHIRT-S', '{"v": 1, "version": 7, "sku": "SHIRT-S",
         "available": 13, "locations": [{"location": "MAIN", "available": 9},
         {"location": "SHOP", "available": 4}]}') $$,
    'each variant has an event with its stock'
);
do $$ begin perform commerce._emit_stock('{}', 8); end; $$;
select is(
    (select count(*) from core.events as e
where e.type = 'commerce.stock.changed'),
    2::bigint, 'no variant, no event'
);

select * from finish();
rollback;
