-- suppliers._list_project_entries: the audit entries of a project in a period.

create or replace function suppliers._list_project_entries(
    p_project_id bigint, p_since timestamptz, p_until timestamptz
)
    returns bigint[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(e.id), '{}')
    from suppliers._list_project_rows(p_project_id) as r
    inner join core.audit_entries as e
        on r.row_id = e.row_id and r.table_name = e.table_name
    where e.changed_at >= p_since and e.changed_at < p_until
$$;

comment on function suppliers._list_project_entries(
    bigint, timestamptz, timestamptz
) is
    'Ids of audit entries; p_since is included, p_until is not.';
