-- filters.dimension_states: version and last event of each dimension.
--
-- Separate from filters.dimensions, since this table changes several times per second
-- and the registry is audited.

create table filters.dimension_states (
    dimension text primary key
    references filters.dimensions (name) on delete cascade,
    version bigint not null default 0,
    emitted_at timestamptz not null default '-infinity',
    counts bigint not null default 0,

    constraint dimension_states_version_check
        check (version >= 0),
    constraint dimension_states_counts_check
        check (counts >= 0)
)
with (fillfactor = 50);

alter table filters.dimension_states enable row level security;

comment on table filters.dimension_states is
    'Runtime state of each dimension, written by folds and by filters.emit_changes.';
comment on column filters.dimension_states.version is
    'Number of folded changes; callers see it plus the unfolded ones. Units: changes.';
comment on column filters.dimension_states.emitted_at is
    'When subscribers were last sent a message.';
comment on column filters.dimension_states.counts is
    'Rows of filters.value_counts: of a dimension without a parent, its folded values.';
