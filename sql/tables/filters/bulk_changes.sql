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
