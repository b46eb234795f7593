-- Exported from migrations/0003.filters.create_filters.sql; edit that file.
-- depends: 0002.master.create_master
-- Create transactions, dimensions and what lists are read from.

create schema if not exists filters;
grant usage on schema filters
to anon, authenticated, service_role, app_worker, app_reader;
comment on schema filters is
    'Retail transactions, filter dimensions and their values. Not exposed.';

create schema if not exists filters_compiled;
comment on schema filters_compiled is
    'Trigger functions that filters generates from its registry; for triggers only.';

-- filters.basket_line: a line of a changed basket, as read by a fold.

create type filters.basket_line as (
    store_id bigint,
    basket_id bigint,
    category_id bigint,
    brand_id bigint
);

comment on type filters.basket_line is
    'A line of a basket: its store, basket, category and brand.';

-- filters.changed_basket: a basket that a fold counts again.

create type filters.changed_basket as (
    basket_id bigint,
    group_id bigint,
    ordinal integer,
    old_size bigint,
    size bigint
);

comment on type filters.changed_basket is
    'A basket in a fold: its store group, its bit, and its size before and after.';

-- filters.counted_value: a value of a registered dimension in a result.

create type filters.counted_value as (
    value text collate "C",
    label text collate "C",
    lines bigint
);

comment on type filters.counted_value is
    'Value, label and number of lines.';

-- filters.counts: the values of one dimension and their numbers of lines.
--
-- Two arrays of equal length, so that thousands of pairs pass between functions as one
-- value.

create type filters.counts as (
    value_ids bigint [],
    lines bigint []
);

comment on type filters.counts is
    'Ids of values and their numbers of lines, in the same order; never null.';

-- filters.cursor: the end of a page of values.

create type filters.cursor as (
    rank bigint,
    label text,
    value text
);

comment on type filters.cursor is
    'Label and value at the end of a page; rank of the last listed value up to it.';

-- filters.delta: the change of one value's lines, summed over some statements.

create type filters.delta as (
    dimension text,
    parent_value text,
    value text,
    lines bigint,
    deltas bigint
);

comment on type filters.delta is
    'Added or removed lines, and the number of rows of filters.value_deltas.';

-- filters.folded_sizes: sizes of a selection's unchanged baskets, read from masks.

create type filters.folded_sizes as (
    buckets bigint [],
    baskets bigint []
);

comment on type filters.folded_sizes is
    'Buckets of filters._basket_size_bounds that are not empty, with their baskets.';

-- filters.incoming_line: one row of a client's call, read and trimmed.
--
-- `position` is its place in the call, from 1.

create type filters.incoming_line as (
    position bigint,
    line_key text,
    basket_key text,
    store_key text,
    product_key text,
    brand text,
    brand_mark text,
    department text,
    category text,
    city_code text,
    store_class text,
    price_minor bigint,
    quantity numeric,
    sold_at timestamptz
);

comment on type filters.incoming_line is
    'A line of a call: trimmed, empty is null, money in minor units.';

-- filters.known_line: a line that a source sends again, with the line that it replaces.

create type filters.known_line as (
    line_id bigint,
    was_sold_at timestamptz,
    basket_id bigint,
    store_id bigint,
    product_key text,
    brand_id bigint,
    category_id bigint,
    price_minor bigint,
    quantity numeric,
    sold_at timestamptz
);

comment on type filters.known_line is
    'A known line: its id and time, and what it shall be.';

-- filters.listed: one page of the values of a dimension, without a selection.

create type filters.listed as (
    page filters.counts,
    total bigint
);

comment on type filters.listed is
    'Counts of a page, in order, and the number of all values.';

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

-- filters.attribute_counts: counts of the four dimensions of a store.
--

create type filters.attribute_counts as (
    region filters.counts,
    province filters.counts,
    city filters.counts,
    store_class filters.counts
);

comment on type filters.attribute_counts is
    'Counts of region, province, city and store class.';

