-- Rendered from triggers/suppliers/supplier_capabilities.sql.j2; edit that file, not this one.
-- Triggers on suppliers.supplier_capabilities, in firing order.

create or replace function suppliers.tg_supplier_capabilities__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set datestyle = 'ISO, YMD'
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.supplier_capabilities',
            jsonb_build_array(n.supplier_id::text, n.capability_code::text, n.valid_from_on::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.supplier_capabilities',
            case when o.supplier_id is null then jsonb_build_array(n.supplier_id::text, n.capability_code::text, n.valid_from_on::text)::text else jsonb_build_array(o.supplier_id::text, o.capability_code::text, o.valid_from_on::text)::text end,
            case
                when n.supplier_id is null then 'delete'
                when o.supplier_id is null then 'insert'
                else 'update'
            end,
            case
                when n.supplier_id is null then to_jsonb(o)
                when o.supplier_id is not null then to_jsonb(o) - array[
                    'supplier_id',
                    'capability_code',
                    'valid_from_on',
                    case when o.valid_until_on is not distinct from n.valid_until_on then 'valid_until_on' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.supplier_id = n.supplier_id and o.capability_code = n.capability_code and o.valid_from_on = n.valid_from_on
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.supplier_capabilities',
            jsonb_build_array(o.supplier_id::text, o.capability_code::text, o.valid_from_on::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.supplier_capabilities',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function suppliers.tg_supplier_capabilities__audit() is
    'Writes one audit entry for each changed row of suppliers.supplier_capabilities.';

create or replace trigger t80_audit_insert
    after insert on suppliers.supplier_capabilities
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_supplier_capabilities__audit();
create or replace trigger t80_audit_update
    after update on suppliers.supplier_capabilities
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_supplier_capabilities__audit();
create or replace trigger t80_audit_delete
    after delete on suppliers.supplier_capabilities
    referencing old table as old_rows
    for each statement
    execute function suppliers.tg_supplier_capabilities__audit();
create or replace trigger t80_audit_truncate
    after truncate on suppliers.supplier_capabilities
    for each statement
    execute function suppliers.tg_supplier_capabilities__audit();
