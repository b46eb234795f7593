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
