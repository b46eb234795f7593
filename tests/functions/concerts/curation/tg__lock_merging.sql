-- Proves functions/concerts/curation/tg__lock_merging.sql.
begin;
select plan(2);

-- Given: a curator.
select tests.small_tour();
create temporary view held as
select count(*) as locks
from pg_locks as l
where
    l.locktype = 'advisory'
    and l.pid = pg_backend_pid()
    and (l.classid::bigint << 32) | l.objid::bigint in (
        hashtextextended('concerts.feeds', 0),
        hashtextextended('concerts.run_fold_votes', 0)
    );
grant select on held to authenticated;
do $$ begin perform tests.login_as(tests.user('ada'), 'curator'); end; $$;

update api.shows
set title = 'B'
where id = 4001;
select is((select h.locks from held as h), 0::bigint, 'a title waits for no one');
update api.shows
set artist_id = 1002
where id = 4001;
select is(
    (select h.locks from held as h), 2::bigint, 'another artist waits for merges'
);

select * from finish();
rollback;
