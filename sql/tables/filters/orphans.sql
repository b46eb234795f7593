-- filters.orphans: since when a master row has had no line.

create table filters.orphans (
    dimension text not null references filters.dimensions (name) on delete cascade,
    value text not null,
    since_at timestamptz not null,

    primary key (dimension, value)
);

alter table filters.orphans enable row level security;

comment on table filters.orphans is
    'Master rows without a line, as filters.prune_dimension last found them.';
comment on column filters.orphans.since_at is
    'When a run first found it without a line; the grace period starts here.';
