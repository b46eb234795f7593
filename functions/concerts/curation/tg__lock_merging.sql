-- concerts.tg__lock_merging: take the locks of heats before any row is locked.
--
-- Merges, feeds and the fold of votes take them first, too, so that no two wait for
-- each other. Definer: the function is not for callers.

create or replace function concerts.tg__lock_merging()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform concerts._lock_merging();
    return null;
end;
$$;

comment on function concerts.tg__lock_merging() is
    'Take the locks under which concerts.artist_heats may be mended.';
