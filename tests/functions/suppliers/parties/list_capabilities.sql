-- Proves functions/suppliers/parties/list_capabilities.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

select tests.login_as(tests.user('zed'));
select is(
    api.list_capabilities(),
    '{"items": [{"code": "painting", "name": "Painting", "is_certified": false},
      {"code": "welding", "name": "Welding", "is_certified": true}], "next": null}',
    'every user reads the capabilities'
);
select is(
    api.list_capabilities(api.list_capabilities(page_size => 1) ->> 'next')
    #>> '{items, 0, code}',
    'welding', 'pages follow each other'
);

select * from finish();
rollback;
