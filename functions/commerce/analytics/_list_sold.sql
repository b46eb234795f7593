-- commerce._list_sold: what a range of commerce.sales sold, per day.

create or replace function commerce._list_sold(p_ids int8range)
    returns table (
        day date,
        variant_id bigint,
        location_id bigint,
        currency text,
        quantity bigint,
        amount_minor bigint
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_zone constant text := commerce._report_zone();
    v_after constant bigint := lower(p_ids);
    v_before constant bigint := coalesce(upper(p_ids), 9223372036854775807);
begin
    return query
    select
        (s.sold_at at time zone v_zone)::date,
        s.variant_id,
        s.location_id,
        s.currency,
        sum(s.quantity)::bigint,
        sum(s.amount_minor)::bigint
    from commerce.sales as s
    where s.id >= v_after and s.id < v_before
    group by 1, 2, 3, 4;
end;
$$;

comment on function commerce._list_sold(int8range) is
    'Sales with these ids, summed per day, variant, location and currency.';
