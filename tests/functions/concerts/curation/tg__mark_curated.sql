-- Proves functions/concerts/curation/tg__mark_curated.sql.
begin;
select plan(4);

-- Given: the small tour.
select tests.small_tour();

update concerts.artists
set popularity = 61
where id = 1001;
select is(
    (
        select a.curated_columns from concerts.artists as a
        where a.id = 1001
    ),
    '{}'::text[], 'a feed marks nothing'
);
select tests.login_as(tests.user('ada'), 'curator');
update concerts.artists
set popularity = 62, genres = '{rock}'
where id = 1001;
select is(
    (
        select a.curated_columns from concerts.artists as a
        where a.id = 1001
    ),
    '{genres, popularity}'::text[], 'what a curator changes is marked'
);
update concerts.artists
set name = 'Alto!', popularity = 62
where id = 1001;
select is(
    (
        select a.curated_columns from concerts.artists as a
        where a.id = 1001
    ),
    '{genres, name, popularity}'::text[], 'and stays marked'
);
select throws_ok(
    $$ update concerts.artists set curated_columns = '{}' where id = 1001 $$,
    '42501', null, 'a curator cannot take a mark away'
);

select * from finish();
rollback;
