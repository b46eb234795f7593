-- Seeds of filters.dimensions. Whether one is enabled is the operator's choice.

insert into filters.dimensions (name, label, parent, position, counted_by)
values
('region', 'Region', null, 1, 'cells'),
('province', 'Province', 'region', 2, 'cells'),
('city', 'City or municipality', 'province', 3, 'cells'),
('category', 'Category', null, 4, 'cells'),
('brand', 'Brand', 'category', 5, 'cells'),
('store_class', 'Store class', null, 6, 'cells')
on conflict (name) do update
set
    label = excluded.label,
    parent = excluded.parent,
    position = excluded.position
where
    (dimensions.label, dimensions.parent, dimensions.position)
    is distinct from (excluded.label, excluded.parent, excluded.position);
