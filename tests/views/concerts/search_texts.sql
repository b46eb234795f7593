-- Proves sql/views/concerts/search_texts.sql.
begin;
select plan(1);

-- Given: the small tour.
select tests.small_tour();

select set_has(
    'select t.entity, t.content from concerts.search_texts as t',
    $$ values ('artist', 'Alto'), ('venue', 'Hall Manila'), ('show', 'Alto Hall Manila 2099') $$,
    'the words of each record'
);

select * from finish();
rollback;
