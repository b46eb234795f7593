-- suppliers.update_project: change a project, close it or open it again.
--
-- Locks the project. Definer: no role may write the table.

create or replace function suppliers.update_project(
    p_project_id bigint, p_patch jsonb, p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_project suppliers.projects;
    v_new suppliers.projects;
begin
    perform suppliers._require_manager(p_project_id);
    select p.*
    into v_project
    from suppliers.projects as p
    where p.id = p_project_id
    for no key update;
    perform core.check_version(
        'Project ' || p_project_id, v_project.version, p_expected_version,
        'suppliers.version_conflict'
    );
    v_new := suppliers._read_project(v_project, p_patch);
    if v_new.status = 'closed' and v_new is distinct from v_project then
        perform suppliers._require_active(v_project);
    end if;
    -- What reports have counted stands under the days of the zone in which it was done.
    if v_new.timezone <> v_project.timezone and exists (
        select from suppliers.task_instances as i where i.project_id = p_project_id
    ) then
        perform core.raise_error(
            'suppliers.invalid_project',
            format(
                'timezone: project %s has tasks, and their days are those of %s.',
                v_project.code, v_project.timezone
            )
        );
    end if;

    update suppliers.projects as p
    set
        name = v_new.name,
        status = v_new.status,
        calendar_id = v_new.calendar_id,
        timezone = v_new.timezone,
        starts_on = v_new.starts_on,
        metadata = v_new.metadata
    where p.id = p_project_id;
    return suppliers._show_managed_project(p_project_id);
end;
$$;

grant execute on function suppliers.update_project(bigint, jsonb, bigint)
to authenticated, service_role;

comment on function suppliers.update_project(bigint, jsonb, bigint) is
$$Change a project; for its managers and admins.

patch: what is missing or null stays, metadata is replaced whole. status closed: no
supplier is added, and neither a task nor the project changes; active opens the project
again. A new calendar is that of suppliers that are added later. The time zone stays
once the project has tasks: reports count by its days.
Takes: {patch: {name?: text | null, status?: "active" | "closed" | null, calendar?: text
| null, timezone?: text | null, starts_on?: date | null, metadata?: {[text]: jsonb} |
null}}
Returns: create_project
Units: starts_on YYYY-MM-DD; metadata has up to 10,000 bytes.
Errors: PT404 suppliers.unknown_project, PT404 suppliers.unknown_calendar, PT403
core.not_permitted, PT409 suppliers.version_conflict, PT409 suppliers.project_closed,
PT422 suppliers.invalid_project.
Example: {"project_id": 2001, "patch": {"status": "closed"}, "expected_version": 2}
Budget: 200 ms.
$$;
