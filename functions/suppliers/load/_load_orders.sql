-- suppliers._load_orders: load a staging table of heads of purchase orders.

create or replace function suppliers._load_orders(p_staging regclass)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    execute format(
        $sql$
        insert into suppliers.orders (
            source, order_key, vendor, ordered_on, delivered_on
        )
        select
            lower(core.normalize_key(s.source)),
            core.normalize_key(s.order_key),
            core.normalize_key(s.vendor),
            s.ordered_on::timestamp::date,
            s.delivered_on::timestamp::date
        from %s as s
        $sql$,
        p_staging
    );
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function suppliers._load_orders(regclass) is
$$Store the rows of a staging table of text columns; returns their number.

Columns: source, order_key, vendor, ordered_on timestamp, delivered_on timestamp.
Required: source, order_key, vendor.
A time of day is dropped.
Errors: 22xxx for a text that is not a date, 23xxx for a missing or repeated key.
$$;