-- filters.measured_changes: what unfolded changes add to a selection.
--
-- Counts of values leave out the dimension's own part of the selection. All fields are
-- null if nothing is unfolded.
--

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

-- filters.selection: a caller's `within`, checked and converted to ids.
--
-- Null means that a dimension is not narrowed; an empty array matches nothing.

create type filters.selection as (
    region_ids bigint [],
    province_ids bigint [],
    city_ids bigint [],
    store_class_ids bigint [],
    category_ids bigint [],
    brand_ids bigint []
);

comment on type filters.selection is
    'A checked selection: the ids of each dimension, or null.';

-- filters.span: the ends of a range.

create type filters.span as (
    low bigint,
    high bigint
);

comment on type filters.span is
    'Smallest and largest value of a measure; null if nothing matches.';

-- filters.totals: number of lines of a selection and the range of their prices.

create type filters.totals as (
    lines bigint,
    price_min bigint,
    price_max bigint
);

comment on type filters.totals is
    'Lines of a selection and their range of prices (minor units).';

-- filters.value_change: a change of the number of lines of a value.

create type filters.value_change as (
    dimension text,
    value_id bigint,
    lines bigint
);

comment on type filters.value_change is
    'A value of a dimension (the id of its master row) and the change of its count.';

-- filters.staged_store: a row of a file of stores, with the place that it names.

create type filters.staged_store as (
    line bigint,
    store_key text,
    name text,
    store_class text,
    place_id bigint,
    fault text
);

comment on type filters.staged_store is
    'A row of a file of stores; fault says why it names no place.';

-- filters.allowed_sources: what the registry may read, publish and prune.
--
-- App role admin controls dimensions through definer functions, which could read any
-- table of the owner. They use only the tables and columns listed here, and only for
-- the listed uses. filters.allow_source writes the list, and only the owner may call
-- it. A regclass follows a rename and survives a restore. A row without uses is a
-- refusal that a later seed does not undo.

create table filters.allowed_sources (
    source_table regclass primary key,
    columns text[] not null,
    uses text[] not null,
    is_guarded boolean not null default false,

    constraint allowed_sources_columns_check
        check (array_position(columns, null) is null),
    constraint allowed_sources_uses_check
        check (
            uses <@ array['count', 'master', 'prune']
            and array_position(uses, null) is null
            and ('master' = any(uses) or 'prune' <> all(uses))
        )
);

alter table filters.allowed_sources enable row level security;

comment on table filters.allowed_sources is
    'The owner''s list: tables and columns that dimensions may use, and for what.';
comment on column filters.allowed_sources.columns is
    'Columns that may be sampled, counted and shown; for a master table key and label.';
comment on column filters.allowed_sources.uses is
    'count: count rows. master: insert rows. prune: delete rows without a line.';
comment on column filters.allowed_sources.is_guarded is
    'The owner allowed it although row-level security or another owner protects it.';

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

-- filters.stores: the stores in which lines were sold.
--
-- A store stands in a place of any level: one in a province has a region, where the
-- province has one, and no city. Without place or class it has no value in those
-- dimensions and is not counted there.

create table filters.stores (
    id bigint generated always as identity primary key,
    store_key text not null unique,
    name text not null,
    place_id bigint references master.places (id) on delete restrict,
    store_class_id bigint references master.store_classes (id) on delete restrict,

    constraint stores_store_key_check
        check (store_key <> '')
);

-- The stores of a place; also covers the place_id fkey.
create index stores_place_id_idx
    on filters.stores (place_id);

-- The stores of a class; also covers the store_class_id fkey.
create index stores_store_class_id_idx
    on filters.stores (store_class_id);

alter table filters.stores enable row level security;

comment on table filters.stores is
    'Stores, identified by their key in the source of the transactions.';

-- filters.baskets: one row per checkout; each belongs to one store.
--
-- `ordinal` and `line_count` are the state after the last fold (filters.fold_lines); a
-- basket that has changed since then is read from its lines. `ordinal` numbers the
-- counted baskets of a store from 0 without gaps: it is the basket's bit in
-- filters.cells. `line_count` is the value of the measure basket_size.

