-- Proves functions/commerce/stock/list_reservations.sql.
begin;
select plan(8);

-- Given: ada and bob hold a shirt each; ada has placed an order since.
select tests.small_stock();
create temporary table o on commit drop as
select tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 2}]') as id;
grant select on o to authenticated;
create function pg_temp.pages(p_size integer) returns jsonb
    language sql as $$
    with recursive pages as (
        select api.list_reservations(page_size => p_size) as page
        union all
        select api.list_reservations(p.page ->> 'next', p_size)
        from pages as p where p.page ->> 'next' is not null
    )
    select jsonb_agg(
        i.item - '{reservation_id, expires_at, created_at, user_id}'::text[]
        order by (i.item ->> 'reservation_id')::bigint desc
    )
    from pages as p
    cross join lateral jsonb_array_elements(p.page -> 'items') as i (item);
$$;
grant execute on function pg_temp.pages(integer) to authenticated;

select tests.login_as(tests.user('ada'));
select is(
    pg_temp.pages(50),
    (
        select jsonb_build_array(
            jsonb_build_object(
                'status', 'open', 'order_id', o.id, 'lines', '[
                    {"sku": "SHIRT-L", "location": "MAIN", "quantity": 2}]'::jsonb
            ),
            jsonb_build_object(
                'status', 'open', 'order_id', null, 'lines', '[
                    {"sku": "SHIRT-S", "location": "MAIN", "quantity": 1}]'::jsonb
            )
        )
        from o
    ),
    'a customer lists their own, newest first'
);
select is(pg_temp.pages(1), pg_temp.pages(50), 'pages follow without a gap');
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(jsonb_array_length(pg_temp.pages(1)), 3, 'the warehouse lists all');
select throws_ok(
    $$ select api.list_reservations(page_size => 0) $$, 'PT422',
    'core.invalid_page_size', 'a page has a size'
);
reset role;
select is(jsonb_array_length(pg_temp.pages(1)), 3, 'and so does a server');
select tests.set_clock(now() + interval '1 hour');
select tests.login_as(tests.user('bob'));
select is(
    pg_temp.pages(50) #>> '{0,status}', 'expired',
    'one whose time is over counts as expired, before the sweeper'
);
set local role anon;
select throws_ok(
    $$ select api.list_reservations() $$, '42501', null, 'an anonymous caller has none'
);
reset role;
select tests.login_as(null);
select throws_ok(
    $$ select api.list_reservations() $$, 'PT403', 'core.not_permitted',
    'nor has one whose token names no user'
);

select * from finish();
rollback;
