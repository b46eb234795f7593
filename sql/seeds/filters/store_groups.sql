-- Seeds of filters.store_groups: the group of all stores.

insert into filters.store_groups (id, kind)
values (0, 'all')
on conflict (id) do nothing;
