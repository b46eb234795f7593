-- Proves functions/concerts/search/_sign_grams.sql.
begin;
select plan(2);

select ok(
    bit_count(concerts._sign_grams('{a,b,c}')) between 1 and 3, 'a bit for each trigram'
);
select is(concerts._sign_grams('{}'), null, 'none');

select * from finish();
rollback;
