-- filters.measured_store: lines, prices and baskets of one store in a selection.
--
-- `low` and `high` come from cells with an exact price range; no line of the other
-- cells is outside of `bound_low` to `bound_high`. Either `bits` or `price_counts` is
-- null, depending on the measure that the caller asks for.

create type filters.measured_store as (
    group_id bigint,
    lines bigint,
    low bigint,
    high bigint,
    bound_low bigint,
    bound_high bigint,
    bits bit varying,
    price_counts bigint []
);

comment on type filters.measured_store is
    'Folded lines of a store in a selection, their prices, and the matching baskets.';
