-- Proves functions/commerce/products/list_locations.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select tests.login_as(tests.user('ada'));
select is(
    jsonb_path_query_array(api.list_locations(), '$.items[*].code'),
    '["MAIN", "SHOP"]'::jsonb, 'a user reads the locations by code'
);
select is(
    jsonb_path_query_array(
        api.list_locations(api.list_locations(page_size => 1) ->> 'next', 1),
        '$.items[*].code'
    ),
    '["SHOP"]'::jsonb, 'page by page'
);
select throws_ok(
    $$ select api.list_locations('x') $$, 'PT422', 'core.invalid_cursor',
    'a cursor is one of this list'
);
select throws_ok(
    $$ select api.list_locations(null, 501) $$, 'PT422', 'core.invalid_page_size',
    'a page has its limit'
);

select * from finish();
rollback;
