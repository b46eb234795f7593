-- commerce.submit_stock_take: propose the corrections of a finished count.
--
-- Locks the stock take. Definer: no role has a grant to write it.

create or replace function commerce.submit_stock_take(p_stock_take_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_take commerce.stock_takes;
begin
    perform core.require_role('admin', 'warehouse');
    v_take := commerce._lock_stock_take(p_stock_take_id, 'counting');
    update commerce.stock_takes
    set
        status = 'submitted', submitted_by = core.actor_id(), submitted_at = core.now()
    where id = v_take.id;
    return commerce.get_stock_take(v_take.id);
end;
$$;

grant execute on function commerce.submit_stock_take(bigint)
to authenticated, service_role;

comment on function commerce.submit_stock_take(bigint) is
$$Submit a stock take, so that another user can approve it.

Needs app role warehouse or admin.
Returns: get_stock_take
Errors: PT404 commerce.unknown_stock_take, PT409 commerce.stock_take_closed, PT403
core.not_permitted.
Example: {"stock_take_id": 1}
Budget: 200 ms.
$$;
