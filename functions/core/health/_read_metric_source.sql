-- core._read_metric_source: the series of one labelled metric, up to its maximum.
--
-- Of a gauge the largest keep their labels. Of a counter those that its query returns
-- first do: a series that came and went by its value would let the sum of the others
-- fall, which a monitoring server takes for a restart.
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
                numbered as (
                    select a.labels, a.value, row_number() over () as number
                    from answer as a
                ),
                ranked as (
                    select
                        n.labels,
                        sum(n.value)::numeric as value,
                        row_number() over (
                            order by
                                case when $2 then min(n.number) end,
                                sum(n.value) desc nulls last,
                                n.labels
                        ) as place
                    from numbered as n
                    where n.value is not null
                    group by n.labels
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
        using v_source.max_series, v_source.kind = 'counter';
    exception
        when others then
            raise;
    end;

    return v_series;
end;
$$;

grant execute on function core._read_metric_source(text)
to service_role, app_worker, app_reader;
