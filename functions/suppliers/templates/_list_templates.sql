-- suppliers._list_templates: all templates of a project; core.cached keeps them.

create or replace function suppliers._list_templates(p_arguments jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'place', t.place,
                'id', t.id,
                'code', t.code,
                'title', t.title,
                'phase', t.phase_code,
                'capability', t.capability_code,
                'canonical_due', t.canonical_due_on,
                'duration_days', t.duration_days,
                'after', coalesce(d.after, '[]')
            )
            order by t.place
        ),
        '[]'
    )
    from suppliers.task_templates as t
    left join (
        select
            e.template_id,
            jsonb_agg(
                jsonb_build_object(
                    'code', p.code, 'lag_days', e.lag_days, 'is_implied', e.is_implied
                )
                order by p.place
            ) as after
        from suppliers.task_dependencies as e
        inner join suppliers.task_templates as p on e.predecessor_id = p.id
        where e.project_id = (p_arguments ->> 'project_id')::bigint
        group by e.template_id
    ) as d on t.id = d.template_id
    where t.project_id = (p_arguments ->> 'project_id')::bigint
$$;

comment on function suppliers._list_templates(jsonb) is
    'The templates of {project_id} by place, as list_task_templates returns them.';
