-- commerce.list_stock_takes: the stock takes of locations, newest first.
--
-- Each location has an index from which its newest ones are taken. Definer: the
-- function that finds the locations of staff is private.

create or replace function commerce.list_stock_takes(
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
    perform core.require_role('admin', 'warehouse');
    v_page := core.read_page(
        'commerce.list_stock_takes', p_after, p_page_size, '{bigint}'
    );
    v_before := coalesce(v_page.key[1]::bigint, 9223372036854775807);
    v_location_ids := commerce._list_staff_locations(p_location, 'admin');

    select jsonb_agg(
        jsonb_build_object(
            'stock_take_id', n.id,
            'location', n.code,
            'status', n.status,
            'opened_by', n.opened_by,
            'opened_at', n.opened_at,
            'submitted_by', n.submitted_by,
            'submitted_at', n.submitted_at,
            'decided_by', n.decided_by,
            'decided_at', n.decided_at,
            'reason', n.reason
        )
        order by n.id desc
    )
    into v_items
    from (
        select m.*, l.code
        from commerce.locations as l
        cross join lateral (
            select t.*
            from commerce.stock_takes as t
            where t.location_id = l.id and t.id < v_before
            order by t.id desc
            limit v_page.size + 1
        ) as m
        where l.id = any(v_location_ids)
        order by m.id desc
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'stock_take_id');
end;
$$;

grant execute on function commerce.list_stock_takes(text, text, integer)
to authenticated, service_role;

comment on function commerce.list_stock_takes(text, text, integer) is
$$Stock takes, newest first; the warehouse lists those of its locations.

For app roles admin and warehouse. location: its code. get_stock_take has the lines.
Returns: {items: [{stock_take_id: bigint, location: text, status: get_stock_take.status,
opened_by: uuid | null, opened_at: timestamptz, submitted_by: uuid | null, submitted_at:
timestamptz | null, decided_by: uuid | null, decided_at: timestamptz | null, reason:
text | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_location, PT422
core.invalid_cursor, core.invalid_page_size.
Example: {"location": "MAIN", "page_size": 20}
Budget: 200 ms.
$$;
