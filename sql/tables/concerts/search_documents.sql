-- concerts.search_documents: what search_concerts finds, as trigrams.
--
-- Derived from artists, venues and shows by triggers. The index over arrays is one of
-- Postgres itself, so search is the same with and without pg_trgm.

create table concerts.search_documents (
    entity text not null,
    record_id bigint not null,
    content text not null,
    folded text not null,
    grams text[] not null,
    signature bit(1024),

    primary key (entity, record_id),
    constraint search_documents_entity_check
        check (entity in ('artist', 'venue', 'show'))
);

-- The rarest trigrams of a search are chosen by the statistics of this column.
alter table concerts.search_documents alter column grams set statistics 1000;

-- Serves: search_concerts, the documents that share a rare trigram.
create index search_documents_grams_idx
    on concerts.search_documents using gin (grams);

alter table concerts.search_documents enable row level security;

comment on table concerts.search_documents is
    'The text of each artist, venue and show by which it is found.';
comment on column concerts.search_documents.folded is
    'The text in lower case, without accents and punctuation.';
comment on column concerts.search_documents.signature is
    'A bit for each trigram, by its hash: what shares little is ruled out fast.';
