-- core.cache_counters: hits and misses, in 16 rows per cache.
--
-- With one row, all readers of a cache would wait for each other until their
-- transactions end. A lookup that finds its row locked is not counted: the numbers may
-- miss a few lookups, but counting never blocks.

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

comment on table core.cache_counters is
    'Lookups per cache since the last crash, nearly exact; without read-only ones.';
