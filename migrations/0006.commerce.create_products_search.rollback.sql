-- The way back from 0006.
drop index commerce.variants_sku_idx;

drop index commerce.products_search_text_idx;
alter table commerce.products drop column search_text;
alter table commerce.products add column search_text tsvector generated always as (
    setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector('simple', description), 'B')
) stored;
create index products_search_text_idx on commerce.products using gin (search_text);
