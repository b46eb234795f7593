-- filters.measured_store: what the cells of one store say of a selection.
--
-- `low` and `high` are of cells whose range of prices is exact; no line of the others
-- is outside of `bound_low` to `bound_high`. Either `bits` or `price_counts` is null:
-- the caller says which one.

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
    'Folded lines of a store in a selection, their prices, and which baskets have one.';
