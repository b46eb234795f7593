-- concerts.merge_entities: which tables have records that redirect after a merge.
--
-- merge_records takes no name of a table from a caller: an entity is a row that only
-- the owner writes. Rows that a merge unites on its way (setlists of two shows that
-- become one) redirect too.

create table concerts.merge_entities (
    entity text primary key,
    table_name text not null unique,
    is_mergeable boolean not null,

    constraint merge_entities_entity_check
        check (entity ~ '^[a-z][a-z_]{0,39}$'),
    constraint merge_entities_table_name_check
        check (table_name ~ '^[a-z_]+\.[a-z_]+$')
);

alter table concerts.merge_entities enable row level security;

comment on table concerts.merge_entities is
    'Entities whose records have a bigint id that redirects after a merge.';
comment on column concerts.merge_entities.is_mergeable is
    'Whether callers merge them; others are united when what they belong to is.';
