-- suppliers._imply_phases: write the dependencies that follow from the phases.
--
-- The last tasks of a phase (no other of the phase comes after) precede the first ones
-- of the next phase that the project has. So a phase is over before the next begins,
-- and plans, guards and the critical path know one kind of dependency only. Every last
-- task precedes every first one, so their number is bounded.

create or replace function suppliers._imply_phases(p_project_id bigint)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 20000;
    v_before bigint[];
    v_after bigint[];
begin
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

    select array_agg(p.id), array_agg(t.id)
    into v_before, v_after
    from template as p
    inner join template as t on t.phase = p.phase + 1
    where
        not exists (select from inner_edge as e where e.predecessor_id = p.id)
        and not exists (select from inner_edge as e where e.template_id = t.id);
    if cardinality(v_before) > c_most then
        perform core.raise_error(
            'suppliers.invalid_templates',
            format(
                'The phases imply %s dependencies, more than %s: state which tasks end '
                'and begin each phase.',
                cardinality(v_before), c_most
            )
        );
    end if;
    insert into suppliers.task_dependencies (
        project_id, template_id, predecessor_id, is_implied
    )
    select p_project_id, u.after_id, u.before_id, true
    from unnest(v_before, v_after) as u (before_id, after_id)
    on conflict do nothing;
end;
$$;

comment on function suppliers._imply_phases(bigint) is
$$Replace the implied rows of suppliers.task_dependencies of a project.

Errors: PT422 suppliers.invalid_templates.
$$;
