-- Proves functions/commerce/orders/list_orders.sql.
begin;
select plan(9);

-- Given: three orders of ada, one of them cancelled, and one of bob.
select tests.small_stock();
create temporary table o on commit drop as
select
n as k,
tests.place(
    case when n = 3 then 'bob' else 'ada' end, '[{"sku": "SHIRT-L", "quantity": 1}]'
) as id
from generate_series(1, 4) as n;
grant select on o to authenticated;
create function pg_temp.list(
    p_status text default null, p_after text default null, p_size integer default 50
) returns integer[] language sql as $$
    select array(
        select o.k
        from jsonb_array_elements(api.list_orders(p_status, p_after, p_size) -> 'items')
            with ordinality as i (item, place)
        inner join o on o.id = (i.item ->> 'id')::bigint
        order by i.place
    )
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.login_as(tests.user('ada'));
select lives_ok(
    $$ select api.cancel_order((select o.id from o where o.k = 2)) $$,
    'one is cancelled'
);
select is(pg_temp.list(), '{4, 2, 1}', 'a customer lists their orders, newest first');
select is(pg_temp.list('cancelled'), '{2}', 'or those in a status');
select is(pg_temp.list(null, null, 2), '{4, 2}', 'in pages');
select is(
    pg_temp.list(null, api.list_orders(null, null, 2) ->> 'next', 2), '{1}',
    'one after the other'
);
select throws_ok(
    $$ select api.list_orders('lost') $$, 'PT422', 'commerce.invalid_status',
    'a status is one that orders have'
);
select throws_ok(
    $$ select api.list_orders(null, 'x') $$, 'PT422', 'core.invalid_cursor',
    'a cursor is one of the list'
);
select throws_ok(
    $$ select api.list_orders(null, null, 0) $$, 'PT422', 'core.invalid_page_size',
    'a page has a size'
);
select tests.login_as(tests.user('dora'), 'admin');
select is(pg_temp.list(), '{4, 3, 2, 1}', 'an admin lists all');

select * from finish();
rollback;
