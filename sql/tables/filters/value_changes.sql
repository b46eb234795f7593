-- filters.value_changes: values that a fold changed and no event has told yet.

create table filters.value_changes (
    dimension text not null,
    value text not null,
    was bigint not null,

    primary key (dimension, value)
);

alter table filters.value_changes enable row level security;
grant select on filters.value_changes to service_role, app_reader;

comment on table filters.value_changes is
    'What subscribers are still to be told of.';
comment on column filters.value_changes.was is
    'Units: lines that the value had when it was last told; 0: it was not listed.';
