-- commerce.prices: what a variant costs on a list, and when.
--
-- Periods of one variant on one list cannot overlap. The constraint compares the two
-- ids as ranges of one number: btree_gist, which compares them as numbers, is an
-- extension that an installation may lack.

create table commerce.prices (
    id bigint generated always as identity primary key,
    price_list_id bigint not null
    references commerce.price_lists (id) on delete restrict,
    variant_id bigint not null references commerce.variants (id) on delete cascade,
    valid tstzrange not null default tstzrange(null, null),
    amount_minor bigint not null,
    sale_amount_minor bigint,

    constraint prices_amount_minor_check
        check (amount_minor between 0 and 1000000000000),
    constraint prices_sale_amount_minor_check
        check (sale_amount_minor >= 0 and sale_amount_minor < amount_minor),
    constraint prices_valid_check
        check (not isempty(valid)),
    constraint prices_periods_excl
        exclude using gist (
            int8range(variant_id, variant_id, '[]') with &&,
            int8range(price_list_id, price_list_id, '[]') with &&,
            valid with &&
        )
);

-- Serves: the price of a variant; covers its foreign key.
create index prices_variant_id_price_list_id_idx
    on commerce.prices (variant_id, price_list_id);
-- Covers the foreign key of the list.
create index prices_price_list_id_idx on commerce.prices (price_list_id);

alter table commerce.prices enable row level security;

comment on table commerce.prices is
    'Prices of variants per list and period; two periods never overlap.';
comment on column commerce.prices.amount_minor is
    'Units: the list''s currency in minor units, per unit of the variant.';
comment on column commerce.prices.sale_amount_minor is
    'A lower price that replaces it; null: none. Units: minor units.';
comment on column commerce.prices.valid is
    'The period; without an end it lasts.';
