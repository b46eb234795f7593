-- suppliers.list_suppliers: the suppliers that the caller sees, by name.
--
-- The first page of all is cached, as every project manager gets the same one; searches
-- and later pages would fill the cache. A supplier's people get their own from the
-- table. Definer: callers may use neither the cache nor the access log.

create or replace function suppliers.list_suppliers(
    p_search text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_arguments constant jsonb := jsonb_build_object(
        'search', core.read_text('search', p_search, 0, 200), 'after', p_after,
        'page_size', core.read_number(
            'page_size', p_page_size, 1, 500, 'core.invalid_page_size'
        )
    );
begin
    perform core.require_role('admin', 'project_manager', 'supplier');
    if not core.can_act_as('admin', 'project_manager') then
        perform suppliers._log_read('suppliers', null);
        return suppliers._list_suppliers(
            v_arguments || jsonb_build_object('own', suppliers.own_supplier_ids())
        );
    end if;
    if p_search is null and p_after is null then
        return core.cached('suppliers.supplier_list', v_arguments);
    end if;
    return suppliers._list_suppliers(v_arguments);
end;
$$;

grant execute on function suppliers.list_suppliers(text, text, integer)
to authenticated, service_role;

comment on function suppliers.list_suppliers(text, text, integer) is
$$Suppliers by name: all for admins and project managers, for a supplier's people their
own.

search: a part of the name, or the beginning of the code, in any case. The first page is
cached and follows every change at once. What suppliers read is logged.
Returns: {items: [{id: bigint, code: text, name: text, country: text | null, calendar:
text | null, is_active: boolean, version: bigint, updated_at: timestamptz}], next: text
| null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size; for a supplier's people PT405
core.post_only.
Example: {"search": "acme"}
Budget: 200 ms.
$$;
