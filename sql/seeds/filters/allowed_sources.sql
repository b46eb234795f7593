-- Seeds of filters.allowed_sources: the transactions, and the master data of the cube.
--
-- All are guarded tables: the owner shows counts of lines and labels of master data to
-- signed-in users. An existing row keeps the owner's values.

insert into filters.allowed_sources (source_table, columns, uses, is_guarded)
values
(
    'filters.transactions',
    array[
        'id', 'line_key', 'basket_id', 'store_id', 'product_key', 'brand_id',
        'category_id', 'price_minor', 'quantity', 'sold_at'
    ],
    array['count'], true
),
('master.places', array['place_key', 'name'], array['master', 'prune'], true),
('master.categories', array['category_key', 'name'], array['master', 'prune'], true),
('master.brands', array['brand_key', 'name'], array['master', 'prune'], true),
('master.store_classes', array['code', 'name'], array['master', 'prune'], true)
on conflict (source_table) do nothing;
