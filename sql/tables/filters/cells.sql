-- filters.cells: lines counted by group of stores × category × brand, with every
-- margin.
--
-- category_id 0 means any category, or none; brand_id likewise. So one predicate serves
-- every selection, and the margins are rows, not work: lists read
-- `group_id = any(…) and category_id = any(…) and brand_id = any(…)`, where what is not
-- narrowed is '{0}'. Places of kind region, province and store_class hold only margins,
-- since a selection in both category and brand is small enough to be read by store.
--
-- Only stores measure more than lines. `bits` has bit n set when the store's basket
-- number n has a line in the cell: or-ed per store, then counted, it gives exact
-- numbers of baskets. A group of stores holds what changes can simply be added to.
-- When a line goes that may have been the cheapest or the dearest, the range of prices
-- becomes a bound (`is_exact` is false): readers look at the lines, where a bound could
-- be the answer.

create table filters.cells (
    group_id bigint not null,
    category_id bigint not null,
    brand_id bigint not null,
    lines bigint not null,
    baskets bigint,
    price_min bigint,
    price_max bigint,
    price_counts bigint[],
    bits bit varying,
    is_exact boolean not null default true,

    -- Lists of categories or brands, and what stores measure.
    primary key (group_id, category_id, brand_id) include (lines),

    constraint cells_lines_check
        check (lines > 0),
    constraint cells_baskets_check
        check (baskets > 0),
    constraint cells_measures_check
        check (
            num_nulls(
                baskets, price_min, price_max, price_counts, bits
            )
            in (0, 5)
        )
);

-- Categories of some brands in some stores.
create index cells_brand_id_group_id_category_id_idx
    on filters.cells (brand_id, group_id, category_id) include (lines)
    where category_id > 0 and brand_id > 0;

-- The cells whose range is to be read anew.
create index cells_group_id_idx
    on filters.cells (group_id)
    where not is_exact;

alter table filters.cells enable row level security;
grant select on filters.cells to authenticated, service_role, app_reader;

comment on table filters.cells is
    'Counted lines. Derived; repair: select filters.rebuild_values().';
comment on column filters.cells.price_min is 'Units: minor (centavos), of one line.';
comment on column filters.cells.price_max is 'Units: minor (centavos), of one line.';
comment on column filters.cells.price_counts is
    'Units: lines, per bucket of filters._price_bounds.';
comment on column filters.cells.is_exact is
    'Whether the range of prices is that of the lines; else no line is outside of it.';
comment on column filters.cells.bits is
    'Baskets of the store that have a line here, by ordinal; null in groups.';
