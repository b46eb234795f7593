-- Rendered from sql/seeds/filters/dimensions.sql.j2; edit that file, not this one.
-- Seeds of filters.dimensions: the cube. The operator decides which are enabled.

insert into filters.dimensions (
    name, label, parent, position, source_table, column_name, counted_by,
    master_table, master_key, master_label, master_level
)
values
(
    'region', 'Region', null, 1, 'filters.transactions', 'store_id', 'cells',
    'master.places', 'place_key', 'name', 1
),
(
    'province', 'Province', 'region', 2, 'filters.transactions', 'store_id', 'cells',
    'master.places', 'place_key', 'name', 2
),
(
    'city', 'City or municipality', 'province', 3,
    'filters.transactions', 'store_id', 'cells',
    'master.places', 'place_key', 'name', 3
),
(
    'category', 'Category', null, 4, 'filters.transactions', 'category_id', 'cells',
    'master.categories', 'category_key', 'name', null
),
(
    'brand', 'Brand', 'category', 5, 'filters.transactions', 'brand_id', 'cells',
    'master.brands', 'brand_key', 'name', null
),
(
    'store_class', 'Store class', null, 6, 'filters.transactions', 'store_id', 'cells',
    'master.store_classes', 'code', 'name', null
)
on conflict (name) do update
set
    label = excluded.label,
    parent = excluded.parent,
    position = excluded.position,
    source_table = excluded.source_table,
    column_name = excluded.column_name,
    counted_by = excluded.counted_by,
    master_table = excluded.master_table,
    master_key = excluded.master_key,
    master_label = excluded.master_label,
    master_level = excluded.master_level
where
    (
        dimensions.label,
        dimensions.parent,
        dimensions.position,
        dimensions.source_table,
        dimensions.column_name,
        dimensions.counted_by,
        dimensions.master_table,
        dimensions.master_key,
        dimensions.master_label,
        dimensions.master_level
    )
    is distinct from (
        excluded.label,
        excluded.parent,
        excluded.position,
        excluded.source_table,
        excluded.column_name,
        excluded.counted_by,
        excluded.master_table,
        excluded.master_key,
        excluded.master_label,
        excluded.master_level
    );
