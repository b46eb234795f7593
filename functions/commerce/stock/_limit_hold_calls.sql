-- commerce._limit_hold_calls: limit how often a customer calls what holds stock.

create or replace function commerce._limit_hold_calls()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not core.can_act_as('admin', 'buyer', 'warehouse') then
        perform core.limit_rate(
            'commerce.hold', core.actor_id()::text, core.setting('commerce.hold_rate')
        );
    end if;
end;
$$;

comment on function commerce._limit_hold_calls() is
$$Take a token of a customer for reserve_stock or place_order; setting
commerce.hold_rate. Staff and servers pass.

Errors: PT429 core.rate_limited (raised as SQLSTATE PGRST).
$$;
