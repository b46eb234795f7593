-- suppliers.set_task_templates: set the templates of a project and their dependencies.
--
-- Locks the project. Definer: callers may write none of the tables. A template with
-- tasks keeps its row; its tasks keep their dates.

create or replace function suppliers.set_task_templates(
    p_project_id bigint,
    p_templates jsonb,
    p_dependencies jsonb default '[]',
    p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_templates jsonb;
    v_dependencies jsonb;
    v_project suppliers.projects;
    v_version bigint;
begin
    perform suppliers._require_manager(p_project_id);
    v_templates := suppliers._read_templates(p_templates);
    v_dependencies := suppliers._read_dependencies(v_templates, p_dependencies);
    select p.*
    into v_project
    from suppliers.projects as p
    where p.id = p_project_id
    for no key update;
    perform suppliers._require_active(v_project);
    perform core.check_version(
        'Project ' || p_project_id, v_project.version, p_expected_version,
        'suppliers.version_conflict'
    );

    -- Before statistics know the templates, the check of a foreign key would read all of
    -- them for each dependency.
    perform set_config('enable_seqscan', 'off', true);
    perform suppliers._write_templates(p_project_id, v_templates);
    delete from suppliers.task_dependencies as d
    where d.project_id = p_project_id;
    insert into suppliers.task_dependencies (
        project_id, template_id, predecessor_id, lag_days
    )
    select p_project_id, t.id, p.id, coalesce(r.lag_days, 0)
    from jsonb_to_recordset(v_dependencies) as r (
        template text, after text, lag_days integer
    )
    inner join suppliers.task_templates as t
        on t.project_id = p_project_id and r.template = t.code
    inner join suppliers.task_templates as p
        on p.project_id = p_project_id and r.after = p.code;
    perform suppliers._imply_phases(p_project_id);

    update suppliers.task_templates as t
    set place = o.place
    from unnest(suppliers._order_templates(p_project_id)) with ordinality as o (id, place)
    where t.id = o.id and t.place is distinct from o.place;
    perform set_config('enable_seqscan', 'on', true);
    update suppliers.projects as p
    set updated_at = greatest(core.now(), p.updated_at + interval '1 microsecond')
    where p.id = p_project_id
    returning p.version into v_version;
    return jsonb_build_object(
        'project_id', p_project_id, 'version', v_version,
        'templates', jsonb_array_length(v_templates),
        'dependencies', (
            select count(*)
            from suppliers.task_dependencies as d
            where d.project_id = p_project_id
        )
    );
end;
$$;

grant execute on function suppliers.set_task_templates(bigint, jsonb, jsonb, bigint)
to authenticated, service_role;

comment on function suppliers.set_task_templates(bigint, jsonb, jsonb, bigint) is
$$Set all templates of a project and their dependencies; for its managers and admins.

1 to 1,000 templates. Up to 5,000 dependencies between their codes; template starts when
after has ended and lag_days working days have passed. The phases tooling, samples and
production add up to 20,000 dependencies of their own. A template that is left out is
deleted; one with tasks cannot be left out. The tasks that exist keep their dates. The
answer has the numbers of templates and dependencies.
Takes: {templates: [{code: text, title: text, canonical_due: date, duration_days?:
integer | null, phase?: text | null, capability?: text | null}], dependencies:
[{template: text, after: text, lag_days?: integer | null}]}
Returns: {project_id: bigint, version: bigint, templates: integer, dependencies: bigint}
Units: canonical_due YYYY-MM-DD; duration_days from 1 to 1,000 working days, default 1;
lag_days from 0 to 1,000 working days.
Errors: PT404 suppliers.unknown_project, PT403 core.not_permitted, PT409
suppliers.project_closed, PT409 suppliers.version_conflict, PT409
suppliers.template_in_use, PT422 suppliers.invalid_templates, PT422
suppliers.dependency_cycle, PT422 suppliers.phase_order.
Example: {"project_id": 2003, "templates": [{"code": "mould", "title": "Make the mould",
"canonical_due": "2027-03-01", "duration_days": 10, "phase": "tooling"}, {"code":
"sample", "title": "First sample", "canonical_due": "2027-04-01"}], "dependencies":
[{"template": "sample", "after": "mould", "lag_days": 2}]}
Budget: 200 ms.
$$;
