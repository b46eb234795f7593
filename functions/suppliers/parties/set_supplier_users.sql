-- suppliers.set_supplier_users: set who works for a supplier.
--
-- Locks the supplier, then its rows in projects where a user goes. A supplier's people
-- see its tasks of all projects. So a project manager changes them where it manages all
-- of these, and does not become one of them. Definer: no role may write the tables.

create or replace function suppliers.set_supplier_users(
    p_supplier_id bigint, p_user_ids uuid[], p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_added bigint;
    v_gone uuid[];
    v_released bigint := 0;
begin
    perform core.require_role('admin', 'project_manager');
    perform core.read_list('user_ids', p_user_ids, 0, 200);
    perform suppliers._lock_supplier(p_supplier_id, p_expected_version);
    if
        not core.can_act_as('admin')
        and core.actor_id() = any(p_user_ids)
        and not exists (
            select
            from suppliers.supplier_users as u
            where u.supplier_id = p_supplier_id and u.user_id = core.actor_id()
        )
    then
        perform core.raise_error(
            'core.not_permitted', 'Only an admin can add the caller to a supplier.'
        );
    end if;

    if not core.can_act_as('admin') and exists (
        select
        from suppliers.supplier_projects as s
        where
            s.supplier_id = p_supplier_id
            and s.project_id <> all(suppliers.managed_project_ids())
    ) then
        perform core.raise_error(
            'core.not_permitted',
            'The supplier works for a project that the caller does not manage.'
        );
    end if;

    with gone as (
        delete from suppliers.supplier_users as u
        where u.supplier_id = p_supplier_id and u.user_id <> all(p_user_ids)
        returning u.user_id
    )

    select array_agg(g.user_id)
    into v_gone
    from gone as g;
    insert into suppliers.supplier_users (supplier_id, user_id)
    select distinct p_supplier_id, u.id
    from unnest(p_user_ids) as u (id)
    on conflict (supplier_id, user_id) do nothing;
    get diagnostics v_added = row_count;
    if v_gone is not null then
        v_released := suppliers._release_tasks(v_gone, null, p_supplier_id);
    end if;
    if v_gone is not null or v_added > 0 then
        perform suppliers._touch_supplier(p_supplier_id);
    end if;
    return suppliers._show_supplier(p_supplier_id)
        || jsonb_build_object('released_tasks', v_released);
end;
$$;

grant execute on function suppliers.set_supplier_users(bigint, uuid[], bigint)
to authenticated, service_role;

comment on function suppliers.set_supplier_users(bigint, uuid[], bigint) is
$$Set all users who work for a supplier; for app roles admin and project_manager.

user_ids: up to 200 users; each sees and does the tasks of the supplier while it has app
role supplier. A project manager cannot add itself, and changes only suppliers whose
projects it manages, all of them. One who is left out no longer owns open tasks of the
supplier, unless it manages their project: they have no owner then, and their history
says why. released_tasks is how many these were.
Returns: {id: bigint, code: text, name: text, country: text | null, calendar: text |
null, is_active: boolean, metadata: {[text]: jsonb}, version: bigint, created_at:
timestamptz, updated_at: timestamptz, users: [uuid], contacts: [get_supplier.contacts],
capabilities: [get_supplier.capabilities], released_tasks: bigint}
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_supplier, PT409
suppliers.version_conflict, PT422 core.invalid_argument.
Emits: suppliers.tasks.updated on suppliers:tasks:<supplier_project_id>.
Example: {"supplier_id": 3001, "user_ids": ["00000000-0000-4000-8000-000000000001"]}
Budget: 200 ms.
$$;
