-- filters._activate_dimension: make a dimension readable if its counters equal its
-- source.

create or replace function filters._activate_dimension(p_dimension text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from filters._compare_counters(p_dimension)) then
        raise exception 'the counters of % do not equal its source', p_dimension;
    end if;

    update filters.dimensions
    set
        state = 'live',
        fill_number = null
    where name = p_dimension;
    perform filters._upsert_master(
        p_dimension,
        array(
            select distinct c.value
            from filters.current_counts as c
            where c.dimension = p_dimension
            order by c.value
        )
    );
    perform core.emit(
        p_type => 'filters.dimension.filled',
        p_topic => 'filters:' || p_dimension,
        p_entity_id => p_dimension,
        p_payload => jsonb_build_object(
            'v', 1, 'dimension', p_dimension, 'version', filters._version_of(p_dimension)
        )
    );
end;
$$;

comment on function filters._activate_dimension(text) is
    'Emits: filters.dimension.filled.';
