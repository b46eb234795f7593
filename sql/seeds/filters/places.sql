-- Seeds of filters.places: the place that is every store.

insert into filters.places (id, kind)
values (0, 'all')
on conflict (id) do nothing;
