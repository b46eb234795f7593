-- concerts._lock_merging: let no feed, merge or fold of votes run until this
-- transaction ends.
--
-- The order of all locks of a merge: this one, that of feeds; that of
-- concerts.run_fold_votes; the records by id; then, table by table, the rows that lead
-- to them by key. Feeds take the first lock, too.

create or replace function concerts._lock_merging()
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select pg_advisory_xact_lock(hashtextextended(l.name, 0))
    from (values (1, 'concerts.feeds'), (2, 'concerts.run_fold_votes')) as l (place, name)
    order by l.place
$$;

comment on function concerts._lock_merging() is
    'Takes the advisory locks concerts.feeds and concerts.run_fold_votes.';
