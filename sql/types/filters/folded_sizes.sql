-- filters.folded_sizes: what masks say of the sizes of a selection's unchanged baskets.
--
-- `group_ids` and `bits` name the baskets of the lowest and the highest bucket that is
-- not empty, where such a bucket is more than one size.

create type filters.folded_sizes as (
    buckets bigint [],
    baskets bigint [],
    group_ids bigint [],
    bits bit varying []
);

comment on type filters.folded_sizes is
    'Buckets that are not empty, and their baskets; those at both ends by their bits.';
