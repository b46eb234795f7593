-- suppliers.list_capabilities: the capabilities, by code.

create or replace function suppliers.list_capabilities(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.list_capabilities', p_after, p_page_size, '{text}'
    );
    v_items jsonb;
begin
    select jsonb_agg(to_jsonb(n) order by n.code)
    into v_items
    from (
        select c.code, c.name, c.is_certified as is_certified
        from suppliers.capabilities as c
        where c.code > coalesce((v_page).key[1], '')
        order by c.code
        limit (v_page).size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'code');
end;
$$;

grant execute on function suppliers.list_capabilities(text, integer)
to authenticated, service_role;

comment on function suppliers.list_capabilities(text, integer) is
$$Capabilities by code, for every signed-in user.

Returns: {items: [{code: text, name: text, is_certified: boolean}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {}
Budget: 200 ms.
$$;
