-- filters.basket_sizes: the baskets of each store, by bucket of their size.

create table filters.basket_sizes (
    group_id bigint not null,
    bucket bigint not null,
    bits bit varying not null,
    baskets bigint not null,

    -- The masks of a store.
    primary key (group_id, bucket),

    constraint basket_sizes_bucket_check
        check (bucket >= 1),
    constraint basket_sizes_baskets_check
        check (baskets = bit_count(bits))
);

alter table filters.basket_sizes enable row level security;

comment on table filters.basket_sizes is
    'Masks of baskets by size. Derived; repair: select filters.rebuild_values().';
comment on column filters.basket_sizes.bucket is
    'Number of the bucket of filters._basket_size_bounds, from 1.';
comment on column filters.basket_sizes.bits is
    'Bit n: basket number n of the store; the same length as the bits of its cells.';
comment on column filters.basket_sizes.baskets is
    'Number of bits that are set. Units: baskets.';
