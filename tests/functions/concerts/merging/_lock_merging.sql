-- Proves functions/concerts/merging/_lock_merging.sql.
begin;
select plan(1);

do $$ begin perform concerts._lock_merging(); end; $$;
select is(
    (
        select count(*) from pg_locks as l
        where l.locktype = 'advisory' and l.pid = pg_backend_pid()
        and (l.classid::bigint << 32) | l.objid::bigint in (
            hashtextextended('concerts.feeds', 0),
            hashtextextended('concerts.run_fold_votes', 0)
        )
    ),
    2::bigint, 'feeds and folds wait'
);

select * from finish();
rollback;
