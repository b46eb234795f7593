-- Seeds of filters.dimensions. Whether one is enabled is the operator's choice.

insert into filters.dimensions (name, label, parent, position)
values
('region', 'Region', null, 1),
('province', 'Province', 'region', 2),
('city', 'City or municipality', 'province', 3),
('category', 'Category', null, 4),
('brand', 'Brand', 'category', 5),
('store_class', 'Store class', null, 6)
on conflict (name) do update
set
    label = excluded.label,
    parent = excluded.parent,
    position = excluded.position
where
    (dimensions.label, dimensions.parent, dimensions.position)
    is distinct from (excluded.label, excluded.parent, excluded.position);
