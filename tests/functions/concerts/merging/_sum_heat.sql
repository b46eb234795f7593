-- Proves functions/concerts/merging/_sum_heat.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

select is((concerts._sum_heat(1001)).votes, 3::bigint, 'the votes of an artist');
delete from concerts.votes
where setlist_song_id = 6002;
select is((concerts._sum_heat(1001)).votes, 3::bigint, 'before the queue is folded');
select is((concerts._sum_heat(1002)).votes, 0::bigint, 'none');

select * from finish();
rollback;
