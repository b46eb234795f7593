-- filters._emit_dimension_change: emit one event with all changes of a dimension.
--
-- Above 100 values the event has only their number. Changes that cancelled each other
-- out are left out.

create or replace function filters._emit_dimension_change(
    p_dimension text, p_version bigint
)
    returns integer
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 100;
    v_added text[];
    v_removed text[];
    v_updated text[];
    v_facts jsonb;
    v_kinds text[];
begin
    with changed as (
        delete from filters.value_changes
        where dimension = p_dimension
        returning value, was
    ),

    compared as (
        select
            c.value,
            c.was,
            coalesce(
                d.lines,
                (
                    select sum(n.lines)
                    from filters.value_counts as n
                    where n.dimension = p_dimension and n.value = c.value
                ),
                0
            ) as lines
        from changed as c
        left join filters.dimension_values as d
            on d.dimension = p_dimension and c.value = d.value
    )

    select
        coalesce(array_agg(n.value order by n.value) filter (where n.was = 0), '{}'),
        coalesce(array_agg(n.value order by n.value) filter (where n.lines = 0), '{}'),
        coalesce(
            array_agg(n.value order by n.value) filter (
                where n.was is distinct from 0 and n.lines > 0
            ),
            '{}'
        )
    into v_added, v_removed, v_updated
    from compared as n
    where n.was is distinct from n.lines;

    v_kinds := array_remove(
        array[
            case when v_added <> '{}' then 'added' end,
            case when v_removed <> '{}' then 'removed' end,
            case when v_updated <> '{}' then 'updated' end
        ],
        null
    );
    if v_kinds = '{}' then
        return 0;
    end if;

    if cardinality(v_added || v_removed || v_updated) > c_most then
        v_facts := jsonb_build_object(
            'action', 'changed',
            'values', '[]'::jsonb,
            'added', cardinality(v_added),
            'removed', cardinality(v_removed),
            'updated', cardinality(v_updated)
        );
    else
        v_facts := jsonb_build_object(
            'action', case cardinality(v_kinds) when 1 then v_kinds[1] else 'changed' end,
            'values', to_jsonb(v_added || v_removed || v_updated),
            'added', to_jsonb(v_added),
            'removed', to_jsonb(v_removed),
            'updated', to_jsonb(v_updated)
        );
    end if;

    perform core.emit(
        p_type => 'filters.dimension.changed',
        p_topic => concat('filters:', p_dimension),
        p_entity_id => p_dimension,
        p_payload => jsonb_build_object(
            'v', 1, 'dimension', p_dimension, 'version', p_version
        ) || v_facts
    );
    update filters.dimension_states
    set emitted_at = clock_timestamp()
    where dimension = p_dimension;
    return 1;
end;
$$;

comment on function filters._emit_dimension_change(text, bigint) is
$$Emit the changes of one dimension; 1 if an event was emitted, else 0.

Emits: filters.dimension.changed; added, removed and updated are lists of values. If
they are more than 100 together, they are numbers, action is changed, values is empty.
$$;
