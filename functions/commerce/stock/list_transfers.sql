-- commerce.list_transfers: the transfers from and to locations, newest first.
--
-- Each location has an index for either direction, from which its newest transfers are
-- taken. Definer: the function that shows a transfer is private.

create or replace function commerce.list_transfers(
    p_location text default null,
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
    v_page core.page;
    v_location_ids bigint[];
    v_before bigint;
    v_items jsonb;
begin
    perform core.require_role('admin', 'buyer', 'warehouse');
    v_page := core.read_page(
        'commerce.list_transfers', p_after, p_page_size, '{bigint}'
    );
    v_before := coalesce(v_page.key[1]::bigint, 9223372036854775807);
    v_location_ids := commerce._list_staff_locations(p_location, 'admin', 'buyer');

    select jsonb_agg(commerce._show_transfer(n.id) order by n.id desc)
    into v_items
    from (
        select distinct m.id
        from unnest(v_location_ids) as l (id)
        cross join lateral (
            (
                select f.id
                from commerce.transfers as f
                where f.from_location_id = l.id and f.id < v_before
                order by f.id desc
                limit v_page.size + 1
            )
            union all
            (
                select t.id
                from commerce.transfers as t
                where t.to_location_id = l.id and t.id < v_before
                order by t.id desc
                limit v_page.size + 1
            )
        ) as m
        order by m.id desc
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'transfer_id');
end;
$$;

grant execute on function commerce.list_transfers(text, text, integer)
to authenticated, service_role;

comment on function commerce.list_transfers(text, text, integer) is
$$Transfers, newest first; the warehouse lists those from and to its locations.

For app roles admin, buyer and warehouse. location: its code.
Returns: {items: [transfer_stock], next: text | null}
Units: quantities in the unit of the variant; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_location, PT422
core.invalid_cursor, core.invalid_page_size.
Example: {"location": "MAIN", "page_size": 20}
Budget: 200 ms.
$$;
