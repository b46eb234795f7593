-- Proves functions/commerce/orders/cancel_order.sql.
begin;
select plan(14);

-- Given: three orders of ada.
select tests.small_stock();
create temporary table o on commit drop as
select
    n as k,
    tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 2}]') as id
from generate_series(1, 4) as n;
grant select on o to authenticated;
create function pg_temp.cancel(
    p_k integer, p_reason text default null, p_version bigint default null
) returns jsonb language sql as $$
    select api.cancel_order((select o.id from o where o.k = p_k), p_reason, p_version)
$$;
create function pg_temp.reserved() returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select sum(s.reserved) from commerce.stock_levels as s
    inner join commerce.variants as v on s.variant_id = v.id
    where v.sku = 'SHIRT-L'
$$;
grant execute on all functions in schema pg_temp to authenticated;
select is(tests.advance((select o.id from o
where o.k = 2), 'pay'), 'paid', 'one is paid');
select is(
    tests.advance((select o.id from o
        where o.k = 3), 'pay', 'pack'), 'packed',
    'one is packed'
);
select is(
    tests.advance((select o.id from o
        where o.k = 4), 'pay', 'pack', 'ship'), 'shipped',
    'one is shipped'
);

select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select pg_temp.cancel(1) $$, 'PT404', 'commerce.unknown_order',
    'another user does not know the order'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select pg_temp.cancel(1, repeat('x', 501)) $$, 'PT422', 'core.invalid_argument',
    'a reason has a bound'
);
select throws_ok(
    $$ select pg_temp.cancel(1, null, 2) $$, 'PT409', 'commerce.version_conflict',
    'the version is the one that was seen'
);
select is(
    pg_temp.cancel(1, 'Ordered twice.', 1) - 'order_id',
    '{"version": 2, "status": "cancelled"}'::jsonb, 'a customer cancels their order'
);
select is(pg_temp.reserved(), 4::bigint, 'its stock is released');
select throws_ok(
    $$ select pg_temp.cancel(1) $$, 'PT409', 'commerce.transition_refused', 'once'
);
select is(pg_temp.cancel(2) ->> 'status', 'cancelled', 'also a paid one');
select throws_ok(
    $$ select pg_temp.cancel(3) $$, 'PT403', 'core.not_permitted', 'not a packed one'
);
select tests.login_as(tests.user('dora'), 'admin');
select is(pg_temp.cancel(3) ->> 'status', 'cancelled', 'which an admin does');
select throws_ok(
    $$ select pg_temp.cancel(4) $$, 'PT409', 'commerce.transition_refused',
    'a shipped one cannot be cancelled'
);
reset role;
select is(
    (
        select array_agg(distinct p.status)
        from commerce.parcels as p
        where p.order_id in (select o.id from o
            where o.k < 4)
    ),
    '{cancelled}', 'the parcels are cancelled too'
);

select * from finish();
rollback;
