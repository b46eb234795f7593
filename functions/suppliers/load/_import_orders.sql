-- suppliers._import_orders: make projects, suppliers and tasks of loaded order lines.
--
-- One import at a time: the lock ends other loads of lines, not readers. Locks the
-- projects, by id, so their templates do not change meanwhile.

create or replace function suppliers._import_orders()
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
declare
    v_made jsonb;
    v_templates bigint;
    v_ids bigint[];
    v_projects bigint[];
begin
    lock table suppliers.order_lines in share row exclusive mode;
    v_made := suppliers._import_parties();
    perform from suppliers.projects as p
    where p.code in (select n.project_code from suppliers._list_pending_lines() as n)
    order by p.id
    for no key update;
    v_templates := suppliers._import_templates();
    v_ids := suppliers._import_tasks();

    v_projects := array(
        select distinct i.project_id
        from unnest(v_ids) as u (id)
        inner join suppliers.task_instances as i on u.id = i.id
    );
    update suppliers.projects as p
    set status = n.status
    from (
        select
            j.id,
            case
                when exists (
                    select
                    from suppliers.task_instances as i
                    inner join suppliers.task_statuses as s on i.status = s.code
                    where i.project_id = j.id and not s.is_final
                ) then 'active'
                else 'closed'
            end as status
        from suppliers.projects as j
        where j.id = any(v_projects) and j.metadata ? 'source'
    ) as n
    where p.id = n.id and p.status <> n.status;
    return v_made || jsonb_build_object(
        'templates', v_templates, 'tasks', cardinality(v_ids)
    );
end;
$$;

comment on function suppliers._import_orders() is
$$Make what the lines without a task need; returns {projects, suppliers, templates,
tasks}: how many are new.

A task is marked as imported: its dates may lie in the past. Its first history row has
the day on which it was promised, its last one that on which it came. A project that an
import made is closed while all its tasks have ended. Again: changes nothing.
$$;
