-- filters.counted_values: the content of filters.dimension_values as the cells give it.

create or replace view filters.counted_values
with (security_invoker = true)
as
with counted as (
    select
        v.dimension,
        v.value_id,
        sum(c.lines) as lines
    from filters.store_groups as p
    inner join filters.cells as c on p.id = c.group_id
    cross join lateral (
        values
        ('region', p.region_id),
        ('province', p.province_id),
        ('city', p.city_id),
        ('store_class', p.store_class_id)
    ) as v (dimension, value_id)
    where p.kind = 'store' and c.category_id = 0 and c.brand_id = 0
    group by v.dimension, v.value_id
    union all
    select
        case c.brand_id when 0 then 'category' else 'brand' end as dimension,
        c.category_id + c.brand_id as value_id,
        c.lines
    from filters.cells as c
    where c.group_id = 0 and (c.category_id = 0) <> (c.brand_id = 0)
)

select
    n.dimension,
    n.value_id,
    m.value,
    m.label,
    m.parent,
    n.lines::bigint as lines
from counted as n
inner join filters.master_values as m
    on n.dimension = m.dimension and n.value_id = m.value_id;

grant select on filters.counted_values to service_role, app_reader;

comment on view filters.counted_values is
    'Values, labels and counts as the cells and the master tables give them.';
