-- suppliers.get_compliance_export: one export, with a link to its archive.
--
-- The database has no secret of the storage, so a job of the worker signs the link, and
-- a call after it has expired asks for another one. Definer: callers may not enqueue.

create or replace function suppliers.get_compliance_export(p_export_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_export suppliers.compliance_exports;
    v_shown jsonb;
begin
    select e.* into v_export
    from suppliers.compliance_exports as e
    where
        e.id = p_export_id
        and (
            core.can_act_as('admin')
            or e.project_id = any(suppliers.managed_project_ids())
        );
    if v_export.id is null then
        perform core.raise_error(
            'suppliers.unknown_export',
            format('There is no export %s.', coalesce(p_export_id::text, 'null'))
        );
    end if;
    v_shown := suppliers._show_export(v_export);
    if v_export.status = 'ready' and v_shown -> 'download' = 'null' then
        perform core.enqueue(
            'suppliers.sign_export',
            jsonb_build_object('v', 1, 'export_id', v_export.id),
            p_dedupe_key => v_export.id::text
        );
    end if;
    return v_shown;
end;
$$;

grant execute on function suppliers.get_compliance_export(bigint)
to authenticated, service_role;

comment on function suppliers.get_compliance_export(bigint) is
$$An export of a project; for its managers and admins.

expired: the archive was deleted from the storage. download is null until the worker has
signed a link: call again after a moment. The other facts of the archive are null while
it is pending. entries counts the audit entries of the project, sealed or not; head is
the last seal, null if there is none.
Returns: {id: bigint, project_id: bigint, since: timestamptz, until: timestamptz,
status: "pending" | "ready" | "expired", bytes: bigint | null, sha256: text | null,
manifest: {format: text, v: integer, project: {id: bigint, code: text, name: text},
since: timestamptz, until: timestamptz, requested_at: timestamptz, entries: bigint,
head: {seal_id: bigint, chain: text} | null, files: [{name: text, rows: bigint, bytes:
bigint, sha256: text}]} | null, download: {url: text, expires_at: timestamptz} | null,
requested_at: timestamptz, requested_by: uuid | null, finished_at: timestamptz | null,
expires_at: timestamptz | null}
Units: bytes.
Errors: PT404 suppliers.unknown_export.
Example: {"export_id": 1}
Budget: 100 ms.
$$;
