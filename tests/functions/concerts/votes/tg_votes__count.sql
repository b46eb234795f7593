-- Proves functions/concerts/votes/tg_votes__count.sql.
begin;
select plan(6);

-- Given: the small tour, with two votes for song 6001.
select tests.small_tour();
create function pg_temp.differences() returns bigint language sql as $$
    select count(*)
    from (
        select v.setlist_song_id, count(*) as votes from concerts.votes as v group by 1
    ) as v
    full join (
        select c.setlist_song_id, sum(c.votes) as votes
        from concerts.vote_counts as c group by 1
        having sum(c.votes) > 0
    ) as c on v.setlist_song_id = c.setlist_song_id
    where v.votes is distinct from c.votes
$$;

select is(
    (
        select sum(c.votes) from concerts.vote_counts as c
        where c.setlist_song_id = 6001
    ),
    2::numeric, 'votes are counted'
);
insert into concerts.votes (setlist_song_id, user_id, voted_at, closes_at)
select
    s.id,
    md5(n::text)::uuid as user_id,
    core.now() as voted_at,
    '2099-05-01T12:00Z' as closes_at
from generate_series(1, 300) as n
cross join (values (6001), (6002)) as s (id);
select is(pg_temp.differences(), 0::bigint, 'many at once, too');
select ok(
    (
        select count(*) from concerts.vote_counts as c
        where c.setlist_song_id = 6002
    ) > 8,
    'in several shards'
);
delete from concerts.votes
where setlist_song_id = 6001;
select is(pg_temp.differences(), 0::bigint, 'withdrawals are taken away');
select is(
    (select sum(c.change) from concerts.vote_changes as c), 300::bigint,
    'the queue has each vote and each withdrawal'
);
select throws_ok(
    'truncate concerts.votes', 'PT409', 'core.append_only', 'votes go one by one'
);

select * from finish();
rollback;
