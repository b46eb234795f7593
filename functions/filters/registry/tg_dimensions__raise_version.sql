-- filters.tg_dimensions__raise_version: a changed registry means changed answers.
--
-- Who compares versions sees that a dimension went, came back, or reads another column.
-- Locks the states after the registry's rows, as every fold does.

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
