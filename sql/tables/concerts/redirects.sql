-- concerts.redirects: what the ids of merged records lead to now.
--
-- Chains are flattened when a merge is made: to_id is never redirected itself, and its
-- record is there.

create table concerts.redirects (
    entity text not null references concerts.merge_entities (entity) on delete restrict,
    from_id bigint not null,
    to_id bigint not null,

    primary key (entity, from_id),
    constraint redirects_to_id_check
        check (to_id <> from_id)
);

-- Serves: all old ids of a record; merges move them.
create index redirects_entity_to_id_idx on concerts.redirects (entity, to_id);

alter table concerts.redirects enable row level security;

comment on table concerts.redirects is
    'Old ids of merged records. Public. A row goes with undo_merge, or with the song '
    'of a setlist that it leads to.';
