-- Proves policies/commerce/stock_take_lines.sql.j2.
begin;
select plan(6);

-- Given: the small stock, and a count of two mugs in the shop.
select tests.small_stock();
insert into commerce.stock_takes (location_id, opened_at)
select
    l.id as location_id,
    now() as opened_at
from commerce.locations as l
where l.code = 'SHOP';
insert into commerce.stock_take_lines (
    stock_take_id, variant_id, counted, expected, counted_at
)
select
    t.id as stock_take_id,
    v.id as variant_id,
    2 as counted,
    3 as expected,
    now() as counted_at
from commerce.stock_takes as t
inner join commerce.variants as v on v.sku = 'MUG';

select * from tests.is_shown_to(
    'commerce.stock_take_lines', 'staff', tests.user('ada'), '{admin, warehouse}',
    p_visible => 0
);

select * from finish();
rollback;
