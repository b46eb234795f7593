-- Proves functions/concerts/votes/_vote_weight.sql.
begin;
select plan(2);

select is(
    concerts._vote_weight('2020-01-01Z'), 0::double precision, 'time begins in 2020'
);
select is(
    exp(concerts._vote_weight('2020-01-08Z'))::numeric(9, 6), 2.0,
    'it doubles in a half-life'
);

select * from finish();
rollback;
