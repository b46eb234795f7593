-- core.caches: the functions that may be cached, and for how long.
--
-- A release seeds them. `setting` names the row of core.settings that holds
-- {"fresh_seconds", "stale_seconds"}; `warm` lists arguments whose responses a job
-- keeps fresh.

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

comment on table core.caches is
    'Cached functions (jsonb) returns jsonb, used through core.cached.';
comment on column core.caches.tags is
    'Tags of the tables that it reads: a change of such a table invalidates the cache.';
comment on column core.caches.warm is
    'Arguments whose responses the warming job keeps fresh.';
