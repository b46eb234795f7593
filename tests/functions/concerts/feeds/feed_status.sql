-- Proves functions/concerts/feeds/feed_status.sql.
begin;
select plan(4);

select is(jsonb_array_length(concerts.feed_status() -> 'items'), 3, 'all feeds');
select is(concerts.feed_status('spotify') #>> '{items,0,feed}', 'spotify', 'or one');
select throws_ok(
    $$ select concerts.feed_status('x') $$,
    'PT404',
    'concerts.unknown_feed',
    'an unknown feed is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select throws_ok(
    $$ select concerts.feed_status() $$,
    'PT403',
    'core.not_permitted',
    'it is for curators and admins'
);

select * from finish();
rollback;
