-- commerce.list_locations: the locations by code.
--
-- Invoker: every signed-in user may read them.

create or replace function commerce.list_locations(
    p_after text default null, p_page_size integer default 500
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'commerce.list_locations', p_after, p_page_size, '{text}'
    );
    v_items jsonb;
begin
    select coalesce(jsonb_agg(n.location order by n.code), '[]')
    into v_items
    from (
        select l.code, commerce._show_location(l.id) as location
        from commerce.locations as l
        where l.code > coalesce(v_page.key[1], '')
        order by l.code
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'code');
end;
$$;

grant execute on function commerce.list_locations(text, integer)
to authenticated, service_role;

comment on function commerce.list_locations(text, integer) is
$$Stores and warehouses by code.

city is a PSGC code, null for none. position is the order in which reservations take
stock.
Returns: {items: [{code: text, name: text, kind: "store" | "warehouse", city: text |
null, position: integer, is_active: boolean, has_full_range: boolean, version: bigint}],
next: text | null}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
Budget: 100 ms.
$$;
