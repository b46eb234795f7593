-- suppliers.read_export: the rows of one file of an archive, as JSON.
--
-- Dynamic SQL over the tables of suppliers._list_export_parts only. Definer: the worker
-- may read none of them.

create or replace function suppliers.read_export(p_export_id bigint, p_part text)
    returns table (line text)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
as $$
declare
    v_export suppliers.compliance_exports;
    v_part record;
begin
    select e.* into v_export
    from suppliers.compliance_exports as e
    where e.id = p_export_id;
    if p_part = 'audit_entries' then
        return query
        select e.entry::text
        from core.prove_audit_entries(
            suppliers._list_project_entries(
                v_export.project_id, v_export.since_at, v_export.until_at
            )
        ) as e (entry);
    elsif p_part = 'audit_seals' then
        return query select s.seal::text from core.list_audit_seals() as s (seal);
    elsif p_part = 'erasures' then
        return query
        select jsonb_build_object(
            'id', e.id, 'person_kind', e.person_kind, 'finished_at', e.finished_at
        )::text
        from core.erasures as e
        where e.status = 'done' and not e.is_dry_run
        order by e.id;
    else
        select p.* into strict v_part
        from suppliers._list_export_parts() as p
        where p.name = p_part;
        return query execute format(
            'select to_jsonb(t)::text from %s as t where %s order by %s',
            v_part.relation, v_part.condition, v_part.key
        )
        using v_export.project_id, v_export.since_at, v_export.until_at;
    end if;
end;
$$;

grant execute on function suppliers.read_export(bigint, text) to app_worker;

comment on function suppliers.read_export(bigint, text) is
    'One row per record of the part, in its order; read it with a cursor.';
