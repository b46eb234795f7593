-- Proves functions/concerts/trending/_list_top_shows.sql.
begin;
select plan(3);

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

select tests.set_clock('2099-05-01T11:00Z');
select set_config('timezone', 'Pacific/Kiritimati', true);
select is(
    (select count(*) from concerts._list_top_shows(10)), 1::bigint,
    'today is the same in each time zone'
);

select * from finish();
rollback;
