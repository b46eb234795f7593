-- suppliers.list_task_templates: the templates of a project, in a topological order.

create or replace function suppliers.list_task_templates(
    p_project_id bigint, p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page := core.read_page(
        'suppliers.list_task_templates', p_after, p_page_size, '{integer}'
    );
    v_items jsonb;
begin
    if not exists (select from suppliers.projects as p where p.id = p_project_id) then
        perform core.raise_error(
            'suppliers.unknown_project',
            format('There is no project %s.', coalesce(p_project_id::text, 'null'))
        );
    end if;
    select jsonb_agg(to_jsonb(n) order by n.place)
    into v_items
    from (
        select
            t.place, t.id, t.code, t.title, t.phase_code as phase,
            t.capability_code as capability, t.canonical_due_on as canonical_due,
            t.duration_days,
            (
                select coalesce(
                    jsonb_agg(
                        jsonb_build_object(
                            'code', p.code, 'lag_days', d.lag_days,
                            'is_implied', d.is_implied
                        )
                        order by p.place
                    ),
                    '[]'
                )
                from suppliers.task_dependencies as d
                inner join suppliers.task_templates as p on d.predecessor_id = p.id
                where d.template_id = t.id
            ) as after
        from suppliers.task_templates as t
        where
            t.project_id = p_project_id
            and t.place > coalesce(v_page.key[1]::integer, 0)
        order by t.place
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'place');
end;
$$;

grant execute on function suppliers.list_task_templates(bigint, text, integer)
to authenticated, service_role;

comment on function suppliers.list_task_templates(bigint, text, integer) is
$$Templates of a project, each after its predecessors; for those who work on it.

Returns {items: [{place, id, code, title, phase, capability, canonical_due,
duration_days, after: [{code, lag_days, is_implied}]}], next}.
Units: duration_days and lag_days in working days; page_size from 1 to 500.
Errors: PT404 suppliers.unknown_project, PT422 core.invalid_cursor, PT422
core.invalid_page_size.
Example: {"project_id": 1}
Budget: 200 ms.
$$;
