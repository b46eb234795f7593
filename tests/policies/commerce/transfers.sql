-- Proves policies/commerce/transfers.sql.j2.
begin;
select plan(6);

-- Given: the small stock, and a mug on its way.
select tests.small_stock();
insert into commerce.transfers (
    variant_id, from_location_id, to_location_id, quantity, sent_at
)
select
    v.id as variant_id,
    a.id as from_location_id,
    b.id as to_location_id,
    1 as quantity,
    now() as sent_at
from commerce.variants as v
inner join commerce.locations as a on a.code = 'MAIN'
inner join commerce.locations as b on b.code = 'SHOP'
where v.sku = 'MUG';

select * from tests.is_shown_to(
    'commerce.transfers', 'staff', tests.user('ada'),
    '{admin, buyer, warehouse}', p_visible => 0
);

select * from finish();
rollback;
