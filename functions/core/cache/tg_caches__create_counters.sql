-- core.tg_caches__create_counters: give a new cache its counter rows.

create or replace function core.tg_caches__create_counters()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.cache_counters (cache, slot)
    select new.name, s.slot
    from generate_series(0, 15) as s (slot)
    on conflict do nothing;
    return null;
end;
$$;
