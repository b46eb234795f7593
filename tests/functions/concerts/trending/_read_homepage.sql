-- Proves functions/concerts/trending/_read_homepage.sql.
begin;
select plan(4);

-- Given: the small tour.
select tests.small_tour();

select is(
    concerts._read_homepage('top_shows', 10, false) #>> '{items,0,show_id}', '4001',
    'computed now'
);
select is(
    concerts._read_homepage('top_shows', 10, null) #>> '{items,0,show_id}', '4001',
    'or from the cache, which a miss fills'
);
update concerts.shows
set status = 'cancelled'
where id = 4001;
select is(
    jsonb_array_length(concerts._read_homepage('top_shows', 10, true) -> 'items'), 1,
    'which is not the newest'
);
select throws_ok(
    $$ select concerts._read_homepage('top_shows', 101, true) $$,
    'PT422', 'core.invalid_argument', 'a list has a bound'
);

select * from finish();
rollback;
