-- commerce.open_stock_take: begin to count a location.
--
-- The unique index lets one undecided count stand per location, also when two calls
-- race. Definer: no role has a grant to write it.

create or replace function commerce.open_stock_take(p_location text)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_location_id bigint;
    v_id bigint;
begin
    perform core.require_role('admin', 'warehouse');
    v_location_id := commerce._find_location(p_location);
    insert into commerce.stock_takes (location_id, opened_by, opened_at)
    values (v_location_id, core.actor_id(), core.now())
    on conflict do nothing
    returning id into v_id;
    if v_id is null then
        perform core.raise_error(
            'commerce.stock_take_open',
            format('%s has an undecided stock take.', upper(p_location))
        );
    end if;
    return commerce.get_stock_take(v_id);
end;
$$;

grant execute on function commerce.open_stock_take(text) to authenticated, service_role;

comment on function commerce.open_stock_take(text) is
$$Open a stock take of a location.

Needs app role warehouse or admin.
Returns: get_stock_take
Errors: PT409 commerce.stock_take_open, PT404 commerce.unknown_location, PT403
core.not_permitted.
Example: {"location": "DEPOT"}
Budget: 200 ms.
$$;
