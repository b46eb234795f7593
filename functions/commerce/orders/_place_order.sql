-- commerce._place_order: place an order; the request was read by commerce.place_order.
--
-- The order is new, so no other transaction can wait for it: the first locks are those
-- of the stock. Frozen are the lines, in their table and in the first event, with the
-- components of bundles: a bundle may get others before the order is shipped.

create or replace function commerce._place_order(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_max_total constant numeric := 1000000000000000;
    v_user_id constant uuid := core.require_user();
    v_due_at constant timestamptz := core.now() + make_interval(
        secs => (core.setting('commerce.payment_due_seconds'))::float8
    );
    v_lines jsonb;
    v_fault_key text;
    v_fault text;
    v_stock_lines commerce.stock_line[];
    v_payload jsonb;
    v_order commerce.orders;
begin
    select
        jsonb_agg(
            to_jsonb(p) - array['fault', 'fault_key'] || coalesce(b.bundle, '{}')
            order by p.line
        ),
        (array_agg(p.fault_key order by p.line) filter (where p.fault is not null))[1],
        (
            array_agg(format('Line %s %s', p.line, p.fault) order by p.line)
            filter (where p.fault is not null)
        )[1]
    into v_lines, v_fault_key, v_fault
    from commerce._price_lines(
        p_request -> 'lines', p_request #>> '{ship_to,country}'
    ) as p
    left join lateral (
        select jsonb_build_object(
            'components', jsonb_object_agg(c.variant_id, c.quantity)
        ) as bundle
        from commerce.bundle_components as c
        where c.bundle_id = p.variant_id
        having count(*) > 0
    ) as b on true;
    if v_lines is null then
        v_fault_key := 'commerce.invalid_lines';
        v_fault := 'An order needs a line.';
    end if;
    if v_fault is not null then
        perform core.raise_error(v_fault_key, v_fault);
    end if;

    select jsonb_build_object(
        'user_id', v_user_id,
        'currency', v_lines -> 0 -> 'currency',
        'ship_to', p_request -> 'ship_to',
        'payment_due_at', to_char(
            v_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
        ),
        'lines', (
            select jsonb_agg(
                r.line - array['currency', 'location_id'] order by r.place
            )
            from jsonb_array_elements(v_lines) with ordinality as r (line, place)
        ),
        'subtotal_minor', sum(l.unit_price_minor * l.quantity::numeric),
        'discount_minor', sum(l.discount_minor),
        'tax_minor', sum(l.tax_minor),
        'total_minor', sum(l.total_minor)
    )
    into v_payload
    from jsonb_to_recordset(v_lines) as l (
        quantity integer, unit_price_minor bigint, discount_minor bigint,
        tax_minor bigint, total_minor numeric
    );
    if (v_payload ->> 'total_minor')::numeric > c_max_total then
        perform core.raise_error(
            'commerce.invalid_lines',
            format('The total is more than %s minor units.', c_max_total)
        );
    end if;

    select array_agg(
        row(
            coalesce(b.variant_id::bigint, l.variant_id), l.location_id,
            l.quantity * coalesce(b.quantity::integer, 1)
        )::commerce.stock_line
        order by l.line, b.variant_id::bigint
    )
    into v_stock_lines
    from jsonb_to_recordset(v_lines) as l (
        line integer, variant_id bigint, location_id bigint, quantity integer,
        components jsonb
    )
    left join lateral jsonb_each_text(l.components) as b (variant_id, quantity) on true;

    v_order.reservation_id := commerce._reserve(
        v_user_id, v_stock_lines, v_due_at, false, 'given_order'
    );
    v_payload := v_payload || jsonb_build_object(
        'reservation_id', v_order.reservation_id,
        'parcels', commerce._plan_parcels(v_order.reservation_id)
    );

    insert into commerce.orders (
        user_id, reservation_id, placed_at, payment_due_at, state
    )
    values (
        v_user_id, v_order.reservation_id, core.now(), v_due_at,
        commerce._apply_order_event(null, 'placed', v_payload, core.now())
    )
    returning id into v_order.id;
    insert into commerce.order_lines (
        order_id, line, variant_id, sku, title, quantity, unit_price_minor,
        discount_minor, tax_rate, has_tax_included, tax_minor, total_minor
    )
    select
        v_order.id, l.line, l.variant_id, l.sku, l.title, l.quantity,
        l.unit_price_minor, l.discount_minor, l.tax_rate, l.has_tax_included,
        l.tax_minor, l.total_minor
    from jsonb_to_recordset(v_lines) as l (
        line integer, variant_id bigint, sku text, title text, quantity integer,
        unit_price_minor bigint, discount_minor bigint, tax_rate numeric,
        has_tax_included boolean, tax_minor bigint, total_minor bigint
    );
    return commerce._append_order_event(v_order, 'place', 'placed', v_payload)
        || jsonb_build_object(
            'currency', v_payload -> 'currency',
            'total_minor', v_payload -> 'total_minor',
            'tax_minor', v_payload -> 'tax_minor',
            'payment_due_at', v_payload -> 'payment_due_at'
        );
end;
$$;

comment on function commerce._place_order(jsonb) is
    'Place an order of the caller: {lines, ship_to}, as place_order read them.';
