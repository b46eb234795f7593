-- Proves functions/commerce/orders/_apply_order_event.sql.
begin;
select plan(14);

-- Given: a fold of the events so far, a minute apart.
create temporary table fold (n serial, state jsonb) on commit drop;
create function pg_temp.apply(p_type text, p_payload jsonb) returns jsonb
language plpgsql as $$
begin
    insert into fold (state)
    select commerce._apply_order_event(
        (select f.state from fold as f order by f.n desc limit 1), p_type,
        p_payload || '{"v": 1}',
        '2026-06-01 12:00Z'::timestamptz
        + (select count(*) from fold) * interval '1 minute'
    );
    return (select f.state from fold as f order by f.n desc limit 1);
end;
$$;

select is(
    pg_temp.apply(
        'placed',
        '{"total_minor": 100, "lines": [], "parcels": {"1": {"location": "MAIN",
          "status": "waiting", "pieces": {"7": 3, "8": 1}}}}'
    ),
    '{"version": 1, "status": "placed", "total_minor": 100, "lines": [],
      "parcels": {"1": {"location": "MAIN", "status": "waiting",
      "pieces": {"7": 3, "8": 1}}}, "paid_minor": 0, "refunded_minor": 0,
      "returned": {}, "placed_at": "2026-06-01T12:00:00.000000Z",
      "changed_at": "2026-06-01T12:00:00.000000Z"}'::jsonb,
    'the first event makes the state'
);
select is(
    pg_temp.apply('paid', '{"amount_minor": 100, "method": "card"}')
    - array['lines', 'total_minor', 'returned', 'placed_at', 'refunded_minor'],
    '{"version": 2, "status": "paid", "paid_minor": 100, "payment": {"method": "card"},
      "paid_at": "2026-06-01T12:01:00.000000Z",
      "changed_at": "2026-06-01T12:01:00.000000Z",
      "parcels": {"1": {"location": "MAIN", "status": "open",
      "pieces": {"7": 3, "8": 1}}}}'::jsonb,
    'a payment opens the parcels'
);
select is(
    pg_temp.apply(
        'packed',
        '{"parcels": [{"parcel": 1, "pieces": {"7": 2},
          "rest": {"parcel": 2, "pieces": {"7": 1, "8": 1}}}]}'
    ) -> 'parcels',
    '{"1": {"location": "MAIN", "status": "packed", "pieces": {"7": 2},
      "packed_at": "2026-06-01T12:02:00.000000Z"},
      "2": {"location": "MAIN", "status": "open", "pieces": {"7": 1, "8": 1}}}'::jsonb,
    'what is not packed becomes a parcel'
);
select is(
    (select f.state ->> 'status' from fold as f
        order by f.n desc limit 1), 'paid',
    'and keeps the status'
);
select is(
    pg_temp.apply('shipped', '{"parcels": [1], "tracking": "T1"}') #> '{parcels,1}',
    '{"location": "MAIN", "status": "shipped", "pieces": {"7": 2}, "tracking": "T1",
      "packed_at": "2026-06-01T12:02:00.000000Z",
      "shipped_at": "2026-06-01T12:03:00.000000Z"}'::jsonb,
    'a parcel is shipped with its tracking'
);
select is(
    pg_temp.apply('packed', '{"parcels": [{"parcel": 2, "pieces": {"7": 1, "8": 1}}]}')
    ->> 'status',
    'packed', 'the last parcel to be packed raises the status'
);
select is(
    pg_temp.apply('shipped', '{"parcels": [2], "tracking": null}') ->> 'status',
    'shipped', 'and the last one that leaves'
);
select is(
    pg_temp.apply('delivered', '{"parcels": [1, 2]}') ->> 'status',
    'delivered', 'and the last one that arrives'
);
select is(
    pg_temp.apply(
        'returned',
        '{"pieces": [{"variant_id": 7, "quantity": 1, "state": "on_hand"},
          {"variant_id": 7, "quantity": 1, "state": "damaged"}]}'
    ) -> 'returned',
    '{"7": 2}'::jsonb, 'returned pieces are summed'
);
select is(
    pg_temp.apply(
        'returned',
        '{"pieces": [{"variant_id": 7, "quantity": 1},
          {"variant_id": 8, "quantity": 1}]}'
    ) ->> 'status',
    'returned', 'all of them back is a status'
);
select is(
    pg_temp.apply('refunded', '{"amount_minor": 40}') ->> 'refunded_minor',
    '40', 'refunds are summed'
);
select is(
    pg_temp.apply('refunded', '{"amount_minor": 60}') ->> 'status',
    'refunded', 'all of the payment back is a status'
);

select is(
    commerce._apply_order_event(
        (select f.state from fold as f
            where f.n = 2), 'cancelled',
        '{"v": 1, "reason": "No."}', '2026-06-01 13:00Z'
    )
    - array['lines', 'total_minor', 'returned', 'placed_at', 'refunded_minor',
            'paid_minor', 'payment', 'paid_at'],
    '{"version": 3, "status": "cancelled", "cancel_reason": "No.",
      "cancelled_at": "2026-06-01T13:00:00.000000Z",
      "changed_at": "2026-06-01T13:00:00.000000Z",
      "parcels": {"1": {"location": "MAIN", "status": "cancelled",
      "pieces": {"7": 3, "8": 1}}}}'::jsonb,
    'a cancelled order has cancelled parcels'
);
set local timezone = 'Asia/Manila';
select is(
    commerce._apply_order_event(null, 'placed', '{"v": 1}', '2026-06-01 12:00Z')
    ->> 'placed_at',
    '2026-06-01T12:00:00.000000Z', 'the session''s time zone does not matter'
);

select * from finish();
rollback;
