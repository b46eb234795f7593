-- Rendered from triggers/suppliers/compliance_exports.sql.j2; edit that file, not this one.
-- Triggers on suppliers.compliance_exports, in firing order.

create or replace function suppliers.tg_compliance_exports__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
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
            v_actor, v_role, v_request, v_reason, 'suppliers.compliance_exports',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.compliance_exports',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then (to_jsonb(o) || '{"download": "***"}')
                when o.id is not null then (to_jsonb(o) || '{"download": "***"}') - array[
                    'id',
                    case when o.project_id is not distinct from n.project_id then 'project_id' end,
                    case when o.since_at is not distinct from n.since_at then 'since_at' end,
                    case when o.until_at is not distinct from n.until_at then 'until_at' end,
                    case when o.status is not distinct from n.status then 'status' end,
                    case when o.storage_key is not distinct from n.storage_key then 'storage_key' end,
                    case when o.bytes is not distinct from n.bytes then 'bytes' end,
                    case when o.sha256 is not distinct from n.sha256 then 'sha256' end,
                    case when row(o.manifest)::record *= row(n.manifest)::record then 'manifest' end,
                    case when row(o.download)::record *= row(n.download)::record then 'download' end,
                    case when o.requested_at is not distinct from n.requested_at then 'requested_at' end,
                    case when o.requested_by is not distinct from n.requested_by then 'requested_by' end,
                    case when o.finished_at is not distinct from n.finished_at then 'finished_at' end,
                    case when o.expires_at is not distinct from n.expires_at then 'expires_at' end
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
            v_actor, v_role, v_request, v_reason, 'suppliers.compliance_exports',
            o.id::text,
            'delete', (to_jsonb(o) || '{"download": "***"}')
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.compliance_exports',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function suppliers.tg_compliance_exports__audit() is
    'Writes one audit entry for each changed row of suppliers.compliance_exports.';

create or replace trigger t80_audit_insert
    after insert on suppliers.compliance_exports
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_compliance_exports__audit('download');
create or replace trigger t80_audit_update
    after update on suppliers.compliance_exports
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_compliance_exports__audit('download');
create or replace trigger t80_audit_delete
    after delete on suppliers.compliance_exports
    referencing old table as old_rows
    for each statement
    execute function suppliers.tg_compliance_exports__audit('download');
create or replace trigger t80_audit_truncate
    after truncate on suppliers.compliance_exports
    for each statement
    execute function suppliers.tg_compliance_exports__audit('download');
