-- suppliers.find_export: what the worker needs to know of an export.
--
-- Definer: the worker may read none of the tables.

create or replace function suppliers.find_export(p_export_id bigint)
    returns jsonb
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'status', e.status,
        'storage_key', e.storage_key,
        'project', jsonb_build_object('id', p.id, 'code', p.code, 'name', p.name),
        'since', e.since_at,
        'until', e.until_at,
        'requested_at', e.requested_at,
        'erasures', (
            select count(*)
            from core.erasures as r
            where r.status = 'done' and not r.is_dry_run
        )
    )
    from suppliers.compliance_exports as e
    inner join suppliers.projects as p on e.project_id = p.id
    where e.id = p_export_id
$$;

grant execute on function suppliers.find_export(bigint) to app_worker;

comment on function suppliers.find_export(bigint) is
$${status, storage_key, project, since, until, requested_at, erasures}, or null.

erasures: how many there are, for suppliers.record_export.
$$;
