-- Proves functions/commerce/stock_takes/list_stock_takes.sql.
begin;
select plan(6);

-- Given: two stock takes of MAIN, where cleo works, one of SHOP, where bob works.
select tests.small_stock();
select tests.login_as(tests.user('dora'), 'admin');
do $$
declare
    v_id bigint;
begin
    v_id := commerce.open_stock_take('MAIN') ->> 'stock_take_id';
    perform commerce.submit_stock_take(v_id);
    perform tests.login_as(tests.user('cleo'), 'admin');
    perform commerce.decide_stock_take(v_id, false, 'Again.');
    perform commerce.open_stock_take('SHOP');
    perform commerce.open_stock_take('MAIN');
end;
$$;
reset role;
create function pg_temp.pages(p_location text, p_size integer) returns text[]
    language sql as $$
    with recursive pages as (
        select api.list_stock_takes(p_location, page_size => p_size) as page
        union all
        select api.list_stock_takes(p_location, p.page ->> 'next', p_size)
        from pages as p where p.page ->> 'next' is not null
    )
    select array_agg((i.item ->> 'location') || ' ' || (i.item ->> 'status') order by (i.item ->> 'stock_take_id')::bigint desc)
    from pages as p
    cross join lateral jsonb_array_elements(p.page -> 'items') as i (item);
$$;
grant execute on function pg_temp.pages(text, integer) to authenticated;

select tests.login_as(tests.user('ada'), 'buyer');
select throws_ok(
    $$ select api.list_stock_takes() $$, 'PT403', 'core.not_permitted',
    'counts belong to the warehouse'
);
select tests.login_as(tests.user('dora'), 'admin');
select is(
    pg_temp.pages(null, 50), array['MAIN counting', 'SHOP counting', 'MAIN rejected'],
    'an admin sees all, newest first'
);
select is(
    pg_temp.pages(null, 1), pg_temp.pages(null, 50), 'pages follow without a gap'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    pg_temp.pages(null, 1), array['MAIN counting', 'MAIN rejected'],
    'the warehouse sees those of its locations'
);
select is(
    api.list_stock_takes('MAIN') #>> '{items,1,reason}', 'Again.', 'with the decision'
);
select throws_ok(
    $$ select api.list_stock_takes('SHOP') $$, 'PT404', 'commerce.unknown_location',
    'and no other location'
);

select * from finish();
rollback;
