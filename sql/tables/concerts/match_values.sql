-- concerts.match_values: the fields of records as they were compared last.

create table concerts.match_values (
    entity text not null
    references concerts.match_sources (entity) on delete cascade,
    record_id bigint not null,
    field text not null,
    value text not null,
    folded text not null,
    grams text[] not null,
    signature bit(1024),

    primary key (entity, record_id, field)
);

alter table concerts.match_values enable row level security;

comment on table concerts.match_values is
    'Values of fields, in the form in which they are compared; a job keeps them '
    'current.';
comment on column concerts.match_values.value is 'As the view has it.';
comment on column concerts.match_values.folded is
    'A text in lower case, without accents and punctuation; other values as they are.';
comment on column concerts.match_values.grams is 'Its trigrams, for a text.';
comment on column concerts.match_values.signature is
    'A bit for each trigram, by its hash: texts that share little are ruled out fast.';
