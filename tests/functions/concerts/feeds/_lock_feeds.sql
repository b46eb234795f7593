-- Proves functions/concerts/feeds/_lock_feeds.sql.
begin;
select plan(2);

select lives_ok('select concerts._lock_feeds()', 'the lock is taken');
select is(
    (
        select count(*) from pg_locks as l
        where l.locktype = 'advisory' and l.pid = pg_backend_pid() and l.objsubid = 1
        and ((l.classid::bigint << 32) | l.objid::bigint)
        = hashtextextended('concerts.feeds', 0)
    ),
    1::bigint, 'it is concerts.feeds'
);

select * from finish();
rollback;
