-- suppliers._check_supplier: whether a supplier can do the tasks of a project; returns
-- the calendar by which it would.
--
-- Locks the supplier against changes: none is switched off, or loses a capability,
-- while it gets tasks.

create or replace function suppliers._check_supplier(
    p_project suppliers.projects, p_supplier_id bigint
)
    returns suppliers.calendars
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_supplier suppliers.suppliers;
    v_calendar suppliers.calendars;
    v_missing text;
begin
    select s.*
    into v_supplier
    from suppliers.suppliers as s
    where s.id = p_supplier_id and s.is_active
    for share;
    if v_supplier.id is null then
        perform core.raise_error(
            'suppliers.unknown_supplier',
            format('There is no active supplier %s.', coalesce(p_supplier_id::text, 'null'))
        );
    end if;

    select string_agg(c.capability_code, ', ' order by c.capability_code)
    into v_missing
    from (
        select distinct t.capability_code
        from suppliers.task_templates as t
        where t.project_id = p_project.id and t.capability_code is not null
    ) as c
    where not suppliers.has_capability(
        p_supplier_id, c.capability_code, suppliers._project_day(p_project.timezone)
    );
    if v_missing is not null then
        perform core.raise_error(
            'suppliers.not_capable',
            format('Supplier %s lacks: %s.', v_supplier.code, v_missing)
        );
    end if;

    select c.*
    into v_calendar
    from suppliers.calendars as c
    where c.id = coalesce(v_supplier.calendar_id, p_project.calendar_id);
    return v_calendar;
end;
$$;

comment on function suppliers._check_supplier(suppliers.projects, bigint) is
$$The calendar of a supplier that has what the templates of a project require.

Errors: PT404 suppliers.unknown_supplier, PT422 suppliers.not_capable.
$$;
