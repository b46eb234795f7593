-- filters.cells: lines counted by group of stores × category × brand, with all margins.
--
-- category_id 0 means any category, or none; brand_id likewise. One predicate serves
-- every selection, and the margins are stored: lists read `group_id = any(…) and
-- category_id = any(…) and brand_id = any(…)`, with '{0}' for a dimension that is not
-- narrowed. Groups of kind region, province and store_class hold only margins, since a
-- selection in both category and brand is small enough to be read by store.
--
-- Only stores measure more than lines. `bits` has bit n set if basket number n of the
-- store has a line in the cell: ORed per store and counted, it gives exact numbers of
-- baskets. Groups hold only sums. If a removed line may have had the lowest or highest
-- price, the price range becomes a bound (`is_exact` is false); readers then read the
-- lines where the bound could decide the answer. The range of basket sizes likewise
-- (`has_exact_sizes`): its ends need no bitmap.

create table filters.cells (
    group_id bigint not null,
    category_id bigint not null,
    brand_id bigint not null,
    lines bigint not null,
    baskets bigint,
    price_min bigint,
    price_max bigint,
    price_counts bigint[],
    size_min bigint,
    size_max bigint,
    bits bit varying,
    is_exact boolean not null default true,
    has_exact_sizes boolean not null default true,

    -- Lists of categories or brands, and the measures of stores.
    primary key (group_id, category_id, brand_id) include (lines),

    constraint cells_lines_check
        check (lines > 0),
    constraint cells_baskets_check
        check (baskets > 0),
    constraint cells_measures_check
        check (
            num_nulls(
                baskets, price_min, price_max, price_counts, size_min, size_max, bits
            )
            in (0, 7)
        )
);

-- Categories of some brands, or of any (id 0), in some groups.
create index cells_brand_id_group_id_category_id_idx
    on filters.cells (brand_id, group_id, category_id) include (lines)
    where category_id > 0;

-- Cells with a range that is only a bound.
create index cells_group_id_idx
    on filters.cells (group_id)
    where not (is_exact and has_exact_sizes);

alter table filters.cells enable row level security;

comment on table filters.cells is
    'Counted lines. Derived; repair: select filters.rebuild_values().';
comment on column filters.cells.price_min is 'Units: minor (centavos), of one line.';
comment on column filters.cells.price_max is 'Units: minor (centavos), of one line.';
comment on column filters.cells.price_counts is
    'Units: lines, per bucket of filters._price_bounds.';
comment on column filters.cells.size_min is
    'Smallest basket with a line in the cell, with all its lines. Units: lines.';
comment on column filters.cells.size_max is
    'Biggest basket with a line in the cell, with all its lines. Units: lines.';
comment on column filters.cells.is_exact is
    'True if the price range is exact; otherwise it is a bound that no line exceeds.';
comment on column filters.cells.has_exact_sizes is
    'True if the range of sizes is exact; otherwise no basket exceeds it.';
comment on column filters.cells.bits is
    'Bit n: basket number n of the store has a line in the cell; null in groups.';
