-- Proves functions/concerts/search/_index_search.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

delete from concerts.search_documents
where true;
do $$ begin perform concerts._index_search('artist', '{1001,1002,5}'); end; $$;
select results_eq(
    'select d.record_id, d.folded from concerts.search_documents as d order by 1',
    $$ values (1001::bigint, 'alto'), (1002, 'basso') $$, 'records get documents'
);
update concerts.search_documents
set content = 'x'
where record_id = 1001;
do $$ begin perform concerts._index_search('artist', '{1001}'); end; $$;
select is(
    (
        select d.content from concerts.search_documents as d
        where d.record_id = 1001
    ),
    'Alto', 'that follow them'
);
insert into concerts.search_documents (entity, record_id, content, folded, grams)
values ('artist', 5, 'x', 'x', '{}');
do $$ begin perform concerts._index_search('artist', '{5}'); end; $$;
select is(
    (
        select count(*) from concerts.search_documents as d
        where d.record_id = 5
    ),
    0::bigint, 'and go with them'
);

select * from finish();
rollback;
