-- Proves functions/concerts/trending/_homepage.sql.
begin;
select plan(5);

-- Given: the small tour.
select tests.small_tour();

select is(
    jsonb_path_query_array(concerts._homepage('{"part": "top_shows"}'), '$[*].show_id'),
    '[4001]'::jsonb, 'the top shows'
);
select ok(
    jsonb_path_query_array(concerts._homepage('{"part": "trending"}'), '$[*].artist_id')
    @> '[1001]', 'and the trending artists'
);
select is(
    concerts._homepage('{"part": "trending"}') -> 0 -> 'previous_place', 'null',
    'an artist that is new there'
);
select cmp_ok(
    core.refresh_view('concerts.trending_artists_distinct'), '>=', 0::bigint,
    'the ranking is refreshed'
);
select is(
    concerts._homepage('{"part": "trending"}') -> 0 -> 'previous_place', '1',
    'and one that was there last night'
);

select * from finish();
rollback;
