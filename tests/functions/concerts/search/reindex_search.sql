-- Proves functions/concerts/search/reindex_search.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

update concerts.search_documents
set content = 'x'
where record_id = 1001;
delete from concerts.search_documents
where record_id = 4001;
insert into concerts.search_documents (entity, record_id, content, folded, grams)
values ('venue', 5, 'x', 'x', '{}');
select tests.login_as(tests.user('ada'), 'admin');
select is(
    api.reindex_search(), '{"documents": 3}'::jsonb, 'what differs is made again'
);
select is(api.reindex_search(), '{"documents": 0}'::jsonb, 'once');
select tests.login_as(tests.user('ada'));
select throws_ok(
    'select api.reindex_search()', 'PT403', 'core.not_permitted', 'by an admin'
);

select * from finish();
rollback;
