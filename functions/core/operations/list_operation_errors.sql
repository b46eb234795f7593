-- core.list_operation_errors: one page of the failed items of an operation.
--
-- Definer: callers have no grant on the table; core._find_operation decides. The cursor
-- is the last item's number: no secret, and a forged one only starts elsewhere.

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
    v_after integer;
begin
    perform core.read_page_size(p_page_size);
    v_after := coalesce(
        substr(
            core.read_cursor(p_after, 'operation errors', '^item-[1-9][0-9]{0,8}$'), 6
        )::integer,
        0
    );

    return (
        with page as (
            select e.*
            from core.operation_errors as e
            where e.operation_id = v_operation.id and e.item_number > v_after
            order by e.item_number
            limit p_page_size + 1
        ),

        shown as (
            select p.*
            from page as p
            order by p.item_number
            limit p_page_size
        )

        select jsonb_build_object(
            'items', coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'item_number', s.item_number,
                        'item', s.item,
                        'code', s.code,
                        'message', s.message,
                        'detail', s.detail,
                        'hint', s.hint
                    )
                    order by s.item_number
                ),
                '[]'
            ),
            'next', case
                when (select count(*) from page) > p_page_size
                then 'item-' || max(s.item_number)
            end
        )
        from shown as s
    );
end;
$$;

grant execute on function core.list_operation_errors(bigint, text, int)
to authenticated, service_role, app_worker;

comment on function core.list_operation_errors(bigint, text, int) is
$$The failed items of an operation, in the order of the call.

Returns {items: [{item_number, item, code, message, detail, hint}], next}.
Units: item_number from 1; page_size from 1 to 500.
Errors: PT404 core.operation_not_found, PT422 core.invalid_cursor,
core.invalid_page_size.
Budget: 20 ms.
$$;
