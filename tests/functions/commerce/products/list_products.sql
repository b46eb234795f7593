-- Proves functions/commerce/products/list_products.sql.
begin;
select plan(10);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
update commerce.products set deleted_at = core.now()
where title = 'Gift set';
create function pg_temp.titles(p_page jsonb) returns text[]
language sql as $$
    select array(
        select i ->> 'title' from jsonb_array_elements(p_page -> 'items') as i order by 1
    )
$$;
grant execute on function pg_temp.titles(jsonb) to authenticated;
create function pg_temp.pages(p_page_size integer) returns setof text
language plpgsql as $$
declare
    v_page jsonb;
    v_next text;
begin
    loop
        v_page := api.list_products(after => v_next, page_size => p_page_size);
        return query
        select i ->> 'id' from jsonb_array_elements(v_page -> 'items') as i;
        v_next := v_page ->> 'next';
        exit when v_next is null;
    end loop;
end;
$$;
grant execute on function pg_temp.pages(integer) to authenticated;
select tests.login_as(tests.user('cleo'), 'buyer');
select is(
    pg_temp.titles(api.list_products()), array['Mug', 'Shirt'],
    'staff sees products that are not deleted'
);
select is(
    pg_temp.titles(api.list_products(status => 'deleted')), array['Gift set'],
    'and those, if asked'
);
select is(
    pg_temp.titles(api.list_products(status => 'draft', category => 'kitchen')),
    array['Mug'], 'status and category select'
);
select is(
    pg_temp.titles(api.list_products('mug')), array['Mug'], 'and so does a search'
);
select results_eq(
    $$ select pg_temp.pages(1) $$, $$ select pg_temp.pages(50) $$,
    'pages follow each other without a gap'
);
select is(
    (api.list_products('mug') #> '{items,0}')
    - array['id', 'updated_at', 'price_minor'],
    '{"title": "Mug", "category": "kitchen", "brand": null, "status": "draft",
      "starts_at": null, "ends_at": null, "published_at": null,
      "deleted_at": null, "version": 1, "skus": ["MUG"]}'::jsonb,
    'each with its SKUs'
);
select results_eq(
    $$ select tests.refusal(c.call) ->> 'key' from (values
        ('select api.list_products(status => ''x'')'),
        ('select api.list_products(category => ''x'')'),
        ('select api.list_products(search => repeat(''x'', 201))'),
        ('select api.list_products(after => ''x'')'),
        ('select api.list_products(page_size => 0)')
    ) as c (call) $$,
    $$ values ('core.invalid_argument'), ('commerce.unknown_category'),
        ('core.invalid_argument'), ('core.invalid_cursor'), ('core.invalid_page_size') $$,
    'bad input is refused'
);
select tests.login_as(tests.user('ada'));
select is(
    pg_temp.titles(api.list_products()), array['Shirt'],
    'a customer sees published products'
);
select is(
    pg_temp.titles(api.list_products('mug'))
    || pg_temp.titles(api.list_products(status => 'draft'))
    || pg_temp.titles(api.list_products(status => 'deleted')),
    '{}'::text[], 'and finds no other'
);
set local role anon;
select throws_ok(
    $$ select api.list_products() $$, '42501', null,
    'a caller without a token may not ask'
);

select * from finish();
rollback;
