-- suppliers.set_supplier_capabilities: set what a supplier can do, and when.
--
-- Locks the supplier. Only what differs is written. Definer: no role may write the
-- table.

create or replace function suppliers.set_supplier_capabilities(
    p_supplier_id bigint, p_capabilities jsonb, p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_capabilities jsonb;
    v_removed bigint;
    v_written bigint;
begin
    perform core.require_role('admin', 'project_manager');
    v_capabilities := suppliers._read_capabilities(p_capabilities);
    perform suppliers._lock_supplier(p_supplier_id, p_expected_version);

    delete from suppliers.supplier_capabilities as a
    where
        a.supplier_id = p_supplier_id
        and not exists (
            select
            from jsonb_to_recordset(v_capabilities) as r (
                capability text, valid_from_on date
            )
            where
                a.capability_code = r.capability and a.valid_from_on = r.valid_from_on
        );
    get diagnostics v_removed = row_count;
    insert into suppliers.supplier_capabilities as a (
        supplier_id, capability_code, valid_from_on, valid_until_on
    )
    select p_supplier_id, r.capability, r.valid_from_on, r.valid_until_on
    from jsonb_to_recordset(v_capabilities) as r (
        capability text, valid_from_on date, valid_until_on date
    )
    on conflict (supplier_id, capability_code, valid_from_on) do update
    set valid_until_on = excluded.valid_until_on
    where a.valid_until_on is distinct from excluded.valid_until_on;
    get diagnostics v_written = row_count;
    if v_removed > 0 or v_written > 0 then
        perform suppliers._touch_supplier(p_supplier_id);
    end if;
    return suppliers._show_supplier(p_supplier_id);
end;
$$;

grant execute on function suppliers.set_supplier_capabilities(bigint, jsonb, bigint)
to authenticated, service_role;

comment on function suppliers.set_supplier_capabilities(bigint, jsonb, bigint) is
$$Set all capabilities of a supplier with their periods; for app roles admin and
project_manager.

Up to 200 capabilities; without valid_until_on there is no end. A task that has started
goes on without its capability; one that has not does not start.
Takes: {capabilities: [{capability: text, valid_from_on: date, valid_until_on?: date |
null}]}
Returns: get_supplier
Units: days YYYY-MM-DD, the first and the last included.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_supplier, PT409
suppliers.version_conflict, PT422 suppliers.invalid_supplier.
Example: {"supplier_id": 3001, "capabilities": [{"capability": "painting",
"valid_from_on": "2026-01-01"}]}
Budget: 200 ms.
$$;
