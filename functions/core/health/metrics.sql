-- core.metrics: all metrics in the format of Prometheus.
--
-- Definer, as core.health. A source that fails is named in rowhouse_source_failed, and
-- the others are still returned. It only reads.

create or replace function core.metrics()
    returns core."text/plain"
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := '';
    v_checks jsonb;
    v_check jsonb;
    v_source core.metric_sources;
    v_series jsonb;
    v_failed jsonb := '[]'::jsonb;
begin
    perform core.require_role('admin');

    select coalesce(jsonb_agg(to_jsonb(c) order by c.name), '[]')
    into v_checks
    from core.check_health() as c;

    for v_check in
        select c.value || jsonb_build_object('help', h.meaning)
        from jsonb_array_elements(v_checks) with ordinality as c (value, place)
        inner join core.health_checks as h on c.value ->> 'name' = h.name
        where c.value ->> 'value' is not null
        order by c.place
    loop
        v_text := v_text || core._write_metric(
            p_name => core._metric_name(v_check ->> 'name', v_check ->> 'unit'),
            p_kind => 'gauge',
            p_help => v_check ->> 'help',
            p_series => jsonb_build_array(v_check - 'labels')
        );
    end loop;

    v_text := v_text || coalesce(
        (
            select core._write_metric(
                'rowhouse_health_check_status',
                'gauge',
                '0: the check is ok, 1: it warns, 2: it fails.',
                jsonb_agg(
                    jsonb_build_object(
                        'labels', jsonb_build_object('check', c.value ->> 'name'),
                        'value', array_position(
                            array['ok', 'warn', 'fail'], c.value ->> 'status'
                        ) - 1
                    )
                )
            )
            from jsonb_array_elements(v_checks) as c (value)
        ),
        ''
    );

    for v_source in
        select m.*
        from core.metric_sources as m
        order by m.name
    loop
        begin
            v_series := core._read_metric_source(v_source.name);
            if v_series is not null then
                v_text := v_text || core._write_metric(
                    p_name => 'rowhouse_' || v_source.name,
                    p_kind => v_source.kind,
                    p_help => v_source.help,
                    p_series => v_series
                );
            end if;
        exception
            when query_canceled or others then
                v_failed := v_failed || jsonb_build_object(
                    'labels', jsonb_build_object('source', v_source.name), 'value', 1
                );
        end;
    end loop;

    if v_failed <> '[]' then
        v_text := v_text || core._write_metric(
            'rowhouse_source_failed', 'gauge',
            'Metrics that could not be read this time.', v_failed
        );
    end if;
    return v_text;
end;
$$;

grant execute on function core.metrics()
to authenticated, service_role, app_worker, app_reader;

comment on function core.metrics() is
$$All metrics in Prometheus's text exposition format, version 0.0.4.

Each health check is a gauge named after it and its unit; labelled metrics come from
core.metric_sources, each with a limit on its series. With `Accept: text/plain`, as
Prometheus sends it, the response is plain text; otherwise it is a JSON string.
Returns: text
Units: base units, as the names say.
Errors: PT403 core.not_permitted.
Budget: 500 ms.
$$;
