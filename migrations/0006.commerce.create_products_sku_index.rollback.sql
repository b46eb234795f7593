-- The way back from 0006.
drop index commerce.variants_sku_idx;
