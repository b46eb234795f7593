-- filters.measured_store: lines, prices and baskets of one store in a selection.
--
-- `low` and `high` come from cells with an exact price range; no line of the other
-- cells is outside of `bound_low` to `bound_high`. The sizes of the unchanged baskets
-- are within the same two ranges; a store with changed baskets has only a bound.
-- `bits` and `price_counts` are null unless the caller asks for that histogram.

create type filters.measured_store as (
    group_id bigint,
    lines bigint,
    low bigint,
    high bigint,
    bound_low bigint,
    bound_high bigint,
    size_low bigint,
    size_high bigint,
    size_bound_low bigint,
    size_bound_high bigint,
    baskets bigint,
    bits bit varying,
    price_counts bigint []
);

comment on type filters.measured_store is
    'Folded lines of a store in a selection, their prices, and the matching baskets.';
