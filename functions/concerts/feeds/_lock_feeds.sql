-- concerts._lock_feeds: let one page, or one merge of duplicates, write at a time.
--
-- A transaction that writes many records takes this lock first. After it, rows are
-- locked in this order: runs, artists, venues, shows, setlists, songs, songs of
-- setlists. Only holders of the lock write external_ids, so these may come between.

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
