-- filters.folded_sizes: sizes of a selection's unchanged baskets, read from masks.
--
-- `group_ids` and `bits` are the baskets of the lowest and the highest bucket that is
-- not empty, if such a bucket spans more than one size.

create type filters.folded_sizes as (
    buckets bigint [],
    baskets bigint [],
    group_ids bigint [],
    bits bit varying []
);

comment on type filters.folded_sizes is
    'Non-empty buckets with their baskets; the buckets at both ends with their bits.';
