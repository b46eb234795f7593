-- commerce._read_sales: read sales over the counter; raises if one is invalid.
--
-- A reference gets the prefix `sale:`, so that no caller can take one of an order. An
-- amount is bounded so that ten million of the greatest still add up to a bigint: a sum
-- beyond it would stop the reports, and sales stay for good.

create or replace function commerce._read_sales(p_rows jsonb)
    returns commerce.sales[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_records constant jsonb := core.read_records(
        'rows', p_rows,
        '{"sku": "text", "location": "text", "quantity": "integer",
        "amount_minor": "bigint", "sold_at": "time", "currency": "text",
        "reference": "text"}',
        1000, 'Row', 'commerce.invalid_sales', 'commerce.too_many_sales'
    );
    v_currency constant text := (
        select p.currency from commerce.price_lists as p where p.is_default
    );
    v_sales commerce.sales[];
    v_place bigint;
    v_key text;
    v_fault text;
begin
    with read as (
        select
            r.place,
            upper(r.line ->> 'sku') as sku,
            upper(r.line ->> 'location') as location,
            (r.line ->> 'quantity')::integer as quantity,
            (r.line ->> 'amount_minor')::bigint as amount_minor,
            (r.line ->> 'sold_at')::timestamptz as sold_at,
            coalesce(r.line ->> 'currency', v_currency) as currency,
            'sale:' || nullif(r.line ->> 'reference', '') as reference
        from jsonb_array_elements(v_records) with ordinality as r (line, place)
    ),

    known as (
        select
            r.*,
            v.id as variant_id,
            o.id as location_id,
            v.is_bundle,
            r.reference is not null and row_number() over (
                partition by r.reference, v.id, o.id
                order by r.place
            ) > 1 as is_second
        from read as r
        left join commerce.variants as v
            on
                r.sku = v.sku
                and exists (
                    select from commerce.products as p
                    where p.id = v.product_id and p.deleted_at is null
                )
        left join commerce.locations as o on r.location = o.code and o.is_active
    ),

    faults as (
        select k.place, f.fault_key, f.fault
        from known as k
        cross join lateral (
            values
            (
                'commerce.unknown_sku',
                case
                    when k.variant_id is null
                        then format('there is no SKU %L', core.excerpt(k.sku))
                end
            ),
            (
                'commerce.unknown_location',
                case
                    when k.location_id is null
                        then format(
                            'there is no active location %L', core.excerpt(k.location)
                        )
                end
            ),
            (
                'commerce.bundle_has_no_stock',
                case when k.is_bundle then format('%s is a bundle', k.sku) end
            ),
            (
                'commerce.invalid_sales',
                case
                    when coalesce(k.quantity, 0) = 0 or abs(k.quantity) > 1000000
                        then 'quantity is 0, missing or beyond 1000000'
                    when k.amount_minor is null
                        or abs(k.amount_minor) > 1000000000000
                        then 'amount_minor is missing or beyond 10^12'
                    when k.amount_minor <> 0
                        and (k.amount_minor > 0) <> (k.quantity > 0)
                        then 'quantity and amount_minor have different signs'
                    when k.sold_at is null or k.sold_at > core.now()
                        then 'sold_at is missing or in the future'
                    when (k.currency ~ '^[A-Z]{3}$' and k.currency <> 'XXX') is not true
                        then 'currency is not a code of ISO 4217'
                    when length(k.reference) > 200
                        then 'reference has more than 195 characters'
                    when k.is_second
                        then 'it has the reference, SKU and location of a row before'
                end
            )
        ) as f (fault_key, fault)
        where f.fault is not null
    )

    select
        array(
            select
                row(
                    k.place, k.sold_at, k.variant_id, k.location_id, k.quantity,
                    k.amount_minor, k.currency, null, k.reference, null
                )::commerce.sales
            from known as k
            order by k.place
        ),
        f.place, f.fault_key, f.fault
    into v_sales, v_place, v_key, v_fault
    from (select) as one
    left join faults as f on true
    order by f.place, f.fault_key desc
    limit 1;

    if v_fault is not null then
        perform core.raise_error(v_key, format('Row %s: %s.', v_place, v_fault));
    end if;
    if cardinality(v_sales) = 0 then
        perform core.raise_error('commerce.invalid_sales', 'rows is empty.');
    end if;
    return v_sales;
end;
$$;

comment on function commerce._read_sales(jsonb) is
$$Up to 1,000 rows as sales, in their order.

Errors: PT422 commerce.invalid_sales, commerce.too_many_sales,
commerce.bundle_has_no_stock, PT404 commerce.unknown_sku, commerce.unknown_location.
$$;
