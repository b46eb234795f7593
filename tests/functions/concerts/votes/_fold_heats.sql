-- Proves functions/concerts/votes/_fold_heats.sql.
begin;
select plan(3);

-- Given: the small tour; votes of different ages for two artists.
select tests.small_tour();
insert into concerts.setlist_songs (id, setlist_id, song_id, place)
overriding system value values (6010, 5003, 3002, 2);
delete from concerts.vote_changes
where true;
insert into concerts.vote_changes (setlist_song_id, voted_at, change)
values
(6001, '2030-01-08Z', 1), (6001, '2030-01-01Z', 1), (6010, '2030-01-08Z', 1);

do $$
begin
    perform concerts._fold_heats(array(select c.id from concerts.vote_changes as c));
end;
$$;
select is(
    (
        select exp(h.heat - concerts._vote_weight('2030-01-08Z'))::numeric(9, 6)
        from concerts.artist_heats as h
        where h.artist_id = 1001
    ),
    1.5, 'a vote of last week counts half'
);
select is(
    (
        select h.votes from concerts.artist_heats as h
        where h.artist_id = 1002
    ),
    2::bigint, 'votes are added to those before'
);
update concerts.vote_changes
set change = -1
where voted_at = '2030-01-01Z';
do $$
begin
    perform concerts._fold_heats(
        array(select c.id from concerts.vote_changes as c where c.change = -1)
    );
end;
$$;
select is(
    (
        select exp(h.heat - concerts._vote_weight('2030-01-08Z'))::numeric(9, 6)
        from concerts.artist_heats as h
        where h.artist_id = 1001
    ),
    1.0, 'a withdrawal takes away what the vote had added'
);

select * from finish();
rollback;
