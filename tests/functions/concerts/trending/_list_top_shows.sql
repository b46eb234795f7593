-- Proves functions/concerts/trending/_list_top_shows.sql.
begin;
select plan(2);

-- Given: the small tour; the votes are folded.
select tests.small_tour();
do $$
begin
    perform concerts.run_fold_votes();
end;
$$;

select results_eq(
    $$ select t.show_id, t.artist, t.venue, t.votes
       from concerts._list_top_shows(10) as t $$,
    $$ values (4001::bigint, 'Alto', 'Hall', 2::bigint) $$,
    'coming shows that are not cancelled'
);
select ok(
    (select t.score from concerts._list_top_shows(10) as t) between 3.9 and 4.1,
    'by the votes for the setlist and for the artist'
);

select * from finish();
rollback;
