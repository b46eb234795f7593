-- concerts.external_ids: what a record is called by the sources it came from.
--
-- A record may have several ids of one source. An artist of an event that names none
-- has the id name:<name>. The record has no foreign key, as the table is that of the
-- entity.

create table concerts.external_ids (
    source text not null,
    entity text not null,
    external_id text not null,
    record_id bigint not null,
    seen_at timestamptz not null,
    said jsonb,
    fields_seen jsonb not null default '{}',

    primary key (source, entity, external_id),
    constraint external_ids_source_check
        check (source in ('ticketmaster', 'spotify', 'setlistfm', 'musicbrainz')),
    constraint external_ids_entity_check
        check (entity in ('artist', 'venue', 'show', 'song', 'setlist')),
    constraint external_ids_external_id_check
        check (length(external_id) between 1 and 200),
    constraint external_ids_said_check
        check (jsonb_typeof(said) = 'object'),
    constraint external_ids_fields_seen_check
        check (jsonb_typeof(fields_seen) = 'object')
);

-- Serves: the ids of a record.
create index external_ids_entity_record_id_idx
    on concerts.external_ids (entity, record_id);

alter table concerts.external_ids enable row level security;

comment on table concerts.external_ids is
    'Ids of records at their sources. Public.';
comment on column concerts.external_ids.record_id is
    'The id in the table of the entity.';
comment on column concerts.external_ids.seen_at is
    'When a feed last sent it, to the hour.';
comment on column concerts.external_ids.said is
    'Show, setlist: what the source last sent, as it was read; one of several ids '
    'decides.';
comment on column concerts.external_ids.fields_seen is
    '{field: time}: when the source last sent a field that may stop coming, to the '
    'hour.';
