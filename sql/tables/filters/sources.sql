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
