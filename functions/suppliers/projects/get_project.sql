-- suppliers.get_project: one project, from the cache.
--
-- A project that the caller does not see is refused before the cache is asked. Definer:
-- callers may use neither the cache nor the access log.

create or replace function suppliers.get_project(p_project_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_project jsonb;
begin
    perform suppliers._require_project(p_project_id);
    perform suppliers._log_read('project', p_project_id);
    v_project := core.cached(
        'suppliers.project', jsonb_build_object('project_id', p_project_id)
    );
    if core.can_act_as('admin') or p_project_id = any(suppliers.managed_project_ids()) then
        v_project := v_project || suppliers._show_managers(p_project_id);
    end if;
    return v_project;
end;
$$;

grant execute on function suppliers.get_project(bigint) to authenticated, service_role;

comment on function suppliers.get_project(bigint) is
$$A project; for admins, its managers and the people of its suppliers.

managers is for admins and managers. The answer is cached and follows every change at
once. What suppliers read is logged.
Returns: {id: bigint, code: text, name: text, status: "active" | "closed", calendar:
text, timezone: text, starts_on: date, metadata: {[text]: jsonb}, version: bigint,
created_at: timestamptz, updated_at: timestamptz, managers?: [uuid]}
Errors: PT404 suppliers.unknown_project; for a supplier's people PT405 core.post_only.
Example: {"project_id": 2001}
Budget: 100 ms.
$$;
