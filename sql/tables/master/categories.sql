-- master.categories: the tree of product categories.
--
-- master.tg_categories__refuse_cycle makes sure that no category is its own ancestor.

create table master.categories (
    id bigint generated always as identity primary key,
    category_key text not null unique,
    name text not null,
    parent_id bigint references master.categories (id) on delete restrict,

    constraint categories_category_key_check
        check (category_key = lower(category_key) and category_key <> ''),
    constraint categories_name_check
        check (name <> ''),
    constraint categories_parent_id_check
        check (parent_id <> id)
);

-- The children of a node; also covers the parent_id fkey.
create index categories_parent_id_idx
    on master.categories (parent_id);

alter table master.categories enable row level security;

comment on table master.categories is
    'Product categories, a tree of any depth. A row without parent is a department.';
comment on column master.categories.category_key is
    'Lower-case path from the department, such as grocery/soft drinks.';
