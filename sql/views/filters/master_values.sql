-- filters.master_values: every row of master data as a value of its dimension.
--
-- The parent is a value of the dimension's parent: a city directly below a region has
-- none, since it is in no province.

create or replace view filters.master_values
with (security_invoker = true)
as
select
    (array['region', 'province', 'city'])[p.level] as dimension,
    p.id as value_id,
    p.place_key as value,
    case
        when p.level < 3 or u.is_pseudo then p.name
        else concat_ws(', ', p.name, u.name)
    end as label,
    case when u.level = p.level - 1 then u.place_key end as parent
from master.places as p
left join master.places as u on p.parent_id = u.id
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
