-- filters._version_of: the number of changes of a dimension that this snapshot sees.
--
-- Folded and unfolded changes are added. Later snapshots never see fewer committed
-- changes, so equal versions mean equal lists and versions never decrease. Writers do
-- not have to wait for a shared counter.

create or replace function filters._version_of(p_dimension text)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select
            s.version
            + case d.counted_by
                when 'cells' then (select count(*) from filters.unfolded_changes)
                else filters._count_deltas(d.name)
            end
        from filters.dimensions as d
        inner join filters.dimension_states as s on d.name = s.dimension
        where d.name = p_dimension
    );
end;
$$;

grant execute on function filters._version_of(text) to authenticated, service_role;

comment on function filters._version_of(text) is
$$The version of a dimension; null if it does not exist.

Units: changes.
$$;
