-- suppliers._imply_phases: write the dependencies that follow from the phases.
--
-- The last tasks of a phase (no other of the phase comes after) precede the first ones
-- of the next phase that the project has. So a phase is over before the next begins,
-- and plans, guards and the critical path know one kind of dependency only.

create or replace function suppliers._imply_phases(p_project_id bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    delete from suppliers.task_dependencies as d
    where d.project_id = p_project_id and d.is_implied;

    with template as (
        select t.id, dense_rank() over (order by h.place) as phase
        from suppliers.task_templates as t
        inner join suppliers.phases as h on t.phase_code = h.code
        where t.project_id = p_project_id
    )

    , inner_edge as (
        select d.predecessor_id, d.template_id
        from suppliers.task_dependencies as d
        inner join template as p on d.predecessor_id = p.id
        inner join template as t on d.template_id = t.id
        where d.project_id = p_project_id and p.phase = t.phase
    )

    insert into suppliers.task_dependencies (
        project_id, template_id, predecessor_id, is_implied
    )
    select p_project_id, t.id, p.id, true
    from template as p
    inner join template as t on t.phase = p.phase + 1
    where
        not exists (select from inner_edge as e where e.predecessor_id = p.id)
        and not exists (select from inner_edge as e where e.template_id = t.id)
    on conflict do nothing;
$$;

comment on function suppliers._imply_phases(bigint) is
    'Replace the implied rows of suppliers.task_dependencies of a project.';
