-- core._read_metric_source: the series of one labelled metric, up to its maximum.
--
-- Definer, in a read-only subtransaction and under lock_timeout, as
-- core.run_health_check.

create or replace function core._read_metric_source(p_name text)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '1s'
as $$
declare
    v_source core.metric_sources;
    v_series jsonb;
begin
    select *
    into strict v_source
    from core.metric_sources
    where name = p_name;

    begin
        perform set_config('transaction_read_only', 'on', true);
        execute format(
            $query$
                with answer (labels, value) as materialized (%s),
                ranked as (
                    select
                        a.labels,
                        sum(a.value)::numeric as value,
                        row_number() over (
                            order by sum(a.value) desc nulls last, a.labels
                        ) as place
                    from answer as a
                    where a.value is not null
                    group by a.labels
                ),
                folded as (
                    select
                        case
                            when r.place <= $1 then r.labels
                            else (
                                select jsonb_object_agg(k.name, 'other')
                                from jsonb_object_keys(r.labels) as k (name)
                            )
                        end as labels,
                        r.value
                    from ranked as r
                ),
                bounded as (
                    select f.labels, sum(f.value) as value
                    from folded as f
                    group by f.labels
                )
                select
                    jsonb_agg(
                        jsonb_build_object('labels', b.labels, 'value', b.value)
                    )
                from bounded as b
            $query$,
            rtrim(v_source.query, E' ;\n') || E'\n'
        )
        into v_series
        using v_source.max_series;
    exception
        when others then
            raise;
    end;

    return v_series;
end;
$$;

grant execute on function core._read_metric_source(text)
to service_role, app_worker, app_reader;
