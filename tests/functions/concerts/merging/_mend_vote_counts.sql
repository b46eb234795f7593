-- Proves functions/concerts/merging/_mend_vote_counts.sql.
begin;
select plan(1);

-- Given: the double tour.
select tests.double_tour();

update concerts.vote_counts
set votes = votes + 1
where true;
insert into concerts.vote_counts (setlist_song_id, shard, votes)
select
    6003 as setlist_song_id,
    1 as shard,
    4 as votes;
do $$ begin perform concerts._mend_vote_counts('{6001,6002,6003,6101,6102}'); end; $$;
select is_empty(
    $$ select s.id from concerts.setlist_songs as s
       where (concerts._show_votes(s.id) ->> 'votes')::bigint <> (
           select count(*) from concerts.votes as v where v.setlist_song_id = s.id
       ) $$,
    'counters equal the votes'
);

select * from finish();
rollback;
