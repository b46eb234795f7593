-- core.list_operation_errors: one page of the failed items of an operation.
--
-- Definer: callers have no grant on the table; core._find_operation decides.

create or replace function core.list_operation_errors(
    p_operation_id bigint,
    p_after text default null,
    p_page_size int default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations := core._find_operation(p_operation_id);
    v_page core.page := core.read_page(
        'core.list_operation_errors', p_after, p_page_size, '{integer}'
    );
    v_items jsonb;
begin
    select jsonb_agg(to_jsonb(n) order by n.item_number)
    into v_items
    from (
        select e.item_number, e.item, e.code, e.message, e.detail, e.hint
        from core.operation_errors as e
        where
            e.operation_id = v_operation.id
            and e.item_number > coalesce(v_page.key[1]::integer, 0)
        order by e.item_number
        limit v_page.size + 1
    ) as n;

    return core.write_page(v_page, v_items, 'item_number');
end;
$$;

grant execute on function core.list_operation_errors(bigint, text, int)
to authenticated, service_role, app_worker;

comment on function core.list_operation_errors(bigint, text, int) is
$$The failed items of an operation, in the order of the call.

item is the item as it was sent; code is a SQLSTATE, message the key of the error.
Returns: {items: [{item_number: integer, item: jsonb, code: text, message: text, detail:
text, hint: text}], next: text | null}
Units: item_number from 1; page_size from 1 to 500.
Errors: PT404 core.operation_not_found, PT422 core.invalid_cursor,
core.invalid_page_size.
Example: {"operation_id": 3}
Budget: 20 ms.
$$;
