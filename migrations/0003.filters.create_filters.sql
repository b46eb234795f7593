-- depends: 0002.master.create_master
-- Create transactions, dimensions and what lists are read from.

-- filters.basket_line: one line of a basket that changed, as a fold looks at it.

create type filters.basket_line as (
    store_id bigint,
    basket_id bigint,
    category_id bigint,
    brand_id bigint
);

comment on type filters.basket_line is
    'A line of a basket: where it was sold and what it counts as.';

-- filters.changed_basket: a basket that a fold counts anew.

create type filters.changed_basket as (
    basket_id bigint,
    group_id bigint,
    ordinal integer,
    old_size bigint,
    size bigint
);

comment on type filters.changed_basket is
    'A basket under a fold: its bit in the masks, its lines when last folded and now.';

-- filters.counted_value: a value of a registered dimension as an answer names it.

create type filters.counted_value as (
    value text collate "C",
    label text collate "C",
    lines bigint
);

comment on type filters.counted_value is
    'Value, label and number of lines.';

-- filters.counts: values of one dimension, and how many lines each has.
--
-- Two arrays of equal length: thousands of pairs pass between functions as one value.

create type filters.counts as (
    value_ids bigint [],
    lines bigint []
);

comment on type filters.counts is
    'Ids of values and their numbers of lines, position by position; never null.';

-- filters.cursor: where a page of values ended.

create type filters.cursor as (
    rank bigint,
    label text,
    value text
);

comment on type filters.cursor is
    'Label and value that a page ended with; rank of the last listed value up to it.';

-- filters.delta: how one value's lines changed, summed over some statements.

create type filters.delta as (
    dimension text,
    parent_value text,
    value text,
    lines bigint,
    deltas bigint
);

comment on type filters.delta is
    'Lines that came or went, and how many rows of filters.value_deltas say so.';

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

-- filters.incoming_line: one row that a client sends, read.
--
-- `place` is its number in the call, from 1.

