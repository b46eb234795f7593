-- suppliers.set_project_managers: set who manages a project.
--
-- Locks the project, then its suppliers' rows where a manager goes. Definer: no role
-- may write the tables.

create or replace function suppliers.set_project_managers(
    p_project_id bigint, p_user_ids uuid[], p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_project suppliers.projects;
    v_version bigint;
    v_added bigint;
    v_gone uuid[];
    v_released bigint := 0;
begin
    perform suppliers._require_manager(p_project_id);
    perform core.read_list('user_ids', p_user_ids, 0, 200);
    select p.*
    into v_project
    from suppliers.projects as p
    where p.id = p_project_id
    for no key update;
    perform core.check_version(
        'Project ' || p_project_id, v_project.version, p_expected_version,
        'suppliers.version_conflict'
    );
    perform suppliers._require_active(v_project);
    v_version := v_project.version;

    with gone as (
        delete from suppliers.project_managers as m
        where m.project_id = p_project_id and m.user_id <> all(p_user_ids)
        returning m.user_id
    )

    select array_agg(g.user_id)
    into v_gone
    from gone as g;
    insert into suppliers.project_managers (project_id, user_id)
    select distinct p_project_id, u.id
    from unnest(p_user_ids) as u (id)
    on conflict (project_id, user_id) do nothing;
    get diagnostics v_added = row_count;
    if v_gone is not null then
        v_released := suppliers._release_tasks(v_gone, p_project_id, null);
    end if;
    if v_gone is not null or v_added > 0 then
        update suppliers.projects as p
        set updated_at = greatest(core.now(), p.updated_at + interval '1 microsecond')
        where p.id = p_project_id
        returning p.version into v_version;
    end if;
    return suppliers._show_managers(p_project_id) || jsonb_build_object(
        'project_id', p_project_id, 'version', v_version, 'released_tasks', v_released
    );
end;
$$;

grant execute on function suppliers.set_project_managers(bigint, uuid[], bigint)
to authenticated, service_role;

comment on function suppliers.set_project_managers(bigint, uuid[], bigint) is
$$Set all managers of a project; for its managers and admins.

user_ids: up to 200 users; each sees and steers the project while it has app role
project_manager. One who is left out no longer owns open tasks there, unless it works
for their supplier: they have no owner then, and their history says why. released_tasks
is how many these were.
Returns: {project_id: bigint, managers: [uuid], version: bigint, released_tasks: bigint}
Errors: PT404 suppliers.unknown_project, PT403 core.not_permitted, PT409
suppliers.version_conflict, PT409 suppliers.project_closed, PT422 core.invalid_argument.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>.
Example: {"project_id": 2001, "user_ids": ["00000000-0000-4000-8000-000000000001"]}
Budget: 200 ms.
$$;
