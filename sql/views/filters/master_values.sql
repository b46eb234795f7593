-- filters.master_values: every row of master data as a value of its dimension.

create or replace view filters.master_values
with (security_invoker = true)
as
select
    'region' as dimension,
    r.id as value_id,
    r.short_name as value,
    r.name as label,
    null::text as parent
from master.regions as r
union all
select
    'province' as dimension,
    p.id as value_id,
    p.psgc_code as value,
    p.name as label,
    r.short_name as parent
from master.provinces as p
inner join master.regions as r on p.region_id = r.id
union all
select
    'city' as dimension,
    c.id as value_id,
    c.psgc_code as value,
    case when p.is_pseudo then c.name else concat(c.name, ', ', p.name) end as label,
    p.psgc_code as parent
from master.cities as c
inner join master.provinces as p on c.province_id = p.id
union all
select
    'category' as dimension,
    c.id as value_id,
    c.category_key as value,
    concat_ws(' / ', p.name, c.name) as label,
    p.category_key as parent
from master.categories as c
left join master.categories as p on c.parent_id = p.id
union all
select
    'brand' as dimension,
    b.id as value_id,
    b.brand_key as value,
    b.name as label,
    c.category_key as parent
from master.brands as b
left join master.categories as c on b.category_id = c.id
union all
select
    'store_class' as dimension,
    s.id as value_id,
    s.code as value,
    s.name as label,
    null as parent
from master.store_classes as s;

grant select on filters.master_values to authenticated, service_role, app_reader;

comment on view filters.master_values is
    'Master data in the form of results: dimension, value, label, value of the parent.';
