-- concerts.merges: which records became one.
--
-- The name is quoted in statements: sqlfluff takes it for a reserved word.

create table concerts."merges" (
    id bigint generated always as identity primary key,
    entity text not null references concerts.merge_entities (entity) on delete restrict,
    keep_id bigint not null,
    drop_ids bigint[] not null,
    score double precision,
    made_by uuid,
    made_at timestamptz not null,
    undone_by uuid,
    undone_at timestamptz,

    constraint merges_drop_ids_check
        check (cardinality(drop_ids) > 0 and keep_id <> all(drop_ids)),
    constraint merges_score_check
        check (score between 0 and 1),
    constraint merges_undone_check
        check (undone_at >= made_at and (undone_by is null or undone_at is not null))
);

-- Serves: the merges of an entity, newest first; covers the foreign key.
create index merges_entity_id_idx on concerts."merges" (entity, id);

alter table concerts."merges" enable row level security;

comment on table concerts."merges" is
    'Merges of records; concerts.merge_rows has what each one moved or dropped.';
comment on column concerts."merges".score is
    'The similarity for which a job merged them. Units: 0 to 1; null: a curator did.';
comment on column concerts."merges".made_by is 'The curator; null: a job.';
