-- concerts.match_keys: what records share that may be the same.

create table concerts.match_keys (
    entity text not null
    references concerts.match_sources (entity) on delete cascade,
    key text not null,
    record_id bigint not null,

    primary key (entity, key, record_id)
);

-- Serves: the keys of a record, to find its partners and to replace them.
create index match_keys_entity_record_id_idx
    on concerts.match_keys (entity, record_id);

alter table concerts.match_keys enable row level security;

comment on table concerts.match_keys is
    'Words, codes and parts of short texts; records with a common key are compared.';
