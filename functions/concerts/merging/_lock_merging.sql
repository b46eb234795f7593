-- concerts._lock_merging: let no feed, merge, fold of votes or count of viewers run
-- until this transaction ends.
--
-- A merge locks in this order: the advisory locks of feeds, of concerts.run_fold_votes
-- and of concerts.run_count_viewers; the records by id; then, table by table, the rows
-- that lead to them by key. Pages of feeds take the first lock, too, and all three
-- where they bring shows. The interval tasks only try theirs, and return if it is held.
-- Without the third, a count that deletes viewers of a show and a merge of that show
-- would wait for each other.

create or replace function concerts._lock_merging()
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select pg_advisory_xact_lock(hashtextextended(l.name, 0))
    from (
        values
        (1, 'concerts.feeds'),
        (2, 'concerts.run_fold_votes'),
        (3, 'concerts.run_count_viewers')
    ) as l (place, name)
    order by l.place
$$;

comment on function concerts._lock_merging() is
    'Take the advisory locks of feeds, of folds of votes and of counts of viewers.';