create table filters.baskets (
    id bigint generated always as identity primary key,
    basket_key text not null unique,
    store_id bigint not null references filters.stores (id) on delete restrict,
    ordinal bigint,
    line_count bigint not null default 0,

    -- Target of the foreign key that keeps a line in the store of its basket.
    unique (id, store_id),

    constraint baskets_basket_key_check
        check (basket_key <> ''),
    constraint baskets_ordinal_check
        check (ordinal >= 0),
    constraint baskets_line_count_check
        check (line_count >= 0)
);

-- A store's next ordinal. Partial, so that a fold can number a basket without waiting
-- for writers whose lines refer to it.
create unique index baskets_store_id_ordinal_idx
    on filters.baskets (store_id, ordinal)
    where ordinal is not null;

alter table filters.baskets enable row level security;

comment on table filters.baskets is
    'Checkouts: lines that were paid together in one store.';
comment on constraint baskets_store_id_fkey on filters.baskets is
    'Not indexed: stores are never deleted while they have baskets.';
comment on column filters.baskets.ordinal is
    'Number of the basket in its store, from 0 without gaps; null until counted.';
comment on column filters.baskets.line_count is
    'Size of the whole basket at its last fold. Units: lines.';

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

-- filters.dimensions: the registry of the dimensions that callers can filter by.
--
-- The six dimensions of the cube (`cells`) are seeded. The others are registered and
-- counted by triggers, which filters._compile_dimension creates from their rows here. A
-- name is also the last part of a topic, which may have only letters and underscores.

create table filters.dimensions (
    name text primary key,
    label text not null,
    parent text references filters.dimensions (name) on delete restrict,
    position bigint not null,
    source_table regclass not null,
    column_name name not null,
    json_path text[],
    counted_by text not null default 'counters',
    debounce_ms integer not null default 200,
    roles text[],
    master_table regclass,
    master_key name,
    master_label name,
    master_level bigint,
    prune_after interval,
    protected text[] not null default '{}',
    state text not null default 'live',
    is_enabled boolean not null generated always as (state = 'live') stored,
    unfilled integer[] not null default '{}',
    fill_number bigint,
    shape jsonb,

    constraint dimensions_name_check
        check (name ~ '^[a-z][a-z_]*$' and length(name) <= 63),
    constraint dimensions_parent_check
        check (parent <> name),
    constraint dimensions_json_path_check
        check (cardinality(json_path) > 0 and array_position(json_path, null) is null),
    constraint dimensions_counted_by_check
        check (counted_by in ('cells', 'counters')),
    constraint dimensions_debounce_ms_check
        check (debounce_ms between 0 and 1000),
    constraint dimensions_roles_check
        check (cardinality(roles) > 0 and array_position(roles, null) is null),
    constraint dimensions_master_check
        check (num_nulls(master_table, master_key, master_label) in (0, 3)),
    constraint dimensions_master_level_check
        check (master_level is null or master_table is not null),
    constraint dimensions_prune_after_check
        check (prune_after >= interval '0'),
    constraint dimensions_protected_check
        check (array_position(protected, null) is null),
    constraint dimensions_state_check
        check (state in ('off', 'filling', 'live')),
    constraint dimensions_fill_number_check
        check ((state = 'filling') = (fill_number is not null))
);

-- The children of a dimension; also covers the parent fkey.
create index dimensions_parent_idx
    on filters.dimensions (parent);

alter table filters.dimensions enable row level security;

comment on table filters.dimensions is
    'The registry: region > province > city, category > brand, store_class, and more.';
comment on column filters.dimensions.position is
    'Order in which a page shows them, from 1.';
comment on column filters.dimensions.column_name is
    'The column that is counted; in the cube, the one that determines the value.';
comment on column filters.dimensions.json_path is
    'Path into a jsonb column; null: the column itself.';
comment on column filters.dimensions.counted_by is
    'cells: the cube. counters: triggers on the source, filters.value_counts.';
