-- concerts.match_sources: whose duplicates are looked for, and what is done with them.
--
-- An entity is a view with the column record_id and one text column for each field, so
-- the matcher names no table.

create table concerts.match_sources (
    entity text primary key,
    view_name text not null,
    scope_field text,
    block_limit integer not null default 60,
    queue_threshold double precision not null,
    merge_threshold double precision,

    constraint match_sources_entity_check
        check (entity ~ '^[a-z][a-z_]{0,39}$'),
    constraint match_sources_view_name_check
        check (view_name ~ '^[a-z_]+\.[a-z_]+$'),
    constraint match_sources_block_limit_check
        check (block_limit between 2 and 1000),
    constraint match_sources_threshold_check
        check (
            queue_threshold > 0 and queue_threshold <= 1
            and (
                merge_threshold is null
                or (merge_threshold >= queue_threshold and merge_threshold <= 1)
            )
        )
);

alter table concerts.match_sources enable row level security;

comment on table concerts.match_sources is
    'Entities whose duplicates are found, by fields of concerts.match_fields.';
comment on column concerts.match_sources.scope_field is
    'Only records with an equal value of this field are compared; null: all.';
comment on column concerts.match_sources.block_limit is
    'Up to how many records a common key makes pairs.';
comment on column concerts.match_sources.queue_threshold is
    'The job shows curators pairs from this score on. Units: 0 to 1.';
comment on column concerts.match_sources.merge_threshold is
    'The job merges pairs from this score on. Units: 0 to 1; null: it merges none.';
