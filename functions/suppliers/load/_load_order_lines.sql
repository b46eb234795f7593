-- suppliers._load_order_lines: load a staging table of purchase-order lines.

create or replace function suppliers._load_order_lines(p_staging regclass)
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
        insert into suppliers.order_lines (
            source, line_key, order_key, project_code, vendor, item, country, quoted_on,
            ordered_on, due_on, delivered_on, quantity, value_minor, freight_minor,
            currency, weight_kg
        )
        select
            lower(core.normalize_key(s.source)),
            core.normalize_key(s.line_key),
            core.normalize_key(s.order_key),
            upper(core.normalize_key(s.project_code)),
            core.normalize_key(s.vendor),
            core.normalize_key(s.item),
            core.normalize_key(s.country),
            s.quoted_on::timestamp::date,
            s.ordered_on::timestamp::date,
            s.due_on::timestamp::date,
            s.delivered_on::timestamp::date,
            s.quantity::numeric,
            round(s.value::numeric * 100)::bigint,
            round(s.freight::numeric * 100)::bigint,
            upper(core.normalize_key(s.currency)),
            s.weight_kg::numeric
        from %s as s
        $sql$,
        p_staging
    );
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function suppliers._load_order_lines(regclass) is
$$Store the rows of a staging table of text columns; returns their number.

Columns: source, line_key, order_key, project_code, vendor, item, country,
quoted_on timestamp, ordered_on timestamp, due_on timestamp, delivered_on timestamp,
quantity numeric, value numeric, freight numeric, currency, weight_kg numeric.
Required: source, line_key, project_code, item, due_on.
A time of day is dropped. A line without a vendor waits for its order.
Units: value and freight are in major units of a currency with hundredths.
Errors: 22xxx for a text that is not a number or date, 23xxx for a missing or repeated
key.
$$;