create type filters.incoming_line as (
    place bigint,
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

-- filters.listed: one page of the values of a dimension, nothing else selected.

create type filters.listed as (
    page filters.counts,
    total bigint
);

comment on type filters.listed is
    'Counts of a page, in order, and how many values there are in all.';

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

-- filters.attribute_counts: counts of the dimensions that a store decides.

create type filters.attribute_counts as (
    region filters.counts,
    province filters.counts,
    city filters.counts,
    store_class filters.counts
);

comment on type filters.attribute_counts is
    'Counts of region, province, city and store class.';

-- filters.measured_changes: what changes that are not folded yet add to a selection.
--
-- Counts of values are each without the dimension's own part of the selection. All
-- parts are null where nothing waits.

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

`bounded_ids`: stores where a line went that may have had an extreme price. `sizes`: of
each changed basket with a matching line. `masks`: bits of all changed baskets of the
store in `group_ids`.
Units: lines; low and high in minor units (centavos).
$$;

-- filters.selection: a caller's `within`, checked and turned into ids.
--
-- Null means not narrowed; an empty array matches nothing.

create type filters.selection as (
    region_ids bigint [],
    province_ids bigint [],
    city_ids bigint [],
    store_class_ids bigint [],
    category_ids bigint [],
    brand_ids bigint []
);

comment on type filters.selection is
    'A checked selection: per dimension the ids it is narrowed to, or null.';

-- filters.sizes: how big the baskets of a selection are.

create type filters.sizes as (
    low bigint,
    high bigint,
    baskets bigint []
);

comment on type filters.sizes is
    'Smallest, biggest (lines); baskets per bucket of filters._basket_size_bounds.';

-- filters.span: the ends of a range.

create type filters.span as (
    low bigint,
    high bigint
);

comment on type filters.span is
    'Smallest and biggest of a measure; null where nothing matches.';

-- filters.totals: lines of a selection, and the ends of their prices.

create type filters.totals as (
    lines bigint,
    price_min bigint,
    price_max bigint
);

comment on type filters.totals is
    'Lines of a selection and their range of prices (minor units).';

-- filters.value_change: how many lines of a value came or went.

create type filters.value_change as (
    dimension text,
    value_id bigint,
    lines bigint
);

comment on type filters.value_change is
    'A value of a dimension, by the id of its master row, and a change of its count.';

-- filters.allowed_sources: what the registry may read, publish and prune.
--
-- Dimensions are steered by app role admin through definer functions, which could read
-- any table of the owner's. They touch a table only for the uses, and of it only the
-- columns, that stand here; filters.allow_source writes it, and only the owner may. A
-- regclass follows a rename, and a restore. A row without uses is a refusal that a
-- later seed does not undo.

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
grant select on filters.allowed_sources to service_role, app_reader;

comment on table filters.allowed_sources is
    'The owner''s list: tables and columns that dimensions may use, and for what.';
comment on column filters.allowed_sources.columns is
    'Columns that may be sampled, counted, shown; of a master table key and label.';
comment on column filters.allowed_sources.uses is
    'count: rows are counted. master: rows are made. prune: idle rows may go.';
comment on column filters.allowed_sources.is_guarded is
    'The owner named it although row-level security or another owner protects it.';

-- filters.basket_sizes: per store and bucket of basket size, which baskets are in it.

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
grant select on filters.basket_sizes to authenticated, service_role, app_reader;

comment on table filters.basket_sizes is
    'Masks of baskets by size. Derived; repair: select filters.rebuild_values().';
comment on column filters.basket_sizes.bucket is
    'Number of the bucket of filters._basket_size_bounds, from 1.';
comment on column filters.basket_sizes.bits is
    'Baskets of the store in this bucket, by ordinal; as long as the store''s cells.';
comment on column filters.basket_sizes.baskets is
    'Units: baskets in this bucket, the bits that are set.';

-- filters.stores: where something was sold.
--
-- A store without city or class has no value in those dimensions, and counts in none.

create table filters.stores (
    id bigint generated always as identity primary key,
    store_key text not null unique,
    name text not null,
    city_id bigint references master.cities (id) on delete restrict,
    store_class_id bigint references master.store_classes (id) on delete restrict,

    constraint stores_store_key_check
        check (store_key <> '')
);

-- The stores of a city; also covers the city_id fkey.
create index stores_city_id_idx
    on filters.stores (city_id);

-- The stores of a class; also covers the store_class_id fkey.
create index stores_store_class_id_idx
    on filters.stores (store_class_id);

alter table filters.stores enable row level security;
grant select on filters.stores to service_role, app_reader;

comment on table filters.stores is
    'Stores, by the key that the source of the transactions uses.';

-- filters.baskets: one row per checkout; each belongs to exactly one store.
--
-- `ordinal` and `line_count` are what the last fold made of it (filters.fold_lines); a
-- basket that has changed since is read from its lines. `ordinal` numbers the counted
-- baskets of a store from 0 without gaps: it is the basket's bit in filters.cells.
-- `line_count` is what the measure basket_size means.

create table filters.baskets (
    id bigint generated always as identity primary key,
    basket_key text not null unique,
    store_id bigint not null references filters.stores (id) on delete restrict,
    ordinal bigint,
    line_count bigint not null default 0,

    -- Target of the fkey that keeps a line in its basket's store.
    unique (id, store_id),

    constraint baskets_basket_key_check
        check (basket_key <> ''),
    constraint baskets_ordinal_check
        check (ordinal >= 0),
    constraint baskets_line_count_check
        check (line_count >= 0)
);

-- A store's next ordinal. Partial, since only then a fold that numbers a basket does
-- not wait for writers whose lines refer to it.
create unique index baskets_store_id_ordinal_idx
    on filters.baskets (store_id, ordinal)
    where ordinal is not null;

alter table filters.baskets enable row level security;
grant select on filters.baskets to service_role, app_reader;

comment on table filters.baskets is
    'Checkouts: the lines that were paid together, in one store.';
comment on constraint baskets_store_id_fkey on filters.baskets is
    'Not indexed: stores are never deleted while they have baskets.';
comment on column filters.baskets.ordinal is
    'Number of the basket inside its store, from 0 without gaps; null until counted.';
comment on column filters.baskets.line_count is
    'Units: lines of this basket when it was last folded, whatever a filter selects.';

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

-- filters.dimensions: what callers can filter by: the registry.
--
-- The six of the cube (`cells`) are seeded. The others are registered, and counted by
-- triggers that filters._compile_dimension writes from their rows here. A name is also
-- the end of a topic, which has letters only.

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
    constraint dimensions_prune_after_check
        check (prune_after >= interval '0'),
    constraint dimensions_protected_check
        check (array_position(protected, null) is null),
    constraint dimensions_state_check
        check (state in ('off', 'filling', 'live')),
    constraint dimensions_fill_number_check
        check ((state = 'filling') = (fill_number is not null))
);

