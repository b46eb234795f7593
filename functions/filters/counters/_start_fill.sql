-- filters._start_fill: start to count a dimension while its source is written to.
--
-- Its triggers are compiled under the lock of filters._compile_dimension; from then on
-- deltas record all changes. Existing rows are counted part by part, see
-- filters._fill_dimension. The caller has locked the row of the registry.

create or replace function filters._start_fill(p_dimension text, p_number bigint)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_source regclass := (
        select d.source_table
        from filters.dimensions as d
        where d.name = p_dimension
    );
    v_parts integer := 1 + least(
        15,
        div(
            filters._estimate_rows(v_source),
            core.setting('filters.rows_per_part')::numeric
        )
    );
begin
    insert into filters.sources (source_table)
    values (v_source)
    on conflict (source_table) do nothing;
    update filters.dimensions
    set
        state = 'filling',
        fill_number = p_number,
        shape = (
            select jsonb_agg(filters._column_shape(v_source, c.name) order by c.place)
            from (
                select 1, d.column_name
                from filters.dimensions as d
                where d.name = p_dimension
                union all
                select 2, p.column_name
                from filters.dimensions as d
                inner join filters.dimensions as p on d.parent = p.name
                where d.name = p_dimension
            ) as c (place, name)
        ),
        unfilled = array(select generate_series(0, v_parts - 1))
    where name = p_dimension;
    perform filters._compile_dimension(v_source);
    perform filters._forget_counts(p_dimension);

    return core.start_operation(
        p_kind => 'filters.fill_dimension',
        p_items => (
            select jsonb_agg(jsonb_build_object('part', n))
            from generate_series(0, v_parts - 1) as n
        ),
        p_params => jsonb_build_object(
            'dimension', p_dimension, 'number', p_number, 'parts', v_parts
        )
    );
end;
$$;

comment on function filters._start_fill(text, bigint) is
    'Compile the triggers and start the fill operation; returns its id.';
