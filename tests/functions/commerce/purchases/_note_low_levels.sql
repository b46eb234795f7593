-- Proves functions/commerce/purchases/_note_low_levels.sql.
begin;
select plan(6);

-- Given: SHIRT-S is low at MAIN, and SHIRT-L is not.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
create function pg_temp.note() returns text
    language sql as $$
    select commerce._note_low_levels(
        l.id, array(select row(n.*)::commerce.reorder_need
        from commerce._list_reorder_needs(l.id) as n)
    )::text
    from commerce.locations as l where l.code = 'MAIN';
$$;

select pg_temp.note();
select results_eq(
    $$ select v.sku, l.stock, l.reorder_point, l.since_at
       from commerce.low_levels as l
       inner join commerce.variants as v on l.variant_id = v.id $$,
    $$ values ('SHIRT-S', 9, 20, timestamptz '2026-06-01 12:00+00') $$,
    'what is below its reorder point is recorded'
);
select results_eq(
    $$ select e.topic, e.payload from core.events as e
       where e.type = 'commerce.stock.ran_low' $$,
    $$ values (
        'commerce:low_stock:MAIN',
        '{"v": 1, "sku": "SHIRT-S", "location": "MAIN", "stock": 9,
        "reorder_point": 20}'::jsonb
    ) $$,
    'and told'
);

-- When: it falls further, and then recovers and falls again.
select tests.set_clock('2026-06-02 12:00+00');
update commerce.stock_levels set on_hand = 5
where on_hand = 10;
select pg_temp.note();
select results_eq(
    $$ select l.stock, l.since_at from commerce.low_levels as l $$,
    $$ values (5, timestamptz '2026-06-01 12:00+00') $$,
    'a level that stays low is low since it fell'
);
update commerce.stock_levels set on_hand = 50
where on_hand = 5 and reserved = 1;
select pg_temp.note();
select is_empty(
    $$ select l.stock from commerce.low_levels as l $$, 'one that recovers is forgotten'
);
update commerce.stock_levels set on_hand = 5
where on_hand = 50;
select pg_temp.note();
select is(
    (select count(*) from core.events as e
     where e.type = 'commerce.stock.ran_low'),
    2::bigint, 'so each fall is one event'
);

-- When: 60 more variants are low.
insert into commerce.variants (product_id, sku, options, created_at, updated_at)
select
    p.id,
    'N' || i as sku,
    jsonb_build_object('n', i) as options,
    now() as created_at,
    now() as updated_at
from commerce.products as p cross join generate_series(1, 60) as i
where p.title = 'Shirt';
insert into commerce.reorder_rules (
    variant_id, location_id, vendor_id, method, minimum, maximum, unit_cost_minor,
    created_at, updated_at
)
select
    v.id as variant_id,
    l.id as location_id,
    d.id as vendor_id,
    'min_max' as method,
    1 as minimum,
    2 as maximum,
    1 as unit_cost_minor,
    now() as created_at,
    now() as updated_at
from commerce.variants as v
cross join commerce.locations as l
cross join commerce.vendors as d
where v.sku ~ '^N[0-9]' and l.code = 'MAIN' and d.code = 'ACME';
select pg_temp.note();
select is(
    (
        select e.payload from core.events as e
        where e.type = 'commerce.low_stock.changed'
    ),
    '{"v": 1, "version": null, "verb": "ran_low", "count": 60}', 'very many fall as one'
);

select * from finish();
rollback;
