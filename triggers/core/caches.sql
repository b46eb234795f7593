-- Triggers on core.caches, in firing order.

-- A cache needs its counter rows before the first lookup.
create or replace trigger t90_create_counters
    after insert on core.caches
    for each row
    execute function core.tg_caches__create_counters();