-- The dimensions that cascade from one; also covers the parent fkey.
create index dimensions_parent_idx
    on filters.dimensions (parent);

alter table filters.dimensions enable row level security;
grant select on filters.dimensions to authenticated, service_role, app_reader;

comment on table filters.dimensions is
    'The registry: region > province > city, category > brand, store_class, and more.';
comment on column filters.dimensions.position is
    'Order in which a page shows them, from 1.';
comment on column filters.dimensions.column_name is
    'The column that is counted; of the cube, the one that decides the value.';
comment on column filters.dimensions.json_path is
    'Path into the column, a jsonb; null: the column itself.';
comment on column filters.dimensions.counted_by is
    'cells: the cube. counters: triggers on the source, filters.value_counts.';
comment on column filters.dimensions.debounce_ms is
    'Units: milliseconds that changes wait for each other before an event tells them.';
comment on column filters.dimensions.roles is
    'App roles that may read it; null: whoever is signed in.';
comment on column filters.dimensions.prune_after is
    'How long a master row may be without a line before it is pruned; null: for ever.';
comment on column filters.dimensions.protected is
    'Values whose master rows are never pruned.';
comment on column filters.dimensions.state is
    'filling: triggers count, but what was there before is not all counted yet.';
comment on column filters.dimensions.unfilled is
    'Parts that the running fill has not counted yet.';
comment on column filters.dimensions.fill_number is
    'Version whose fill is running: an older fill that goes on does nothing.';
comment on column filters.dimensions.shape is
    'The counted columns as they were when counting began: filters._column_shape.';

-- filters.dimension_states: how far each dimension has got.
--
-- Apart from filters.dimensions, since this moves several times a second, and the
-- registry is audited.

create table filters.dimension_states (
    dimension text primary key
    references filters.dimensions (name) on delete cascade,
    version bigint not null default 0,
    emitted_at timestamptz not null default '-infinity',

    constraint dimension_states_version_check
        check (version >= 0)
)
with (fillfactor = 50);

alter table filters.dimension_states enable row level security;
grant select on filters.dimension_states to authenticated, service_role, app_reader;

comment on table filters.dimension_states is
    'Runtime state of each dimension, written by folds and by the sender of events.';
comment on column filters.dimension_states.version is
    'Units: changes folded; callers see it with those that are not folded yet.';
comment on column filters.dimension_states.emitted_at is
    'When subscribers were last sent a message.';

-- filters.dimension_values: every value that has a line, per dimension, with its count.
--
-- Derived: filters._list_values writes it from filters.cells and the master tables.
-- `value_id` is the id of the master row; `rank` is the value's place in the order by
-- label, then value, so that sorting and paging compare one bigint. Ranks have gaps, so
-- that a new value finds a place between two others.

create table filters.dimension_values (
    dimension text not null references filters.dimensions (name) on delete cascade,
    value_id bigint not null,
    value text not null collate "C",
    label text not null collate "C",
    search text not null,
    parent text,
    rank bigint not null,
    lines bigint not null,

    -- From a counted id to its place in the order, without reading the row.
    primary key (dimension, value_id) include (rank),
    -- The ids of the values that a caller names.
    unique (dimension, value),

    constraint dimension_values_lines_check
        check (lines > 0)
);

-- A page of values in order, nothing else selected.
create index dimension_values_dimension_rank_idx
    on filters.dimension_values (dimension, rank);

alter table filters.dimension_values enable row level security;
grant select on filters.dimension_values to service_role, app_reader;
-- Without `parent`: it is a value of another dimension, which may be kept for a role.
grant select (dimension, value_id, value, label, search, rank, lines)
on filters.dimension_values to authenticated;

comment on table filters.dimension_values is
    'Values of each dimension. Derived; repair: select filters.rebuild_values().';
comment on column filters.dimension_values.value is
    'What a caller sends: short name of a region, PSGC code, key of a category.';
comment on column filters.dimension_values.search is
    'Label and value in lower case, where a search looks.';
comment on column filters.dimension_values.lines is
    'Units: transaction lines with this value.';

