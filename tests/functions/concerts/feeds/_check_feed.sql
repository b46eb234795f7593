-- Proves functions/concerts/feeds/_check_feed.sql.
begin;
select plan(2);

select lives_ok($$ select concerts._check_feed('spotify') $$, 'a feed is known');
select throws_ok(
    $$ select concerts._check_feed('x') $$,
    'PT404',
    'concerts.unknown_feed',
    'another one is not'
);

select * from finish();
rollback;
