-- filters.dimension_states: how far each dimension has got.
--
-- Apart from filters.dimensions, since this moves several times a second, and the
-- registry is audited.

create table filters.dimension_states (
    dimension text primary key
    references filters.dimensions (name) on delete cascade,
    version bigint not null default 0,
    emitted_at timestamptz not null default '-infinity',

    constraint dimension_states_version_check
        check (version >= 0)
)
with (fillfactor = 50);

alter table filters.dimension_states enable row level security;
grant select on filters.dimension_states to authenticated, service_role, app_reader;

comment on table filters.dimension_states is
    'Runtime state of each dimension, written by folds and by the sender of events.';
comment on column filters.dimension_states.version is
    'Units: changes folded; callers see it with those that are not folded yet.';
comment on column filters.dimension_states.emitted_at is
    'When subscribers were last sent a message.';
