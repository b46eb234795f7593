-- commerce.count_stock: enter what was counted of some SKUs.
--
-- Locks the stock take. What is expected is read in the same statement that stores the
-- count. A SKU that is counted again gets the new number and the stock of now. Definer:
-- no role has a grant to write it.

create or replace function commerce.count_stock(p_stock_take_id bigint, p_counts jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_take commerce.stock_takes;
    v_counts jsonb;
    v_fault text;
begin
    perform core.require_role('admin', 'warehouse');
    v_take := commerce._lock_stock_take(p_stock_take_id, 'counting');
    v_counts := core.read_records(
        'counts', p_counts, '{"sku": "text", "counted": "integer"}', 500, 'Count',
        'commerce.invalid_lines', 'commerce.too_many_lines', '{}'
    );
    select
        case
            when v.id is null then format(
                'Count %s: there is no SKU %L.', c.place,
                core.excerpt(c.line ->> 'sku')
            )
            else format('Count %s: counted is not from 0 to 1000000.', c.place)
        end
    into v_fault
    from jsonb_array_elements(v_counts) with ordinality as c (line, place)
    left join commerce.variants as v
        on
            v.sku = upper(c.line ->> 'sku')
            and not v.is_bundle
            and exists (
                select from commerce.products as p
                where p.id = v.product_id and p.deleted_at is null
            )
    where
        v.id is null
        or ((c.line ->> 'counted')::integer between 0 and 1000000) is not true
    order by c.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error('commerce.invalid_lines', v_fault);
    end if;

    insert into commerce.stock_take_lines as n (
        stock_take_id, variant_id, counted, expected, counted_by, counted_at
    )
    select
        v_take.id, c.variant_id, c.counted, coalesce(s.on_hand, 0), core.actor_id(),
        core.now()
    from (
        select distinct on (v.id)
            v.id as variant_id, (l.line ->> 'counted')::integer as counted
        from jsonb_array_elements(v_counts) with ordinality as l (line, place)
        inner join commerce.variants as v on v.sku = upper(l.line ->> 'sku')
        order by v.id, l.place desc
    ) as c
    left join lateral (
        select k.on_hand
        from commerce.current_stock as k
        where k.variant_id = c.variant_id and k.location_id = v_take.location_id
        offset 0
    ) as s on true
    on conflict (stock_take_id, variant_id) do update
    set
        counted = excluded.counted,
        expected = excluded.expected,
        counted_by = excluded.counted_by,
        counted_at = excluded.counted_at;
    return commerce.get_stock_take(v_take.id);
end;
$$;

grant execute on function commerce.count_stock(bigint, jsonb)
to authenticated, service_role;

comment on function commerce.count_stock(bigint, jsonb) is
$$Enter up to 500 counts into an open stock take.

Needs app role warehouse or admin. counted includes reserved pieces that are still
there. The last count of a SKU holds.
Takes: {counts: [{sku: text, counted: integer}]}
Returns: get_stock_take
Units: the unit of the variant, from 0 to 1,000,000.
Errors: PT404 commerce.unknown_stock_take, PT409 commerce.stock_take_closed, PT422
commerce.invalid_lines, commerce.too_many_lines, PT403 core.not_permitted.
Example: {"stock_take_id": 1, "counts": [{"sku": "SHIRT-L", "counted": 12}]}
Budget: 200 ms.
$$;