comment on column filters.dimensions.debounce_ms is
    'Minimum time between two events of the dimension. Units: milliseconds.';
comment on column filters.dimensions.roles is
    'App roles that may read it; null: every signed-in user.';
comment on column filters.dimensions.master_level is
    'The rows of the master table with this level are its values; null: all rows.';
comment on column filters.dimensions.prune_after is
    'Time without a line after which a master row is pruned; null: never.';
comment on column filters.dimensions.protected is
    'Values whose master rows are never pruned.';
comment on column filters.dimensions.state is
    'off; filling: triggers count, but existing rows are not all counted yet; live.';
comment on column filters.dimensions.unfilled is
    'Parts that the running fill has not counted yet.';
comment on column filters.dimensions.fill_number is
    'Version of the current fill; an older fill that still runs does nothing.';
comment on column filters.dimensions.shape is
    'The counted columns as of the start of counting, see filters._column_shape.';

-- filters.dimension_states: version and last event of each dimension.
--
-- Separate from filters.dimensions, since this table changes several times per second
-- and the registry is audited.

create table filters.dimension_states (
    dimension text primary key
    references filters.dimensions (name) on delete cascade,
    version bigint not null default 0,
    emitted_at timestamptz not null default '-infinity',
    counts bigint not null default 0,

    constraint dimension_states_version_check
        check (version >= 0),
    constraint dimension_states_counts_check
        check (counts >= 0)
)
with (fillfactor = 50);

alter table filters.dimension_states enable row level security;

comment on table filters.dimension_states is
    'Runtime state of each dimension, written by folds and by filters.emit_changes.';
comment on column filters.dimension_states.version is
    'Number of folded changes; callers see it plus the unfolded ones. Units: changes.';
comment on column filters.dimension_states.emitted_at is
    'When subscribers were last sent a message.';
comment on column filters.dimension_states.counts is
    'Rows of filters.value_counts: of a dimension without a parent, its folded values.';

-- filters.dimension_values: every value that has a line, per dimension, with its count.
--
-- Derived: filters._list_values writes it from filters.cells and the master tables.
-- `value_id` is the id of the master row; `rank` is the position in the order by label
-- and value, so sorting and paging compare one bigint. Ranks have gaps, so a new value
-- fits between two others.

create table filters.dimension_values (
    dimension text not null references filters.dimensions (name) on delete cascade,
    value_id bigint not null,
    value text not null collate "C",
    label text not null collate "C",
    search text not null,
    parent text,
    rank bigint not null,
    lines bigint not null,

    -- From a counted id to its rank, without reading the row.
    primary key (dimension, value_id) include (rank),
    -- The ids of the values that a caller names.
    unique (dimension, value),

    constraint dimension_values_lines_check
        check (lines > 0)
);

-- A page of values in order, without a selection.
create index dimension_values_dimension_rank_idx
    on filters.dimension_values (dimension, rank);

alter table filters.dimension_values enable row level security;

comment on table filters.dimension_values is
    'Values of each dimension. Derived; repair: select filters.rebuild_values().';
comment on column filters.dimension_values.value is
    'What a caller sends: short name of a region, PSGC code, key of a category.';
comment on column filters.dimension_values.search is
    'Label and value in lower case, for searches.';
comment on column filters.dimension_values.lines is
    'Units: transaction lines with this value.';

-- filters.dimension_versions: every configuration of every dimension.

create table filters.dimension_versions (
    dimension text not null references filters.dimensions (name) on delete cascade,
    number bigint not null,
    config jsonb not null,
    reason text not null,
    made_by uuid,
    made_at timestamptz not null,

    primary key (dimension, number),

    constraint dimension_versions_number_check
        check (number >= 1),
    constraint dimension_versions_config_check
        check (jsonb_typeof(config) = 'object'),
    constraint dimension_versions_reason_check
        check (reason <> '')
);

alter table filters.dimension_versions enable row level security;

comment on table filters.dimension_versions is
    'Configurations, numbered from 1 without a gap; see filters.rollback_dimension.';
