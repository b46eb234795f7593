-- filters.measured_changes: what unfolded changes add to a selection.
--
-- Counts of values leave out the dimension's own part of the selection. All fields are
-- null if nothing is unfolded.
--
-- depends: types/filters/counts, types/filters/attribute_counts

create type filters.measured_changes as (
    attributes filters.attribute_counts,
    categories filters.counts,
    brands filters.counts,
    lines bigint,
    low bigint,
    high bigint,
    bounded_ids bigint [],
    price_counts bigint [],
    sizes bigint [],
    group_ids bigint [],
    masks bit varying []
);

comment on type filters.measured_changes is
$$Changes of counts, lines and prices, changed baskets that match, and their bits.

`bounded_ids`: stores where a removed line may have had an extreme price. `sizes`: of
each changed basket with a matching line. `masks`: bits of all changed baskets of the
store in `group_ids`.
Units: lines; low and high in minor units (centavos).
$$;
