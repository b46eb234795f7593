-- filters._list_value: give a new value its rank among the listed ones.
--
-- The rank is in the middle of the gap where the value belongs. If the gap is full, all
-- values of the dimension are ranked anew. The caller holds the fold lock.
--
-- depends: views/filters/master_values

create or replace function filters._list_value(p_change filters.value_change)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_new filters.master_values;
    v_before bigint;
    v_after bigint;
begin
    select *
    into strict v_new
    from filters.master_values
    where dimension = p_change.dimension and value_id = p_change.value_id;

    select
        coalesce(
            max(rank) filter (where (label, value) < (v_new.label, v_new.value)), 0
        ),
        min(rank) filter (where (label, value) > (v_new.label, v_new.value))
    into v_before, v_after
    from filters.dimension_values
    where dimension = p_change.dimension;

    insert into filters.dimension_values (
        dimension, value_id, value, label, search, parent, rank, lines
    )
    values (
        p_change.dimension,
        v_new.value_id,
        v_new.value,
        v_new.label,
        lower(concat(v_new.label, chr(10), v_new.value)),
        v_new.parent,
        (v_before + coalesce(v_after, v_before + 2 * filters._rank_gap())) / 2,
        p_change.lines
    );
    if v_after - v_before < 2 then
        perform filters._rank_values(p_change.dimension);
    end if;
end;
$$;

comment on function filters._list_value(filters.value_change) is
    'Insert one value into filters.dimension_values, in order.';
