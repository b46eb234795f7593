-- suppliers.phases: the order in which things are manufactured.

create table suppliers.phases (
    code text primary key,
    place integer not null unique,

    constraint phases_code_check
        check (code ~ '^[a-z][a-z0-9_]{0,39}$')
);

alter table suppliers.phases enable row level security;

comment on table suppliers.phases is
    'Phases of manufacturing; a phase begins when those with a lower place have ended.';
