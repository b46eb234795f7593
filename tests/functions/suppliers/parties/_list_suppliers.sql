-- Proves functions/suppliers/parties/_list_suppliers.sql.
begin;
select plan(4);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._list_suppliers('{"page_size": 1, "search": "LT"}') #> '{items, 0, code}',
    '"BOLT"', 'a part of the name is found in any case'
);
select is(
    jsonb_path_query_array(
        suppliers._list_suppliers('{"page_size": 9, "own": [3003, 3001]}'),
        '$.items[*].code'
    ),
    '["ACME", "CLIP"]', 'with a list of ids only these come, by name'
);
select is(
    suppliers._list_suppliers('{"page_size": 9, "own": []}'),
    '{"items": [], "next": null}', 'with an empty one none'
);
update suppliers.suppliers set name = 'bolt'
where true;
select is(
    jsonb_path_query_array(
        suppliers._list_suppliers(
            jsonb_build_object(
                'page_size', 9,
                'after', suppliers._list_suppliers('{"page_size": 2}') -> 'next'
            )
        ),
        '$.items[*].code'
    ),
    '["CLIP"]', 'pages follow each other, also among equal names'
);

select * from finish();
rollback;
