-- Proves functions/concerts/votes/_limit_votes.sql.
begin;
select plan(2);

select tests.login_as(tests.user('ada'));
reset role;
update core.settings
set value = '{}'
where name = 'concerts.vote_rate';
select lives_ok(
    'select concerts._limit_votes() from generate_series(1, 200)', 'no limit'
);
update core.settings set value = '{"requests": 1.0, "seconds": 60}'
where name = 'concerts.vote_rate';
select is(
    tests.refusal('select concerts._limit_votes() from generate_series(1, 2)')
    ->> 'code',
    'PGRST', 'or that of the setting'
);

select * from finish();
rollback;
