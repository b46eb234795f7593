-- suppliers.tg_task_dependencies__refuse_cycle: keep the graph of a project acyclic,
-- and phases in their order.
--
-- Locks the projects, by id: two writers, each of whose edges is acyclic alone, take
-- turns, so the second one sees the edges of the first.

create or replace function suppliers.tg_task_dependencies__refuse_cycle()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_project_id bigint;
    v_fault text;
begin
    for v_project_id in
        select distinct r.project_id from new_rows as r order by r.project_id
    loop
        perform from suppliers.projects as p
        where p.id = v_project_id
        for no key update;
        perform suppliers._order_templates(v_project_id);
    end loop;

    select format(
        '%s (%s) cannot come after %s (%s).',
        t.code, t.phase_code, p.code, p.phase_code
    )
    into v_fault
    from new_rows as r
    inner join suppliers.task_templates as t on r.template_id = t.id
    inner join suppliers.task_templates as p on r.predecessor_id = p.id
    inner join suppliers.phases as h on t.phase_code = h.code
    inner join suppliers.phases as g on p.phase_code = g.code
    where g.place > h.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error('suppliers.phase_order', v_fault);
    end if;
    return null;
end;
$$;

comment on function suppliers.tg_task_dependencies__refuse_cycle() is
$$Guard of dependencies.

Errors: PT422 suppliers.dependency_cycle, PT422 suppliers.phase_order.
$$;