comment on column filters.dimension_versions.config is
    'In the form of filters.register_dimension, plus whether it was enabled.';
comment on column filters.dimension_versions.made_by is
    'The user who registered, toggled or rolled back; null: a server or the owner.';

-- filters.bulk_changes: unfolded changes of lines by bulk writes.
--
-- As filters.line_changes, but folded at the end of the transaction that writes them
-- (filters.bulk_writes), so other transactions hardly ever see a row. A separate table,
-- because the dead rows of a bulk write would slow down every read of
-- filters.line_changes until the next vacuum. Readers look here only while
-- filters.bulk_writes has a row.

create table filters.bulk_changes (
    bulk_id bigint not null,
    store_id bigint not null,
    basket_id bigint not null,
    category_id bigint,
    brand_id bigint,
    price_minor bigint not null,
    lines bigint not null,
    noted_at timestamptz not null default now(),

    constraint bulk_changes_lines_check
        check (lines <> 0)
)
with (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_threshold = -1,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 1000000000
);

-- The next baskets to fold, store by store.
create index bulk_changes_store_id_basket_id_idx
    on filters.bulk_changes (store_id, basket_id);

-- Whether a bulk write still has changes.
create index bulk_changes_bulk_id_idx
    on filters.bulk_changes (bulk_id);

alter table filters.bulk_changes enable row level security;

comment on table filters.bulk_changes is
    'Changes of lines by bulk writes that filters.cells does not include yet.';
comment on column filters.bulk_changes.bulk_id is
    'The row of filters.bulk_writes, which is deleted after the last of its changes.';
comment on column filters.bulk_changes.price_minor is
    'Units: minor (centavos), of one line.';
comment on column filters.bulk_changes.lines is
    'Lines of this kind that were added (+) or removed (-). Units: lines.';
comment on column filters.bulk_changes.noted_at is
    'When the transaction that changed them began.';

-- filters.bulk_writes: transactions that change many lines, or find a large backlog.
--
-- filters._open_bulk inserts a row; its deferred trigger folds at the end of the
-- transaction and deletes it. A row that other transactions can see belongs to one that
-- could not fold; filters.run_folds folds it then.

create table filters.bulk_writes (
    id bigint generated always as identity primary key,
    noted_at timestamptz not null default now()
)
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100);

alter table filters.bulk_writes enable row level security;

comment on table filters.bulk_writes is
    'Bulk writes with changes in filters.bulk_changes; nearly always empty.';
comment on column filters.bulk_writes.noted_at is
    'When the transaction began.';

-- filters.line_changes: changes of filters.transactions that are not folded yet.
--
-- Append-only for writers: an added line is one row of +1, a removed line one of -1. No
-- row is locked, so writers do not wait for each other. Readers add these rows to
-- filters.cells in the same snapshot; filters.fold_lines deletes them. Without key and
-- index a writer pays for one append, and a reader reads all rows.

create table filters.line_changes (
    store_id bigint not null,
    basket_id bigint not null,
    category_id bigint,
    brand_id bigint,
    price_minor bigint not null,
    lines bigint not null,
    noted_at timestamptz not null default now(),

    constraint line_changes_lines_check
        check (lines <> 0)
)
-- Rows live for seconds; frequent vacuums keep the table small for readers.
with (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 2000,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 1000000000
);

alter table filters.line_changes enable row level security;

comment on table filters.line_changes is
    'Changes of lines that filters.cells does not include yet; written by triggers.';
comment on column filters.line_changes.price_minor is
    'Units: minor (centavos), of one line.';
comment on column filters.line_changes.lines is
    'Lines of this kind that were added (+) or removed (-). Units: lines.';
comment on column filters.line_changes.noted_at is
    'When the transaction that changed them began; it gives the age of the backlog.';

-- filters.line_keys: where the line of each key is, while lines are kept by month.
--
-- A unique index of a partitioned table has to contain the time, so it cannot keep a
-- key unique. This table does, and it leads from a key to the one month of its line.
-- Triggers on the partitioned lines write it. A sender claims keys here in their order
-- before it writes lines, so senders of the same keys wait for each other. Without
-- months it is empty: then an index of the lines does the same.

