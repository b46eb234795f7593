-- suppliers._make_demo_projects: the five projects of the demo and their templates.
--
-- They begin 90 days apart: one is over, three are under way, one begins. Each has
-- 30 templates per phase, as five chains of six steps, and ten papers without a phase.

create or replace function suppliers._make_demo_projects(p_today date)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_project suppliers.projects;
begin
    insert into suppliers.projects (
        code, name, calendar_id, starts_on, metadata, created_at, updated_at
    )
    select
        'DEMO-' || upper(n.name), n.name, c.id, p_today - 385 + (n.place - 1)::integer * 90,
        '{"source": "demo"}', core.now(), core.now()
    from unnest(
        array['Kettle', 'Lamp', 'Radio', 'Scooter', 'Camera']
    ) with ordinality as n (name, place)
    inner join suppliers.calendars as c on c.code = 'STANDARD'
    order by n.place;
    insert into suppliers.project_managers (project_id, user_id)
    select p.id, md5(u.name)::uuid
    from suppliers.projects as p
    cross join (values ('mia'), ('noa')) as u (name)
    where
        p.metadata @> '{"source": "demo"}'
        and (u.name = 'mia' or p.code in ('DEMO-SCOOTER', 'DEMO-CAMERA'));

    for v_project in
        select p.*
        from suppliers.projects as p
        where p.metadata @> '{"source": "demo"}'
        order by p.id
    loop
        perform suppliers.set_task_templates(
            v_project.id,
            (
                select jsonb_agg(
                    (t.template - 'day') || jsonb_build_object(
                        'canonical_due',
                        v_project.starts_on + (t.template ->> 'day')::integer
                    )
                    order by t.template ->> 'code'
                )
                from suppliers._list_demo_templates() as t
            ),
            (
                select jsonb_agg(
                    jsonb_build_object(
                        'template', to_char(n, 'FM"T"000'),
                        'after', to_char(n - 5, 'FM"T"000'),
                        'lag_days', (n % 3 = 0)::integer
                    )
                )
                from generate_series(1, 90) as n
                where (n - 1) % 30 >= 5
            )
        );
    end loop;
end;
$$;

comment on function suppliers._make_demo_projects(date) is
    'Projects with mia as their manager, noa for the last two, and 100 templates each.';
