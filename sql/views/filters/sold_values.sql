-- filters.sold_values: master rows of the cube's dimensions that have a line.
--
-- It reads the lines themselves through their indexes, not the counts.

create or replace view filters.sold_values
with (security_invoker = true)
as
with sold as materialized (
    select
        p.region_id,
        p.province_id,
        p.city_id,
        s.store_class_id
    from filters.stores as s
    left join master.place_paths as p on s.place_id = p.place_id
    where exists (
        select from filters.transactions as t
        where t.store_id = s.id
    )
)

select distinct
    v.dimension,
    v.value_id
from sold as s
cross join lateral (
    values
    ('region', s.region_id),
    ('province', s.province_id),
    ('city', s.city_id),
    ('store_class', s.store_class_id)
) as v (dimension, value_id)
where v.value_id is not null
union all
select
    'category' as dimension,
    c.id as value_id
from master.categories as c
where exists (
    select from filters.transactions as t
    where t.category_id = c.id
)
union all
select
    'brand' as dimension,
    b.id as value_id
from master.brands as b
where exists (
    select from filters.transactions as t
    where t.brand_id = b.id
);

grant select on filters.sold_values to service_role, app_reader;

comment on view filters.sold_values is
    'Ids of the regions, cities, brands, … with at least one transaction line.';
