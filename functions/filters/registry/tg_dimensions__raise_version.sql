-- filters.tg_dimensions__raise_version: raise the version of a changed dimension.
--
-- A client that compares versions thus sees that a dimension was switched off or on, or
-- reads another column. Locks the states after the rows of the registry, as every fold
-- does.

create or replace function filters.tg_dimensions__raise_version()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform filters._raise_version(n.name, 1)
    from (
        select name
        from new_rows
        order by name
    ) as n;
    return null;
end;
$$;

comment on function filters.tg_dimensions__raise_version() is
    'Raise the versions of updated dimensions.';
