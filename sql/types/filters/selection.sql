-- filters.selection: a caller's `within`, checked and turned into ids.
--
-- Null means not narrowed; an empty array matches nothing.

create type filters.selection as (
    region_ids bigint [],
    province_ids bigint [],
    city_ids bigint [],
    store_class_ids bigint [],
    category_ids bigint [],
    brand_ids bigint []
);

comment on type filters.selection is
    'A checked selection: per dimension the ids it is narrowed to, or null.';
