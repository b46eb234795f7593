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
