-- suppliers._write_templates: make the templates of a project those of a call.

create or replace function suppliers._write_templates(
    p_project_id bigint, p_templates jsonb
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_used text;
begin
    delete from suppliers.task_templates as t
    where
        t.project_id = p_project_id
        and not exists (
            select
            from jsonb_array_elements(p_templates) as e (item)
            where e.item ->> 'code' = t.code
        )
        and not exists (
            select
            from suppliers.task_instances as i
            where i.task_template_id = t.id
        );
    select string_agg(t.code, ', ' order by t.code)
    into v_used
    from suppliers.task_templates as t
    where
        t.project_id = p_project_id
        and not exists (
            select
            from jsonb_array_elements(p_templates) as e (item)
            where e.item ->> 'code' = t.code
        );
    if v_used is not null then
        perform core.raise_error(
            'suppliers.template_in_use',
            format('These templates have tasks and cannot be left out: %s.', v_used)
        );
    end if;

    insert into suppliers.task_templates as t (
        project_id, code, title, phase_code, capability_code, canonical_due_on,
        duration_days, place
    )
    select
        p_project_id, r.code, r.title, r.phase, r.capability, r.canonical_due,
        coalesce(r.duration_days, 1), r.place
    from (
        select x.*, e.place
        from jsonb_array_elements(p_templates) with ordinality as e (item, place)
        cross join lateral jsonb_to_record(e.item) as x (
            code text, title text, phase text, capability text, canonical_due date,
            duration_days integer
        )
    ) as r
    on conflict (project_id, code) do update
    set
        title = excluded.title,
        phase_code = excluded.phase_code,
        capability_code = excluded.capability_code,
        canonical_due_on = excluded.canonical_due_on,
        duration_days = excluded.duration_days
    where
        (
            t.title, t.phase_code, t.capability_code, t.canonical_due_on, t.duration_days
        ) is distinct from (
            excluded.title, excluded.phase_code, excluded.capability_code,
            excluded.canonical_due_on, excluded.duration_days
        );
end;
$$;

comment on function suppliers._write_templates(bigint, jsonb) is
$$Insert, update and delete templates; the caller has read them and locked the project.

Errors: PT409 suppliers.template_in_use.
$$;
