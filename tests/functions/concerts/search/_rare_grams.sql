-- Proves functions/concerts/search/_rare_grams.sql.
begin;
select plan(2);

insert into concerts.artists (name)
select 'The ' || md5(n::text) from generate_series(1, 300) as n;
analyze concerts.search_documents;
select ok(
    (concerts._rare_grams(concerts._list_grams('the xylophone')))[11:14]
    @> '{"  t"," th","the"}',
    'trigrams that many have come last'
);
select is(
    cardinality(concerts._rare_grams(concerts._list_grams('xylophones'))), 11, 'all'
);

select * from finish();
rollback;
