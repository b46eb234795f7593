-- suppliers.count_export_entries: how many audit entries an archive is about.
--
-- With those that no seal covers yet, which the archive cannot prove and leaves out.
-- Definer: the worker may read none of the tables.

create or replace function suppliers.count_export_entries(p_export_id bigint)
    returns bigint
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select cardinality(
        suppliers._list_project_entries(e.project_id, e.since_at, e.until_at)
    )
    from suppliers.compliance_exports as e
    where e.id = p_export_id
$$;

grant execute on function suppliers.count_export_entries(bigint) to app_worker;

comment on function suppliers.count_export_entries(bigint) is
    'Sealed or not.';
