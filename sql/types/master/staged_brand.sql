-- master.staged_brand: a row of a file of brands.

create type master.staged_brand as (
    line bigint,
    brand_key text,
    brand text,
    name text,
    is_private boolean,
    category text,
    category_id bigint
);

comment on type master.staged_brand is
    'A row of a file of brands, in normal form; a null leaves what is stored.';
