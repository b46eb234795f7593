-- core._metric_name: the Prometheus name of a check's value.

create or replace function core._metric_name(p_check text, p_unit text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concat(
        'rowhouse_', replace(p_check, '.', '_'),
        case when p_check !~ ('[._]' || p_unit || '$') then '_' || p_unit end
    )
$$;

grant execute on function core._metric_name(text, text)
to service_role, app_worker, app_reader;
