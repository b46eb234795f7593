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
