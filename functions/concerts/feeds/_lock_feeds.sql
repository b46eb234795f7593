-- concerts._lock_feeds: let one page, or one merge of duplicates, write at a time.
--
-- Whoever writes many records takes this lock first. After it, rows are locked in this
-- order: runs, artists, venues, shows, ids, songs, setlists, songs of setlists.

create or replace function concerts._lock_feeds()
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select pg_advisory_xact_lock(hashtextextended('concerts.feeds', 0))
$$;

comment on function concerts._lock_feeds() is
    'Wait for the advisory lock concerts.feeds; the transaction holds it.';