create table filters.line_keys (
    line_key text primary key,
    line_id bigint,
    sold_at timestamptz
)
with (fillfactor = 80);

alter table filters.line_keys enable row level security;

comment on table filters.line_keys is
    'Keys of lines that are kept by month; empty while they are in one table.';
comment on column filters.line_keys.line_id is
    'The id of the line; null only within the transaction that claims the key.';
comment on column filters.line_keys.sold_at is
    'The time of the line, which leads to its month.';

-- filters.loads: the data sets that were loaded, so that a repeated load does nothing.

create table filters.loads (
    dataset text primary key,
    version text not null,
    line_count bigint not null,
    loaded_at timestamptz not null default now(),

    constraint loads_dataset_check
        check (dataset ~ '^[a-z][a-z0-9_]*$'),
    constraint loads_line_count_check
        check (line_count >= 0)
);

alter table filters.loads enable row level security;

comment on table filters.loads is
    'Completely loaded data sets, one row each; written by the seed command.';
comment on column filters.loads.version is
    'Release of the data set that was loaded.';
comment on column filters.loads.line_count is
    'Number of loaded lines. Units: transaction lines.';

-- filters.orphans: since when a master row has had no line.

create table filters.orphans (
    dimension text not null references filters.dimensions (name) on delete cascade,
    value text not null,
    since_at timestamptz not null,

    primary key (dimension, value)
);

alter table filters.orphans enable row level security;

comment on table filters.orphans is
    'Master rows without a line, as filters.prune_dimension last found them.';
comment on column filters.orphans.since_at is
    'When a run first found it without a line; the grace period starts here.';

-- filters.reshapes: the running change of how filters.transactions is stored.
--
-- At most one row. Every step of the change is a transaction that ends with this row,
-- so a run that was cut off goes on from here.

create table filters.reshapes (
    id bigint primary key default 1,
    shape text not null,
    state text not null default 'copying',
    copied_to bigint not null default 0,
    copy_until bigint not null,
    copied_xid bigint,
    compared_to bigint not null default 0,
    repaired bigint not null default 0,
    parts text[] not null default '{}',
    started_at timestamptz not null default now(),
    fault text,

    constraint reshapes_id_check
        check (id = 1),
    constraint reshapes_shape_check
        check (shape in ('plain', 'months')),
    constraint reshapes_state_check
        check (state in ('copying', 'comparing', 'compared', 'switched')),
    constraint reshapes_copied_xid_check
        check ((state = 'copying') = (copied_xid is null))
);

alter table filters.reshapes enable row level security;

comment on table filters.reshapes is
    'The running change of filters.transactions to months or back, if there is one.';
comment on column filters.reshapes.copied_to is
    'Lines up to this id are copied.';
comment on column filters.reshapes.copy_until is
    'The highest id when triggers began to write later lines to both tables.';
comment on column filters.reshapes.copied_xid is
    'The transaction that ended the copy: an older snapshot may miss copied lines.';
comment on column filters.reshapes.compared_to is
    'Lines up to this id are compared.';
comment on column filters.reshapes.repaired is
    'Copied lines that differed when they were compared. Units: lines.';
comment on column filters.reshapes.fault is
    'Why a write of a line did not fit the copy: the change can only be given up.';
comment on column filters.reshapes.parts is
    'What the lines consisted of at the start: the copy has these parts and no others.';

-- filters.store_groups: single stores, and the groups of stores that filters.cells
-- counts.
--
-- A group of kind store is one store. Any other group has all stores that share its
-- values: kind all (id 0) has no value, province_class has a province, its region where
-- it has one, and a class. Region, province and city are places of the levels 1 to 3,
-- each of which a store may lack. `capacity` is the length of a store's bitmaps. Derived:
-- filters._create_store_groups inserts new groups.

