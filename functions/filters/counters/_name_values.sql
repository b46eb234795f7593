-- filters._name_values: the names of values and their sort keys.
--
-- The order is rank, is_fresh, label, value: a fresh value has the rank of the listed
-- one before it.

create or replace function filters._name_values(p_dimension text, p_value_ids bigint[])
    returns table (
        value_id bigint, value text, label text, rank bigint, is_fresh boolean
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_listed bigint;
begin
    return query
    select d.value_id, d.value, d.label, d.rank, false
    from filters.dimension_values as d
    where d.dimension = p_dimension and d.value_id = any(p_value_ids);
    get diagnostics v_listed = row_count;
    if v_listed = cardinality(p_value_ids) then
        return;
    end if;

    return query
    select f.value_id, f.value, f.label, f.rank, true
    from filters._list_unfolded_values(p_dimension) as f
    where f.value_id = any(p_value_ids);
end;
$$;

grant execute on function filters._name_values(text, bigint[])
to authenticated, service_role;

comment on function filters._name_values(text, bigint[]) is
    'Value, label and sort key of these values of a dimension.';
