-- master.store_classes: classes of stores by their sales.

create table master.store_classes (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,

    constraint store_classes_code_check
        check (code ~ '^[A-Z]$')
);

alter table master.store_classes enable row level security;

comment on table master.store_classes is
    'Classes of stores by sales: A sells the most, D the least.';
