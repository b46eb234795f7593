-- depends: 0005.commerce.create_commerce
-- Create what list_products searches: SKUs by their beginning, words with their parts.

create index variants_sku_idx on commerce.variants (sku text_pattern_ops);

drop index commerce.products_search_text_idx;
alter table commerce.products drop column search_text;
alter table commerce.products add column search_text tsvector generated always as (
    setweight(to_tsvector('simple', translate(title, '-./_', '    ')), 'A')
    || setweight(to_tsvector('simple', translate(description, '-./_', '    ')), 'B')
) stored;
create index products_search_text_idx on commerce.products using gin (search_text);
comment on column commerce.products.search_text is
    'Words of title and description; a hyphen, point, slash or underscore ends a word.';
