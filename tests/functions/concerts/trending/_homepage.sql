-- Proves functions/concerts/trending/_homepage.sql.
begin;
select plan(2);

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

select * from finish();
rollback;
