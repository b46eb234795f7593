-- Proves functions/commerce/orders/_order_status.sql.
begin;
select plan(11);

-- Given: a paid order in two parcels.
create function pg_temp.status(p_one text, p_two text, p_fields jsonb default '{}')
returns text language sql as $$
    select commerce._order_status(
        jsonb_build_object(
            'paid_at', '2026-06-01T12:00:00Z', 'paid_minor', 100, 'refunded_minor', 0,
            'returned', '{}'::jsonb,
            'parcels', jsonb_build_object(
                '1', jsonb_build_object('status', p_one, 'pieces', '{"7": 2}'::jsonb),
                '2', jsonb_build_object('status', p_two, 'pieces', '{"7": 1}'::jsonb)
            )
        ) || p_fields
    )
$$;

select is(
    commerce._order_status('{"paid_minor": 0, "refunded_minor": 0, "parcels": {}}'),
    'placed', 'an order without a payment is placed'
);
select is(
    pg_temp.status('open', 'shipped'), 'paid', 'one open parcel keeps it at paid'
);
select is(pg_temp.status('packed', 'shipped'), 'packed', 'one packed, at packed');
select is(
    pg_temp.status('delivered', 'shipped'), 'shipped', 'one on its way, at shipped'
);
select is(pg_temp.status('delivered', 'delivered'), 'delivered', 'all have arrived');
select is(
    pg_temp.status('delivered', 'delivered', '{"returned": {"7": 2}}'), 'delivered',
    'some pieces back change nothing'
);
select is(
    pg_temp.status('delivered', 'delivered', '{"returned": {"7": 3}}'), 'returned',
    'all pieces back do'
);
select is(
    pg_temp.status('delivered', 'delivered', '{"refunded_minor": 99}'), 'delivered',
    'a part of the payment back changes nothing'
);
select is(
    pg_temp.status('delivered', 'delivered', '{"refunded_minor": 100}'), 'refunded',
    'all of it does'
);
select is(
    pg_temp.status('cancelled', 'cancelled', '{"cancelled_at": "now"}'), 'cancelled',
    'a cancelled order is cancelled'
);
select is(
    pg_temp.status(
        'cancelled', 'cancelled', '{"cancelled_at": "now", "refunded_minor": 100}'
    ),
    'refunded', 'until its payment is back'
);

select * from finish();
rollback;