-- filters.dimension_versions: every configuration that a dimension ever had.

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
grant select on filters.dimension_versions to service_role, app_reader;

comment on table filters.dimension_versions is
    'Configurations by number, from 1 without a gap; filters.rollback_dimension.';
comment on column filters.dimension_versions.config is
    'As filters.register_dimension takes it, and whether it was enabled.';
comment on column filters.dimension_versions.made_by is
    'Who registered, toggled or rolled back; null: a server or the owner.';

-- filters.bulk_changes: changes of lines by a transaction that makes very many.
--
-- As filters.line_changes, but counted at the end of the transaction that writes them
-- (filters.bulk_writes), so other transactions hardly ever see a row. A table of its
-- own, since what is left of a million rows would slow down each read of
-- filters.line_changes until it is vacuumed: readers look here only while
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
grant select on filters.bulk_changes to authenticated, service_role, app_reader;

comment on table filters.bulk_changes is
    'Changes of lines by bulk writes that filters.cells does not know yet.';
comment on column filters.bulk_changes.bulk_id is
    'The row of filters.bulk_writes, which is deleted after the last of its changes.';
comment on column filters.bulk_changes.price_minor is
    'Units: minor (centavos), of one line.';
comment on column filters.bulk_changes.lines is
    'Units: lines of this kind that came (+) or went (-).';
comment on column filters.bulk_changes.noted_at is
    'When the transaction that changed them began.';

-- filters.bulk_writes: transactions that change very many lines, or find many waiting.
--
-- filters._open_bulk inserts a row; its deferred trigger folds at the end of the
-- transaction and deletes it. A row that others see is one whose transaction could not
-- fold; filters.run_folds does it then.

create table filters.bulk_writes (
    id bigint generated always as identity primary key,
    noted_at timestamptz not null default now()
)
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100);

alter table filters.bulk_writes enable row level security;
grant select on filters.bulk_writes to authenticated, service_role, app_reader;

comment on table filters.bulk_writes is
    'Bulk writes with changes in filters.bulk_changes; empty nearly always.';
comment on column filters.bulk_writes.noted_at is
    'When the transaction began.';

-- filters.line_changes: what changed in the transactions since it was last folded.
--
-- Append-only for writers: a line that comes is one row of +1, one that goes is one of
-- -1, and nothing is locked, so no two writers ever wait for each other here. Readers
-- add these rows to filters.cells in the same snapshot; filters.fold_lines takes them
-- away. No key and no index: a writer pays for one append, and a reader reads them all.

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
-- Rows live for seconds: what is left of them is taken away before reads feel it.
with (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 2000,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 1000000000
);

alter table filters.line_changes enable row level security;
grant select on filters.line_changes to authenticated, service_role, app_reader;

comment on table filters.line_changes is
    'Changes of lines that filters.cells does not know yet. Appended by trigger.';
comment on column filters.line_changes.price_minor is
    'Units: minor (centavos), of one line.';
comment on column filters.line_changes.lines is
    'Units: lines of this kind that came (+) or went (-).';
comment on column filters.line_changes.noted_at is
    'When the transaction that changed them began: how long they wait to be folded.';

-- filters.loads: which data sets are in, so that loading one again does nothing.

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
grant select on filters.loads to service_role, app_reader;

comment on table filters.loads is
    'Data sets that were loaded whole, one row each. Written by the seed command.';
comment on column filters.loads.version is
    'Release of the data set that was loaded.';
comment on column filters.loads.line_count is
    'Units: transaction lines it brought.';

-- filters.orphans: since when a master row has been without a line.

create table filters.orphans (
    dimension text not null references filters.dimensions (name) on delete cascade,
    value text not null,
    since_at timestamptz not null,

    primary key (dimension, value)
);

alter table filters.orphans enable row level security;
grant select on filters.orphans to service_role, app_reader;

comment on table filters.orphans is
    'Master rows without a line, as filters.prune_dimension last found them.';
comment on column filters.orphans.since_at is
    'When a run first found it so; the grace period counts from here.';

-- filters.store_groups: the stores, and the groups of stores that filters.cells counts
-- by.
--
-- A group of kind store is one store; any other is all stores that share the values it
-- has: kind all (id 0) has none, province_class has a province, its region and a class.
-- `capacity` is the length of a store's bitmaps. Derived: filters._create_store_groups
-- adds what is new.

