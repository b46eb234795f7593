-- filters._fill_part: one part of a fill, see filters._fill_dimension.

create or replace function filters._fill_part(
    p_dimension text, p_part integer, p_parts integer
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
declare
    v_old bigint;
    v_new bigint;
    v_gone bigint;
begin
    delete from filters.value_counts
    where
        dimension = p_dimension
        and filters._bucket(value, p_parts) = p_part;
    get diagnostics v_old = row_count;

    execute format(
        'with gone as ('
        '    delete from filters.value_deltas '
        '    where dimension = $1 and filters._bucket(value, $3) = $2 returning 1), '
        'counted as ('
        '    insert into filters.value_counts (dimension, parent_value, value, lines) '
        '    select $1, n.parent_value, n.value, n.lines from (%s) as n '
        '    where filters._bucket(n.value, $3) = $2 returning 1) '
        'select (select count(*) from gone), (select count(*) from counted)',
        filters._write_count(p_dimension)
    )
    into v_gone, v_new
    using p_dimension, p_part, p_parts;

    perform filters._raise_version(p_dimension, v_gone);
    update filters.dimension_states
    set counts = counts + v_new - v_old
    where dimension = p_dimension;
    update filters.dimensions
    set unfilled = array_remove(unfilled, p_part)
    where name = p_dimension;
end;
$$;

comment on function filters._fill_part(text, integer, integer) is
    'Count the values of one part and delete the deltas that the count includes.';
