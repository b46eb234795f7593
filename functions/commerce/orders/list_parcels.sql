-- commerce.list_parcels: the parcels of locations, for those who pack and ship.
--
-- The locations are found first, and the condition on the status is there only if it is
-- asked for, so that an index of the location finds the parcels in their order;
-- row-level security would show the same rows. Definer: staff reads variants and
-- locations, but no order.

create or replace function commerce.list_parcels(
    p_location text default null,
    p_status text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_statuses constant text[] :=
        '{waiting, open, packed, shipped, delivered, cancelled}'::text[];
    c_query constant text := $q$
        select jsonb_agg(to_jsonb(r) order by r.order_id, r.parcel)
        from (
            select
                p.order_id, p.parcel, l.code as location, p.status, p.tracking,
                p.ship_to, p.packed_at, p.shipped_at, p.delivered_at, n.pieces
            from (
                select c.*
                from unnest($1) as i (location_id)
                cross join lateral (
                    select m.*
                    from commerce.parcels as m
                    where
                        m.location_id = i.location_id
                        and (m.order_id, m.parcel) > ($2, $3)
                        %s
                    order by m.order_id, m.parcel
                    limit $4
                ) as c
                order by c.order_id, c.parcel
                limit $4
            ) as p
            inner join commerce.locations as l on p.location_id = l.id
            cross join lateral (
                select jsonb_agg(
                    jsonb_build_object('sku', v.sku, 'quantity', q.quantity)
                    order by v.sku
                ) as pieces
                from commerce.parcel_lines as q
                inner join commerce.variants as v on q.variant_id = v.id
                where q.order_id = p.order_id and q.parcel = p.parcel
            ) as n
        ) as r
    $q$;
    v_page core.page;
    v_location_ids bigint[];
    v_items jsonb;
begin
    perform core.require_role('admin', 'warehouse');
    v_page := core.read_page(
        'commerce.list_parcels', p_after, p_page_size, '{bigint, integer}'
    );
    if p_status <> all(c_statuses) then
        perform core.raise_error(
            'commerce.invalid_status',
            format(
                '%L is not one of %s.',
                core.excerpt(p_status), array_to_string(c_statuses, ', ')
            )
        );
    end if;

    v_location_ids := commerce._list_staff_locations(p_location, 'admin');
    execute format(
        c_query, case when p_status is not null then 'and m.status = $5' end
    )
    into v_items
    using
        v_location_ids, coalesce((v_page).key[1]::bigint, 0),
        coalesce((v_page).key[2]::integer, 0), v_page.size + 1, p_status;
    return core.write_page(v_page, v_items, 'order_id', 'parcel');
end;
$$;

grant execute on function commerce.list_parcels(text, text, text, integer)
to authenticated, service_role;

comment on function commerce.list_parcels(text, text, text, integer) is
$$Parcels, oldest orders first; warehouse staff lists those of their locations.

For app roles admin and warehouse. location: its code. status: only parcels in this
status.
Returns: {items: [{order_id: bigint, parcel: integer, location: text, status:
get_order.parcels.status, tracking: text | null, ship_to: get_order.ship_to, packed_at:
timestamptz | null, shipped_at: timestamptz | null, delivered_at: timestamptz | null,
pieces: [{sku: text, quantity: integer}]}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_location, PT422
commerce.invalid_status, PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"location": "MAIN", "status": "open"}
Budget: 100 ms.
$$;
