-- filters.transaction_values: each line with its value in every dimension.
--
-- The definition of every filter result as one query: invariants and tests compare with
-- it. So it reads only lines and master data, and no table that a fold writes.

create or replace view filters.transaction_values
with (security_invoker = true)
as
with basket as (
    select
        n.basket_id,
        count(*) as basket_size
    from filters.transactions as n
    group by n.basket_id
)

select
    t.id,
    t.basket_id,
    t.store_id,
    b.basket_size,
    t.price_minor,
    p.region_id,
    p.province_id,
    p.city_id,
    s.store_class_id,
    t.category_id,
    t.brand_id,
    p.region_key as region,
    p.province_key as province,
    p.city_key as city,
    k.code as store_class,
    g.category_key as category,
    d.brand_key as brand
from filters.transactions as t
left join basket as b on t.basket_id = b.basket_id
inner join filters.stores as s on t.store_id = s.id
left join master.place_paths as p on s.place_id = p.place_id
left join master.store_classes as k on s.store_class_id = k.id
left join master.categories as g on t.category_id = g.id
left join master.brands as d on t.brand_id = d.id;

grant select on filters.transaction_values to service_role, app_reader;

comment on view filters.transaction_values is
    'Transaction lines with their value in every dimension; filter results count them.';
