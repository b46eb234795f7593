-- Rendered from sql/seeds/filters/dimensions.sql.j2; edit that file, not this one.
-- Seeds of filters.dimensions: the cube. The operator decides which are enabled.

insert into filters.dimensions (
    name, label, parent, position, source_table, column_name, counted_by,
    master_table, master_key, master_label
)
values
(
    'region', 'Region', null, 1, 'filters.transactions', 'store_id', 'cells',
    'master.regions', 'short_name', 'name'
),
(
    'province', 'Province', 'region', 2, 'filters.transactions', 'store_id', 'cells',
    'master.provinces', 'psgc_code', 'name'
),
(
    'city', 'City or municipality', 'province', 3,
    'filters.transactions', 'store_id', 'cells',
    'master.cities', 'psgc_code', 'name'
),
(
    'category', 'Category', null, 4, 'filters.transactions', 'category_id', 'cells',
    'master.categories', 'category_key', 'name'
),
(
    'brand', 'Brand', 'category', 5, 'filters.transactions', 'brand_id', 'cells',
    'master.brands', 'brand_key', 'name'
),
(
    'store_class', 'Store class', null, 6, 'filters.transactions', 'store_id', 'cells',
    'master.store_classes', 'code', 'name'
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
    master_label = excluded.master_label
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
        dimensions.master_label
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
        excluded.master_label
    );
