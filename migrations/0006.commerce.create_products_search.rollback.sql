-- The way back from 0006. The functions that rules are compiled into go with the rules:
-- they are made by a trigger, which may be gone already.
delete from core.validation_rules
where entity like 'commerce.%';
drop function if exists core._check_commerce__price(jsonb);
drop function if exists core._check_commerce__product(jsonb);
drop function if exists core._check_commerce__publication(jsonb);
drop function if exists core._check_commerce__variant(jsonb);

drop index commerce.variants_sku_idx;

drop index commerce.products_search_text_idx;
alter table commerce.products drop column search_text;
alter table commerce.products add column search_text tsvector generated always as (
    setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector('simple', description), 'B')
) stored;
create index products_search_text_idx on commerce.products using gin (search_text);
