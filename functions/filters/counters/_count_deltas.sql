-- filters._count_deltas: number of unfolded changes of a registered dimension.
--
-- Definer: deltas also hold values of the parent, which the caller may not be allowed
-- to read.

create or replace function filters._count_deltas(p_dimension text)
    returns bigint
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select count(*)
        from filters.value_deltas as n
        where
            n.dimension = p_dimension
            and exists (
                select from filters.dimensions as d
                where d.name = p_dimension and filters._has_any_role(d.roles)
            )
    );
end;
$$;

grant execute on function filters._count_deltas(text) to authenticated, service_role;

comment on function filters._count_deltas(text) is
$$0 for a dimension that the caller may not read.

Units: changes.
$$;