create table filters.store_groups (
    id bigint generated by default as identity primary key,
    kind text not null,
    store_id bigint references filters.stores (id) on delete cascade,
    region_id bigint references master.places (id) on delete restrict,
    province_id bigint references master.places (id) on delete restrict,
    city_id bigint references master.places (id) on delete restrict,
    store_class_id bigint references master.store_classes (id) on delete restrict,
    capacity bigint,

    -- The group of one store; also covers the store_id fkey.
    unique (store_id),
    -- The group of some values.
    unique nulls not distinct (
        kind, store_id, region_id, province_id, store_class_id
    ),

    constraint store_groups_kind_check
        check (
            kind in (
                'all', 'region', 'province', 'store_class',
                'region_class', 'province_class', 'store'
            )
        ),
    constraint store_groups_store_id_check
        check ((kind = 'store') = (store_id is not null)),
    constraint store_groups_capacity_check
        check ((kind = 'store') = (capacity is not null) and capacity >= 0)
);

-- The stores of a region; also covers the region_id fkey.
create index store_groups_region_id_idx
    on filters.store_groups (region_id);

-- The stores of a province; also covers the province_id fkey.
create index store_groups_province_id_idx
    on filters.store_groups (province_id);

-- The stores of a city; also covers the city_id fkey.
create index store_groups_city_id_idx
    on filters.store_groups (city_id);

-- The stores of a class; also covers the store_class_id fkey.
create index store_groups_store_class_id_idx
    on filters.store_groups (store_class_id);

alter table filters.store_groups enable row level security;

comment on table filters.store_groups is
    'Stores and groups of stores. Derived; repair: select filters.rebuild_values().';
comment on column filters.store_groups.capacity is
    'Units: bits of each bitmap of this store; at least its number of baskets.';

-- filters.sources: the tables whose rows registered dimensions count.
--
-- The id is part of the name of the generated trigger function, so it identifies the
-- same table after a restore or a rename. A transaction that changes the compiled code
-- of a source locks its row first.

create table filters.sources (
    id bigint generated always as identity primary key,
    source_table regclass not null unique
);

alter table filters.sources enable row level security;

comment on table filters.sources is
    'Counted tables; filters_compiled.tg_source_<id>__count is the trigger function.';

-- filters.staged_lines: the batch that filters._load_transactions works on.
--
-- Unlogged, and emptied at the start and the end of each load: a crash loses no data.

create unlogged table filters.staged_lines (
    basket_key text,
    store_key text,
    product_key text,
    brand_key text,
    category_key text,
    city_code text,
    store_class text,
    price_minor bigint not null,
    quantity numeric not null,
    sold_at timestamptz not null
);

alter table filters.staged_lines enable row level security;

comment on table filters.staged_lines is
    'Lines of the running load, typed and with normalized keys; empty between loads.';
comment on column filters.staged_lines.price_minor is
    'Price of the whole line, all its units together. Units: minor (centavos).';

-- filters.transactions: one row per line that was sold, returned or given away.
--
-- Lines with a zero or negative amount or quantity are returns and coupons; they are
-- kept and counted like any other. Triggers note each change in filters.line_changes,
-- whatever statement makes it, so every query counts it at once.

create table filters.transactions (
    id bigint generated always as identity primary key,
    line_key text,
    basket_id bigint not null,
    store_id bigint not null,
    product_key text not null,
    brand_id bigint references master.brands (id) on delete restrict,
    category_id bigint references master.categories (id) on delete restrict,
    price_minor bigint not null,
    quantity numeric not null,
    sold_at timestamptz not null,

    foreign key (basket_id, store_id)
    references filters.baskets (id, store_id) on delete restrict,

    constraint transactions_product_key_check
        check (product_key <> ''),
    constraint transactions_line_key_check
        check (line_key <> '')
);

-- A line by its key in the source; most lines of the demo have none.
create unique index transactions_line_key_idx
    on filters.transactions (line_key)
    where line_key is not null;

-- The lines of a store or a basket: recounting a store; also covers the composite fkey.
create index transactions_store_id_basket_id_idx
    on filters.transactions (store_id, basket_id);

