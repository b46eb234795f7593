-- core.caches: what may be cached: a function of ours, and for how long.
--
-- A release seeds them. `setting` names the row of core.settings that holds
-- {"fresh_seconds", "stale_seconds"}; `warm` lists arguments that a job keeps ready.

create table core.caches (
    name text primary key,
    function_name text not null,
    setting text not null,
    tags text[] not null default '{}',
    warm jsonb not null default '[]',
    description text not null,

    constraint caches_name_check
        check (name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint caches_function_name_check
        check (function_name ~ '^[a-z_]+\.[a-z_][a-z0-9_]*$'),
    constraint caches_warm_check
        check (jsonb_typeof(warm) = 'array')
);

alter table core.caches enable row level security;
grant select on core.caches to service_role, app_worker, app_reader;

comment on table core.caches is
    'Cached functions (jsonb) returns jsonb, used through core.cached.';
comment on column core.caches.tags is
    'What its answers are made of: a change of a table with such a tag ends them.';
comment on column core.caches.warm is
    'Arguments whose answers the warming job keeps fresh.';
