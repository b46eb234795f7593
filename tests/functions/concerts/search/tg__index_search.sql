-- Proves functions/concerts/search/tg__index_search.sql.
begin;
select plan(4);

-- Given: the double tour.
select tests.double_tour();

select is(
    (
        select d.content from concerts.search_documents as d
        where d.record_id = 4101
    ),
    'Alto Hall Manila 2099', 'a new show is found by artist, venue, city and year'
);
update concerts.artists
set name = 'Älto'
where id = 1003;
select results_eq(
    $$ select d.folded from concerts.search_documents as d
       where d.record_id in (1003, 4101) order by d.entity $$,
    $$ values ('alto'), ('alto hall manila 2099') $$, 'a name is also in the shows'
);
select is(
    (
        select d.content from concerts.search_documents as d
        where d.record_id = 4102
    ),
    'Älto The Hall Manila 2099', 'all of them'
);
delete from concerts.shows
where id = 4102;
select is(
    (
        select count(*) from concerts.search_documents as d
        where d.record_id = 4102
    ),
    0::bigint, 'what is deleted is not found'
);

select * from finish();
rollback;
