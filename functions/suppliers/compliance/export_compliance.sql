-- suppliers.export_compliance: make an archive of a project for an auditor.
--
-- A job makes it. Definer: callers may write none of the tables. While an export of the
-- same period is pending, it is the answer: the update of nothing waits for a job that
-- is about to end it. Archives are written one after another, so nobody asks for many.

create or replace function suppliers.export_compliance(
    p_project_id bigint, p_since timestamptz, p_until timestamptz default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_until constant timestamptz := coalesce(p_until, core.now());
    v_export suppliers.compliance_exports;
begin
    perform suppliers._require_manager(p_project_id);
    perform core.read_time('since', p_since);
    perform core.read_time('until', v_until);
    if v_until <= p_since then
        perform core.raise_error(
            'core.invalid_argument', format('until %s is not after since.', v_until)
        );
    end if;

    perform core.limit_caller('suppliers.export_compliance', 20, 3600);
    insert into suppliers.compliance_exports (
        project_id, since_at, until_at, requested_at, requested_by
    )
    values (p_project_id, p_since, v_until, core.now(), core.actor_id())
    on conflict (project_id, since_at, until_at) where status = 'pending'
        do update set requested_at = suppliers.compliance_exports.requested_at
    returning * into v_export;
    perform core.enqueue(
        'suppliers.export_compliance',
        jsonb_build_object('v', 1, 'export_id', v_export.id),
        p_dedupe_key => v_export.id::text,
        p_concurrency_key => 'suppliers.export_compliance'
    );
    return suppliers._show_export(v_export);
end;
$$;

grant execute on function suppliers.export_compliance(bigint, timestamptz, timestamptz)
to authenticated, service_role;

comment on function suppliers.export_compliance(bigint, timestamptz, timestamptz) is
$$Make an archive of all records of a project; for its managers and admins.

Records are as they are now; history, reads and audit entries those from since until
before until, which is now by default. A job writes the archive: JSON Lines and CSV of
each table, the audit entries with their proofs, the chain of seals, and a manifest with
SHA-256 sums. `rowhouse audit verify FILE` verifies it. A caller may ask 20 times an
hour.
Returns: get_compliance_export
Errors: PT404 suppliers.unknown_project, PT403 core.not_permitted, PT422
core.invalid_argument, PT429 core.rate_limited.
Example: {"project_id": 2001, "since": "2025-01-01T00:00:00Z"}
Budget: 200 ms.
$$;
