-- filters._version_within: the version of a list that is counted from rows.
--
-- A change of a row may leave the dimension as it is and change what narrows it. So the
-- versions of all of them are added: equal versions mean equal lists.

create or replace function filters._version_within(p_dimension text, p_selection jsonb)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select sum(filters._version_of(d.name))::bigint
    from filters.dimensions as d
    where d.name = p_dimension or p_selection ? d.name
$$;

grant execute on function filters._version_within(text, jsonb)
to authenticated, service_role;

comment on function filters._version_within(text, jsonb) is
$$The version of a dimension and of those that narrow it; null: the dimension alone.

Units: changes.
$$;
