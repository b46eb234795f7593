-- Proves functions/concerts/search/_list_probes.sql.
begin;
select plan(5);

select ok(
    concerts._list_grams('beatles')
    in (select p.grams from concerts._list_probes('beatles londn') as p),
    'a word alone'
);
select ok(
    concerts._list_grams('beatles') || 'lon'::text
    in (select p.grams from concerts._list_probes('beatles lon') as p),
    'a word with a trigram of another'
);
select ok(
    '{" be",eat}' in (select p.grams from concerts._list_probes('beat') as p),
    'two trigrams'
);
select cmp_ok(
    (select count(*) from concerts._list_probes('ab abc one two three four')),
    '<=', 60::bigint, 'not many, however many words'
);
select is_empty('select concerts._list_probes('''')', 'none of nothing');

select * from finish();
rollback;
