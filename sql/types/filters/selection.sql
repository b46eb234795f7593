-- filters.selection: a caller's `within`, checked and converted to ids.
--
-- Null means that a dimension is not narrowed; an empty array matches nothing.

create type filters.selection as (
    region_ids bigint [],
    province_ids bigint [],
    city_ids bigint [],
    store_class_ids bigint [],
    category_ids bigint [],
    brand_ids bigint []
);

comment on type filters.selection is
    'A checked selection: the ids of each dimension, or null.';
