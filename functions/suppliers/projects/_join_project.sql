-- suppliers._join_project: write that a supplier works for a project.

create or replace function suppliers._join_project(
    p_project_id bigint, p_supplier_id bigint, p_calendar_id bigint
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    insert into suppliers.supplier_projects as s (
        project_id, supplier_id, calendar_id, added_at
    )
    values (p_project_id, p_supplier_id, p_calendar_id, core.now())
    on conflict (project_id, supplier_id) do update
    set
        calendar_id = excluded.calendar_id,
        added_at = excluded.added_at,
        removed_at = null
    where s.removed_at is not null
    returning s.id into v_id;
    if v_id is null then
        perform core.raise_error(
            'suppliers.already_added',
            format('Supplier %s works for the project already.', p_supplier_id)
        );
    end if;
    return v_id;
end;
$$;

comment on function suppliers._join_project(bigint, bigint, bigint) is
$$The id of the row of suppliers.supplier_projects, also of one that was removed before.

Errors: PT409 suppliers.already_added.
$$;
