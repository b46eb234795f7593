-- filters._assess_columns: score each candidate of a table as a dimension.
--
-- Columns with few, frequent values and few nulls score best; keys and free texts score
-- low.

create or replace function filters._assess_columns(p_source regclass)
    returns table (
        place bigint, column_name name, path text[], type text,
        distinct_count bigint, null_share numeric, samples text[],
        score numeric, reason text
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows numeric := filters._estimate_rows(p_source);
    v_candidate record;
    v_read bigint;
    v_filled bigint;
    v_distinct bigint;
    v_estimate real;
begin
    for v_candidate in select * from filters._list_candidates(p_source) loop
        execute format(
            'with counted as (select %s as value, count(*) as lines from (%s) as r '
            'group by 1) '
            'select sum(lines), sum(lines) filter (where value is not null), '
            'count(value), (array_agg(value order by lines desc, value) '
            'filter (where value is not null))[1:5] from counted',
            v_candidate.read, filters._write_sample(p_source, 5000)
        )
        into v_read, v_filled, v_distinct, samples;
        select s.n_distinct
        into v_estimate
        from pg_catalog.pg_stats as s
        inner join pg_catalog.pg_class as c on c.oid = p_source
        where
            s.schemaname = c.relnamespace::regnamespace::text
            and s.tablename = c.relname
            and s.attname = v_candidate.column_name
            and v_candidate.path is null
        order by s.inherited desc
        limit 1;

        place := v_candidate.place;
        column_name := v_candidate.column_name;
        path := v_candidate.path;
        type := v_candidate.type;
        distinct_count := greatest(
            v_distinct,
            case when v_estimate < 0 then -v_estimate * v_rows else v_estimate end
        );
        null_share := round(1 - coalesce(v_filled, 0)::numeric / nullif(v_read, 0), 4);
        samples := coalesce(samples, '{}');
        reason := case
            when coalesce(v_filled, 0) = 0 then 'It is always null.'
            when distinct_count < 2 then 'It has only one value.'
            when distinct_count > 0.5 * greatest(v_rows, v_read) and v_filled > 20
                then 'Nearly every row has its own value.'
            when distinct_count > 20000 then 'It has very many values.'
            else 'Few values that come often.'
        end;
        score := round(
            coalesce(1 - null_share, 0) * case reason
                when 'Few values that come often.'
                    then 1 - 0.5 * ln(distinct_count::numeric) / ln(20000::numeric)
                when 'It has very many values.' then 0.2
                when 'Nearly every row has its own value.' then 0.1
                else 0
            end,
            2
        );
        return next;
    end loop;
end;
$$;

comment on function filters._assess_columns(regclass) is
    'Uses statistics of ANALYZE if there are any, and a sample of 5,000 rows.';
