-- Proves sql/views/concerts/search_texts.sql.
begin;
select plan(3);

-- Given: the small tour.
select tests.small_tour();

select set_has(
    'select t.entity, t.content from concerts.search_texts as t',
    $$ values
        ('artist', 'Alto'), ('venue', 'Hall Manila'), ('show', 'Alto Hall Manila 2099') $$,
    'the words of each record'
);
select is(
    tests.grants_of('concerts.search_texts'), '{}', 'no role has a right'
);
select is(
    tests.reach_of('concerts.search_texts'),
    '{"select all to anon, app_reader, authenticated, service_role"}',
    'it reads as its reader'
);

select * from finish();
rollback;
