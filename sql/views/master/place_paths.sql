-- master.place_paths: each place with the places at each level that it lies in.
--
-- A place lies in itself. A level that its tree does not have is null: a city directly
-- below a region has no province.

create or replace view master.place_paths
with (security_invoker = true)
as
select
    p.id as place_id,
    case 1 when p.level then p.id when u.level then u.id when t.level then t.id end
        as region_id,
    case 2 when p.level then p.id when u.level then u.id end as province_id,
    case 3 when p.level then p.id end as city_id,
    case 1
        when p.level then p.place_key
        when u.level then u.place_key
        when t.level then t.place_key
    end as region_key,
    case 2 when p.level then p.place_key when u.level then u.place_key end
        as province_key,
    case 3 when p.level then p.place_key end as city_key
from master.places as p
left join master.places as u on p.parent_id = u.id
left join master.places as t on u.parent_id = t.id;

grant select on master.place_paths to authenticated, service_role, app_reader;

comment on view master.place_paths is
    'Ids and keys of the region, province and city of each place, where it has them.';
