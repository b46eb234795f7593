-- concerts.match_fields: how the fields of two records are compared, and what each
-- counts.
--
-- A score is the mean of the similarities of the fields, by their weights, times the
-- least factor of the fields that contradict. A field that one record lacks is left
-- out, or has the similarity that is written here.

create table concerts.match_fields (
    entity text not null
    references concerts.match_sources (entity) on delete cascade,
    field text not null,
    kind text not null,
    weight double precision not null,
    tolerance double precision not null default 0,
    unknown_similarity double precision,
    contradicts_below double precision not null default 0.3,
    contradiction_factor double precision not null default 1,
    is_key boolean not null default false,

    primary key (entity, field),
    constraint match_fields_field_check
        check (field ~ '^[a-z][a-z_]{0,39}$'),
    constraint match_fields_kind_check
        check (kind in ('text', 'codes', 'number', 'apart')),
    constraint match_fields_weight_check
        check (weight > 0 and weight <= 100),
    constraint match_fields_tolerance_check
        check (tolerance >= 0 and (tolerance = 0 or kind = 'number')),
    constraint match_fields_unknown_similarity_check
        check (unknown_similarity between 0 and 1),
    constraint match_fields_contradicts_below_check
        check (contradicts_below between 0 and 1),
    constraint match_fields_contradiction_factor_check
        check (contradiction_factor between 0 and 1),
    constraint match_fields_is_key_check
        check (not is_key or kind in ('text', 'codes'))
);

alter table concerts.match_fields enable row level security;

comment on table concerts.match_fields is
    'Fields of records, and what they count in a comparison.';
comment on column concerts.match_fields.kind is
    'text: shared trigrams of all; codes: 1 if they share one of the '
    'codes, which blanks separate, else 0; number: 1 '
    'within the tolerance, else 0; apart: 1 if they differ, else 0, for what records '
    'of one entity never share.';
comment on column concerts.match_fields.unknown_similarity is
    'What counts where a record lacks the field; null: the field is left out.';
comment on column concerts.match_fields.contradiction_factor is
    'What is left of the score if the similarity is under contradicts_below.';
comment on column concerts.match_fields.is_key is
    'Whether records that share a part of it are compared.';
