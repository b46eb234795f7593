-- Proves functions/commerce/purchases/list_purchase_orders.sql.
begin;
select plan(7);

-- Given: three orders to MAIN, where cleo works; bob works at SHOP.
select tests.small_purchases();
select tests.purchase()::text;
select tests.purchase('sent', 'FAST')::text;
select tests.purchase('draft')::text;
create function pg_temp.pages(p_size integer) returns text[]
    language sql as $$
    with recursive pages as (
        select api.list_purchase_orders(page_size => p_size) as page
        union all
        select api.list_purchase_orders(null, p.page ->> 'next', p_size)
        from pages as p where p.page ->> 'next' is not null
    )
    select array_agg((i.item ->> 'vendor') || ' ' || (i.item ->> 'status'))
    from pages as p
    cross join lateral jsonb_array_elements(p.page -> 'items') as i (item);
$$;
grant execute on function pg_temp.pages(integer) to authenticated;

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.list_purchase_orders() $$, 'PT403', 'core.not_permitted',
    'customers do not see what is bought'
);
select tests.login_as(tests.user('ada'), 'buyer');
select is(
    pg_temp.pages(50), array['ACME draft', 'FAST sent', 'ACME sent'], 'newest first'
);
select is(pg_temp.pages(1), pg_temp.pages(50), 'pages follow each other without a gap');
select is(
    jsonb_array_length(api.list_purchase_orders('sent') -> 'items'), 2,
    'each status is a list'
);
select throws_ok(
    $$ select api.list_purchase_orders('eaten') $$, 'PT422', 'core.invalid_argument',
    'of a status that there is'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    cardinality(pg_temp.pages(50)), 3, 'a warehouse sees what comes to it'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select is(
    api.list_purchase_orders(), '{"items": [], "next": null}', 'and nothing else'
);

select * from finish();
rollback;
