-- core._write_metric: one metric in Prometheus's text format.

create or replace function core._write_metric(
    p_name text,
    p_kind text,
    p_help text,
    p_series jsonb
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select concat(
        '# HELP ', p_name, ' ',
        replace(replace(p_help, '\', '\\'), e'\n', '\n'), e'\n',
        '# TYPE ', p_name, ' ', p_kind, e'\n',
        string_agg(
            concat(
                p_name,
                case when l.text <> '' then '{' || l.text || '}' end,
                ' ', s.value ->> 'value', e'\n'
            ),
            ''
            order by l.text
        )
    )
    from jsonb_array_elements(p_series) as s (value)
    cross join lateral (
        select
            coalesce(
                string_agg(
                    format(
                        '%s="%s"',
                        e.key,
                        replace(
                            replace(replace(e.value, '\', '\\'), '"', '\"'),
                            e'\n', '\n'
                        )
                    ),
                    ','
                    order by e.key
                ),
                ''
            ) as text
        from jsonb_each_text(coalesce(s.value -> 'labels', '{}')) as e
    ) as l
$$;

grant execute on function core._write_metric(text, text, text, jsonb)
to service_role, app_worker, app_reader;