-- The lines of a brand in a store, for its ranges; also covers the brand_id fkey.
create index transactions_brand_id_store_id_idx
    on filters.transactions (brand_id, store_id);

-- The lines of a category in a store, likewise; also covers the category_id fkey.
create index transactions_category_id_store_id_idx
    on filters.transactions (category_id, store_id);

alter table filters.transactions enable row level security;

comment on table filters.transactions is
    'Retail transaction lines: the source of truth of every filter result.';
comment on column filters.transactions.line_key is
    'Key of the line in its source, used to update it; null if it has none.';
comment on column filters.transactions.price_minor is
    'Price of the whole line, all its units together. Units: minor (centavos).';
comment on column filters.transactions.quantity is
    'Units: pieces or kilograms, as the source counts; zero or negative for returns.';

-- filters.value_changes: values whose count changed since the last event.
--
-- Folds write it, one at a time; filters.emit_changes empties it. A value that appears
-- and disappears between two events is reported with its final state.

create table filters.value_changes (
    dimension text not null references filters.dimensions (name) on delete cascade,
    value text not null,
    was bigint,

    primary key (dimension, value),

    constraint value_changes_was_check
        check (was >= 0)
)
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

alter table filters.value_changes enable row level security;

comment on table filters.value_changes is
    'Changed values that no event has reported yet.';
comment on column filters.value_changes.was is
    'Count at the last event; null: only the name changed. Units: lines.';

-- filters.value_counts: folded lines per value and value of the parent.
--
-- Together with the deltas of filters.value_deltas it is exact at any time, if both are
-- read in one snapshot, as filters.current_counts does.

create table filters.value_counts (
    dimension text not null references filters.dimensions (name) on delete cascade,
    parent_value text collate "C",
    value text not null collate "C",
    lines bigint not null,
    rank numeric not null generated always as (
        case
            when value ~ '^-?[0-9]+[.]?[0-9]*$' then value::numeric
            when value ~ '^[0-9]{4,7}-[0-9]{2}-[0-9]{2}$'
                then replace(value, '-', '')::numeric
            when value ~ '^[0-9]{4,7}-[0-9]{2}-[0-9]{2} BC$'
                then
                    replace(left(value, -3), '-', '')::numeric
                    - 20000 * split_part(value, '-', 1)::numeric
            when lower(value) in ('infinity', '-infinity') then value::numeric
            else 'NaN'
        end
    ) stored,

    -- The values of a dimension, under one parent or under all.
    unique nulls not distinct (dimension, parent_value, value)
);

-- The count of one value before a fold.
create index value_counts_dimension_value_idx
    on filters.value_counts (dimension, value);

-- A page of numbers or dates, in order.
create index value_counts_dimension_rank_value_idx
    on filters.value_counts (dimension, rank, value);

-- The most frequent values of a dimension.
create index value_counts_dimension_lines_idx
    on filters.value_counts (dimension, lines desc);

alter table filters.value_counts enable row level security;

comment on table filters.value_counts is
    'Folded counts of registered dimensions. Derived; repair: toggle off and on.';
comment on column filters.value_counts.parent_value is
    'The value of the parent dimension in the same rows; null without one.';
comment on column filters.value_counts.lines is 'Units: rows of the source.';
comment on column filters.value_counts.rank is
    'Sort key of a number or date, as filters._rank_of; NaN for other values.';

-- filters.value_deltas: changes of counts that are not folded yet.
--
-- Append-only and without an index, since the trigger of every writer would pay for
-- one. It holds about one second of changes, so reading it whole is fast while it is
-- vacuumed often.

create table filters.value_deltas (
    id bigint generated always as identity,
    dimension text not null,
    parent_value text collate "C",
    value text not null collate "C",
    lines bigint not null
)
with (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 500,
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0
);

alter table filters.value_deltas enable row level security;

comment on table filters.value_deltas is
    'Changes of counts, grouped by statement. filters._fold_counters empties it.';
comment on column filters.value_deltas.lines is
    'Rows that were added, or removed if negative. Units: rows of the source.';
