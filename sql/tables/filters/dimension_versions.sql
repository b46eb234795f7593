-- filters.dimension_versions: every configuration of every dimension.

create table filters.dimension_versions (
    dimension text not null references filters.dimensions (name) on delete cascade,
    number bigint not null,
    config jsonb not null,
    reason text not null,
    made_by uuid,
    made_at timestamptz not null,

    primary key (dimension, number),

    constraint dimension_versions_number_check
        check (number >= 1),
    constraint dimension_versions_config_check
        check (jsonb_typeof(config) = 'object'),
    constraint dimension_versions_reason_check
        check (reason <> '')
);

alter table filters.dimension_versions enable row level security;

comment on table filters.dimension_versions is
    'Configurations, numbered from 1 without a gap; see filters.rollback_dimension.';
comment on column filters.dimension_versions.config is
    'In the form of filters.register_dimension, plus whether it was enabled.';
comment on column filters.dimension_versions.made_by is
    'The user who registered, toggled or rolled back; null: a server or the owner.';
