-- Rendered from triggers/suppliers/capabilities.sql.j2; edit that file, not this one.
-- Triggers on suppliers.capabilities, in firing order.

create or replace function suppliers.tg_capabilities__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
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
            v_actor, v_role, v_request, v_reason, 'suppliers.capabilities',
            n.code::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.capabilities',
            coalesce(o.code::text, n.code::text),
            case
                when n.code is null then 'delete'
                when o.code is null then 'insert'
                else 'update'
            end,
            case
                when n.code is null then to_jsonb(o)
                when o.code is not null then to_jsonb(o) - array[
                    'code',
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.is_certified is not distinct from n.is_certified then 'is_certified' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.code = n.code
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.capabilities',
            o.code::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.capabilities',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function suppliers.tg_capabilities__audit() is
    'Writes one audit entry for each changed row of suppliers.capabilities.';

create or replace trigger t80_audit_insert
    after insert on suppliers.capabilities
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_capabilities__audit();
create or replace trigger t80_audit_update
    after update on suppliers.capabilities
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_capabilities__audit();
create or replace trigger t80_audit_delete
    after delete on suppliers.capabilities
    referencing old table as old_rows
    for each statement
    execute function suppliers.tg_capabilities__audit();
create or replace trigger t80_audit_truncate
    after truncate on suppliers.capabilities
    for each statement
    execute function suppliers.tg_capabilities__audit();
