-- suppliers.set_supplier: make or replace a supplier.
--
-- Locks the supplier; adding it to a project locks it too, so none is switched off
-- while it gets tasks. Definer: no role may write the table.

create or replace function suppliers.set_supplier(
    p_code text, p_supplier jsonb, p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_supplier suppliers.suppliers;
    v_stored suppliers.suppliers;
    v_id bigint;
begin
    perform core.require_role('admin', 'project_manager');
    perform suppliers._read_code(p_code, 'suppliers.invalid_supplier');
    v_supplier := suppliers._read_supplier(p_supplier);
    perform pg_advisory_xact_lock(hashtextextended('suppliers.supplier:' || p_code, 0));
    select s.*
    into v_stored
    from suppliers.suppliers as s
    where s.code = p_code
    for no key update;
    perform core.check_version(
        'Supplier ' || p_code, v_stored.version, p_expected_version,
        'suppliers.version_conflict'
    );
    if v_stored.is_active and not v_supplier.is_active and exists (
        select
        from suppliers.task_instances as i
        inner join suppliers.task_statuses as s on i.status = s.code
        where i.supplier_id = v_stored.id and not s.is_final
    ) then
        perform core.raise_error(
            'suppliers.tasks_open', format('Supplier %s has open tasks.', p_code)
        );
    end if;

    insert into suppliers.suppliers as s (
        code, name, country, calendar_id, is_active, metadata, created_at, updated_at
    )
    values (
        p_code, v_supplier.name, v_supplier.country, v_supplier.calendar_id,
        v_supplier.is_active, v_supplier.metadata, core.now(), core.now()
    )
    on conflict (code) do update
    set
        name = excluded.name,
        country = excluded.country,
        calendar_id = excluded.calendar_id,
        is_active = excluded.is_active,
        metadata = excluded.metadata
    returning s.id into v_id;
    return suppliers._show_supplier(v_id);
end;
$$;

grant execute on function suppliers.set_supplier(text, jsonb, bigint)
to authenticated, service_role;

comment on function suppliers.set_supplier(text, jsonb, bigint) is
$$Make or replace a supplier; for app roles admin and project_manager.

Without a calendar it works by that of each project; a new calendar is that of projects
that it is added to later. is_active false: no project gets it; refused while it has
open tasks. Users, contacts and capabilities stay. expected_version: that of the
supplier that was seen; 0: there is none yet.
Takes: {supplier: {name: text, country?: text | null, calendar?: text | null,
is_active?: boolean | null, metadata?: {[text]: jsonb} | null}}
Returns: get_supplier
Units: country is ISO 3166-1 alpha-2; code is up to 40 upper-case letters, digits, points
and hyphens; metadata has up to 10,000 bytes.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_calendar, PT409
suppliers.version_conflict, PT409 suppliers.tasks_open, PT422
suppliers.invalid_supplier.
Example: {"code": "ECHO", "supplier": {"name": "Echo", "country": "PH"},
"expected_version": 0}
Budget: 200 ms.
$$;
