-- Seeds of filters.places: the place that is every store.

insert into filters.places (id, kind, value_id)
values (0, 'all', 0)
on conflict (id) do nothing;
