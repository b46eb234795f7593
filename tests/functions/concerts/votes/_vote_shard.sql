-- Proves functions/concerts/votes/_vote_shard.sql.
begin;
select plan(2);

select is(
    concerts._vote_shard(tests.user('ada')), concerts._vote_shard(tests.user('ada')),
    'a user has one shard'
);
select set_eq(
    $$ select distinct concerts._vote_shard(md5(n::text)::uuid)
       from generate_series(1, 1000) as n $$,
    $$ select generate_series(0, 15) $$,
    'users have all shards'
);

select * from finish();
rollback;
