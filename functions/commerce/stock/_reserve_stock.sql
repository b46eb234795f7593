-- commerce._reserve_stock: the body of reserve_stock, run once per idempotency key.
--
-- A day is 24 hours: the session's time zone may have another one.

create or replace function commerce._reserve_stock(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := commerce._reserve(
        core.actor_id(),
        commerce._read_lines(p_request -> 'lines'),
        core.now() + make_interval(
            secs => extract(epoch from (p_request ->> 'expires_in')::interval)::float8
        ),
        (p_request ->> 'allow_partial')::boolean,
        p_request ->> 'strategy'
    );
begin
    return commerce._show_reservation(v_id);
end;
$$;

comment on function commerce._reserve_stock(jsonb) is
    'Reserves {lines, expires_in, allow_partial, strategy}; returns the reservation.';
