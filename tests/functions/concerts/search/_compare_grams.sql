-- Proves functions/concerts/search/_compare_grams.sql.
begin;
select plan(3);

select is(
    concerts._compare_grams(concerts._list_grams('abc'), concerts._list_grams('abd')),
    1.0 / 3 + 0.0::double precision, 'shared of all'
);
select is(concerts._compare_grams('{a}', '{a}'), 1::double precision, 'equal');
select is(concerts._compare_grams('{}', '{}'), null, 'nothing is not known');

select * from finish();
rollback;
