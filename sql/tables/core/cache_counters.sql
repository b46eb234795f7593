-- core.cache_counters: hits and misses, in 16 rows a cache.
--
-- A counter in one row would make all readers of a cache wait for each other until
-- their transactions end. Whoever finds its row locked does not count: the figures may
-- miss a few, and never hold anybody up.

create unlogged table core.cache_counters (
    cache text not null references core.caches (name) on delete cascade,
    slot integer not null,
    hits bigint not null default 0,
    stale_hits bigint not null default 0,
    misses bigint not null default 0,

    primary key (cache, slot),
    constraint cache_counters_slot_check
        check (slot between 0 and 15)
) with (fillfactor = 50);

alter table core.cache_counters enable row level security;
grant select on core.cache_counters to service_role, app_reader;

comment on table core.cache_counters is
    'Lookups per cache since the last crash; nearly exact, read-only ones left out.';
