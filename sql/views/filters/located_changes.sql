-- filters.located_changes: unfolded changes with the location of their store.
--
-- depends: views/filters/unfolded_changes

create or replace view filters.located_changes
with (security_invoker = true)
as
select
    l.store_id,
    l.basket_id,
    l.category_id,
    l.brand_id,
    l.price_minor,
    l.lines,
    p.id as group_id,
    p.region_id,
    p.province_id,
    p.city_id,
    p.store_class_id
from filters.unfolded_changes as l
inner join filters.store_groups as p on l.store_id = p.store_id;

grant select on filters.located_changes to authenticated, service_role, app_reader;

comment on view filters.located_changes is
    'The unfolded changes, which readers add to the cells, with their store groups.';