create table filters.store_groups (
    id bigint generated by default as identity primary key,
    kind text not null,
    store_id bigint references filters.stores (id) on delete cascade,
    region_id bigint references master.regions (id) on delete restrict,
    province_id bigint references master.provinces (id) on delete restrict,
    city_id bigint references master.cities (id) on delete restrict,
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
grant select on filters.store_groups to authenticated, service_role, app_reader;

comment on table filters.store_groups is
    'Stores and groups of stores. Derived; repair: select filters.rebuild_values().';
comment on column filters.store_groups.capacity is
    'Units: bits of each bitmap of this store; at least its number of baskets.';

-- filters.sources: the tables whose rows registered dimensions count.
--
-- The id names the generated trigger function, so that it means the same table after a
-- restore, and after the table was renamed. Whoever changes what is compiled for a
-- source locks its row first.

create table filters.sources (
    id bigint generated always as identity primary key,
    source_table regclass not null unique
);

alter table filters.sources enable row level security;
grant select on filters.sources to service_role, app_reader;

comment on table filters.sources is
    'Counted tables; filters_compiled.tg_source_<id>__count is the trigger function.';

-- filters.staged_lines: the batch that filters._load_transactions works on.
--
-- Unlogged, and emptied at the start and the end of each load: it never holds anything
-- that a crash could lose.

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
    'Lines of the running load, typed and with clean keys. Empty between loads.';
comment on column filters.staged_lines.price_minor is
    'What the line was sold for, all its units together. Units: minor (centavos).';

-- filters.transactions: one row per line that was sold, taken back or given away.
--
-- Lines of zero or negative amount or quantity are returns and coupons: they are kept,
-- and count like any other. Whoever writes here, by whatever statement: triggers note
-- each change in filters.line_changes, and every answer counts it at once.

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

-- The line of a source that names its lines; most of the demo has no name.
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
grant select on filters.transactions to service_role, app_reader;

comment on table filters.transactions is
    'Retail transaction lines: the truth that every filter answer is counted from.';
comment on column filters.transactions.line_key is
    'What the source calls the line, to change it later; null where it has no name.';
comment on column filters.transactions.price_minor is
    'What the line was sold for, all its units together. Units: minor (centavos).';
comment on column filters.transactions.quantity is
    'Units: pieces or kilograms, as the source counts; zero or negative for returns.';

-- filters.value_changes: values whose count changed since subscribers were last told.
--
-- Written by folds, one at a time; filters.emit_changes empties it. A value that comes
-- and goes between two messages is told as what it is in the end.

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
grant select on filters.value_changes to service_role, app_reader;

comment on table filters.value_changes is
    'Changed values that no event has named yet.';
comment on column filters.value_changes.was is
    'Units: lines, when subscribers were last told; null: only its name changed.';

-- filters.value_counts: lines per value and value of the parent, as far as folded.
--
-- With the deltas of filters.value_deltas it is exact at any moment: read both in one
-- snapshot, as filters.current_counts does.

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

-- What one value counted before a fold.
create index value_counts_dimension_value_idx
    on filters.value_counts (dimension, value);

-- A page of numbers or dates in their order.
create index value_counts_dimension_rank_value_idx
    on filters.value_counts (dimension, rank, value);

alter table filters.value_counts enable row level security;
grant select on filters.value_counts to service_role, app_reader;

comment on table filters.value_counts is
    'Folded counts of registered dimensions. Derived; repair: toggle off and on.';
comment on column filters.value_counts.parent_value is
    'The value of the parent dimension in the same rows; null without one.';
comment on column filters.value_counts.lines is 'Units: rows of the source.';
comment on column filters.value_counts.rank is
    'Where a number or a date stands, as filters._rank_of; NaN for other values.';

-- filters.value_deltas: what statements changed and no fold has taken in yet.
--
-- Append-only, and without an index: the trigger of every writer pays for one. It holds
-- what a second brings, so that reading it whole is quick while it is vacuumed often.

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
grant select on filters.value_deltas to service_role, app_reader;

comment on table filters.value_deltas is
    'Changes of counts, grouped by statement. filters._fold_counters empties it.';
comment on column filters.value_deltas.lines is
    'Units: rows that came, or went when negative.';
