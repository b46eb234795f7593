-- tests.advance: take an order through commands as a server: pay, pack, ship, deliver.
--
-- The role of the caller stays. p_commands: in order, each for all of its parcels.

create or replace function tests.advance(p_order_id bigint, variadic p_commands text[])
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_role constant text := current_setting('role');
    v_claims constant text := coalesce(current_setting('request.jwt.claims', true), '');
    v_command text;
    v_status text;
begin
    perform
        set_config('role', 'none', true),
        set_config('request.jwt.claims', '', true);
    foreach v_command in array p_commands
    loop
        case v_command
            when 'pay' then
                perform commerce.pay_order(
                    o.id, jsonb_build_object('amount_minor', o.total_minor)
                )
                from commerce.orders as o
                where o.id = p_order_id;
            when 'pack' then
                perform commerce.pack_order(p_order_id);
            when 'ship' then
                perform commerce.ship_order(p_order_id);
            when 'deliver' then
                perform commerce.deliver_order(p_order_id);
        end case;
    end loop;
    select o.status into v_status
    from commerce.orders as o
    where o.id = p_order_id;
    perform
        set_config('role', v_role, true),
        set_config('request.jwt.claims', v_claims, true);
    return v_status;
end;
$$;
