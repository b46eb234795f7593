-- filters._count_listed: number of values of a dimension that have a line.

create or replace function filters._count_listed(p_dimension text)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changes filters.counts := filters._count_changes(p_dimension, null);
    v_listed bigint;
begin
    select count(*)
    into v_listed
    from filters.dimension_values as d
    where d.dimension = p_dimension;
    if v_changes.value_ids is null then
        return v_listed;
    end if;

    return (
        select
            v_listed
            + count(*) filter (where d.value_id is null)
            - count(*) filter (where d.lines + c.lines = 0)
        from unnest(v_changes.value_ids, v_changes.lines) as c (value_id, lines)
        left join filters.dimension_values as d
            on d.dimension = p_dimension and c.value_id = d.value_id
    );
end;
$$;

grant execute on function filters._count_listed(text) to authenticated, service_role;

comment on function filters._count_listed(text) is
$$Number of values of a dimension, including those of unfolded changes.

Units: values.
$$;
