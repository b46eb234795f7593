-- master.staged_category: a row of a file of categories.

create type master.staged_category as (
    line bigint, category_key text, category text, name text, parent text
);

comment on type master.staged_category is
    'A row of a file of categories, in normal form; a null leaves what is stored.';
