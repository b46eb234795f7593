-- commerce.price_lists: named lists of prices, one currency each.

create table commerce.price_lists (
    id bigint generated always as identity primary key,
    code text not null unique,
    currency text not null,
    is_default boolean not null default false,
    has_tax_included boolean not null default true,

    constraint price_lists_code_check
        check (code ~ '^[a-z][a-z0-9_-]{0,39}$'),
    constraint price_lists_currency_check
        check (currency ~ '^[A-Z]{3}$')
);

-- At most one list is the default.
create unique index price_lists_is_default_idx
    on commerce.price_lists (is_default) where is_default;

alter table commerce.price_lists enable row level security;

comment on table commerce.price_lists is
    'Price lists. The default one prices an order that names no list.';
comment on column commerce.price_lists.currency is 'ISO 4217.';
comment on column commerce.price_lists.has_tax_included is
    'Its prices include the tax.';
