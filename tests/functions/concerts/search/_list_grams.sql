-- Proves functions/concerts/search/_list_grams.sql.
begin;
select plan(3);

select is(concerts._list_grams('ab'), '{"  a"," ab","ab "}'::text[], 'a word');
select is(cardinality(concerts._list_grams('東京 東京')), 3, 'each once, of any script');
select is(concerts._list_grams(''), '{}'::text[], 'none');

select * from finish();
rollback;
