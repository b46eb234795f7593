-- depends: 0005.commerce.create_commerce
-- Create the index that finds SKUs by their beginning.

create index variants_sku_idx on commerce.variants (sku text_pattern_ops);
