-- commerce._next_order_at: when an order can next be sent, by the weekdays of a vendor.
--
-- Any moment of an order day will do; else it is the first moment of the next one.

create or replace function commerce._next_order_at(
    p_order_days smallint[], p_timezone text, p_now timestamptz
)
    returns timestamptz
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when min(d.ahead) = 0 then p_now
        else (
            date_trunc('day', p_now at time zone p_timezone)
            + make_interval(days => min(d.ahead))
        ) at time zone p_timezone
    end
    from generate_series(0, 6) as d (ahead)
    where
        extract(
            isodow from (p_now at time zone p_timezone) + make_interval(days => d.ahead)
        ) = any(p_order_days)
$$;

comment on function commerce._next_order_at(smallint[], text, timestamptz) is
    'Now on an order day of the vendor, else the first moment of the next one.';
