-- Proves sql/views/commerce/stock_ages.sql.
begin;
select plan(4);

-- Given: mugs that came in three days, of which some went.
select tests.set_clock('2026-01-01Z');
select tests.small_stock();
create function pg_temp.receive(p_quantity integer, p_at timestamptz) returns void
    language sql as $$
    select commerce._post_movements(
        array[row(
            v.id, abs(p_quantity), 'adjust',
            case when p_quantity > 0 then 'adjustment' else 'on_hand' end,
            case when p_quantity < 0 then l.id end, case when p_quantity < 0 then 0 end,
            case when p_quantity > 0 then 'on_hand' else 'adjustment' end,
            case when p_quantity > 0 then l.id end, case when p_quantity > 0 then 0 end
        )::commerce.posting],
        'counted', p_effective_at => p_at
    )
    from commerce.variants as v
    cross join commerce.locations as l
    where v.sku = 'MUG' and l.code = 'SHOP'
$$;
do $$
begin
    perform pg_temp.receive(5, '2025-11-01Z');
    perform pg_temp.receive(4, '2025-12-01Z');
    perform pg_temp.receive(-8, '2025-12-15Z');
    perform core.refresh_view('commerce.stock_ages');
end;
$$;

select results_eq(
    $$ select a.received_on, a.quantity
       from commerce.stock_ages as a
       inner join commerce.variants as v on a.variant_id = v.id
       where v.sku = 'MUG' order by a.received_on $$,
    $$ values (date '2025-12-01', 1::bigint), ('2026-01-01', 3) $$,
    'what is on hand came last'
);
select results_eq(
    $$ select a.variant_id, a.location_id, sum(a.quantity)
       from commerce.stock_ages as a group by 1, 2 order by 1, 2 $$,
    $$ select l.variant_id, l.location_id, sum(l.on_hand)::numeric
       from commerce.stock_levels as l where l.on_hand > 0 group by 1, 2 order by 1, 2 $$,
    'its sums are the stock on hand, with what is reserved'
);
select is(
    tests.grants_of('commerce.stock_ages'),
    array['select to app_reader, service_role'], 'operators may read it'
);
select tests.login_as(tests.user('dan'), 'admin');
select throws_ok('select from commerce.stock_ages', '42501', null, 'and no user');

select * from finish();
rollback;
