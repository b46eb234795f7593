-- Proves sql/views/commerce/daily_activity.sql.
begin;
select plan(6);

-- Given: mugs that came, were sold and came back, all in Manila.
update core.settings set value = '"Asia/Manila"'
where name = 'commerce.time_zone';
select tests.set_clock('2026-01-01Z');
select tests.small_stock();
do $$
begin
    perform commerce._record_counter_sales(jsonb_build_object('rows', (
        select jsonb_agg(jsonb_build_object(
            'sku', 'MUG', 'location', 'SHOP', 'quantity', s.quantity, 'amount_minor',
            s.quantity * 100, 'sold_at', s.sold_at, 'currency', s.currency
        ))
        from (
            values
            (2, '2025-12-20T15:59:00Z', 'PHP'), (1, '2025-12-20T16:00:00Z', 'EUR'),
            (-1, '2025-12-20T20:00:00Z', 'PHP')
        ) as s (quantity, sold_at, currency)
    )));
    perform core.refresh_view('commerce.daily_activity');
end;
$$;

select results_eq(
    $$ select d.day, d.currency, d.on_hand_change, d.sold_quantity, d.sold_amount_minor
       from commerce.daily_activity as d
       inner join commerce.variants as v on d.variant_id = v.id
       where v.sku = 'MUG' order by d.day, d.currency $$,
    $$ values
       (date '2025-12-20', 'PHP', 0::bigint, 2::bigint, 200::bigint),
       ('2025-12-20', 'XXX', -2, 0, 0),
       ('2025-12-21', 'EUR', 0, 1, 100),
       ('2025-12-21', 'PHP', 0, -1, -100),
       ('2026-01-01', 'XXX', 3, 0, 0) $$,
    'stock and sales of a day in the time zone of the setting, without zeros'
);
select is(
    (select sum(d.on_hand_change) from commerce.daily_activity as d),
    (select sum(l.on_hand) from commerce.stock_levels as l)::numeric,
    'reserved pieces are on hand'
);
select is(
    (
        select count(*) from pg_catalog.pg_index as i
        where
            i.indrelid = 'commerce.daily_activity'::regclass
            and i.indisunique and i.indpred is null
    ),
    1::bigint, 'it can be refreshed concurrently'
);
select is(
    tests.grants_of('commerce.daily_activity'),
    array['select to app_reader, service_role'], 'operators may read it'
);
select tests.login_as(tests.user('dan'), 'admin');
select throws_ok(
    'select from commerce.daily_activity', '42501', null, 'and no user'
);
reset role;
select tests.holds('commerce');

select * from finish();
rollback;
