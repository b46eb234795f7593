-- Rendered from triggers/suppliers/contacts.sql.j2; edit that file, not this one.
-- Triggers on suppliers.contacts, in firing order.

create or replace function suppliers.tg_contacts__audit()
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
            v_actor, v_role, v_request, v_reason, 'suppliers.contacts',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.contacts',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.supplier_id is not distinct from n.supplier_id then 'supplier_id' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.email is not distinct from n.email then 'email' end,
                    case when o.phone is not distinct from n.phone then 'phone' end,
                    case when o.duty is not distinct from n.duty then 'duty' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.contacts',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.contacts',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function suppliers.tg_contacts__audit() is
    'Writes one audit entry for each changed row of suppliers.contacts.';

create or replace trigger t80_audit_insert
    after insert on suppliers.contacts
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_contacts__audit();
create or replace trigger t80_audit_update
    after update on suppliers.contacts
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_contacts__audit();
create or replace trigger t80_audit_delete
    after delete on suppliers.contacts
    referencing old table as old_rows
    for each statement
    execute function suppliers.tg_contacts__audit();
create or replace trigger t80_audit_truncate
    after truncate on suppliers.contacts
    for each statement
    execute function suppliers.tg_contacts__audit();
