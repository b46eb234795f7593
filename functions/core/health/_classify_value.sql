-- core._classify_value: the status of a value between two thresholds.
--
-- If `fail` is below `warn`, lower values are worse. A missing value is ok.

create or replace function core._classify_value(
    p_value numeric,
    p_warn numeric,
    p_fail numeric
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_value is null then 'ok'
        when p_fail < p_warn and p_value <= p_fail then 'fail'
        when p_fail < p_warn and p_value <= p_warn then 'warn'
        when p_fail < p_warn then 'ok'
        when p_value >= p_fail then 'fail'
        when p_value >= p_warn then 'warn'
        else 'ok'
    end
$$;

grant execute on function core._classify_value(numeric, numeric, numeric)
to service_role, app_worker, app_reader;
