-- Proves functions/concerts/trending/get_top_shows.sql.
begin;
select plan(3);

-- Given: the small tour.
select tests.small_tour();

select set_config('role', 'anon', true);
select is(
    jsonb_array_length(api.get_top_shows(p_limit => 1) -> 'items'), 1,
    'everyone reads the first shows'
);
select is(
    jsonb_array_length(
        api.get_top_shows(p_limit => 1, p_from_cache => false) -> 'items'
    ),
    1, 'also uncached'
);
select throws_ok(
    'select api.get_top_shows(p_limit => null)', 'PT422', 'core.invalid_argument',
    'as many as a list has'
);

select * from finish();
rollback;
