-- concerts.duplicate_candidates: pairs that a curator decides.

create table concerts.duplicate_candidates (
    id bigint generated always as identity primary key,
    entity text not null references concerts.merge_entities (entity) on delete cascade,
    left_id bigint not null,
    right_id bigint not null,
    score double precision not null,
    features jsonb not null,
    status text not null default 'open',
    found_at timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,

    unique (entity, left_id, right_id),
    constraint duplicate_candidates_pair_check
        check (left_id < right_id),
    constraint duplicate_candidates_score_check
        check (score between 0 and 1),
    constraint duplicate_candidates_status_check
        check (status in ('open', 'merged', 'distinct')),
    constraint duplicate_candidates_decided_check
        check ((status = 'open') = (decided_at is null))
);

-- Serves: the open pairs of an entity, the most similar first.
create index duplicate_candidates_entity_score_id_idx
    on concerts.duplicate_candidates (entity, score desc, id) where status = 'open';

alter table concerts.duplicate_candidates enable row level security;

comment on table concerts.duplicate_candidates is
    'Pairs of records that may be the same, and what curators decided.';
comment on column concerts.duplicate_candidates.status is
    'open; merged; distinct: the job neither merges nor shows the pair again.';
comment on column concerts.duplicate_candidates.features is
    'Why: the fields with weights, similarities and factors.';
