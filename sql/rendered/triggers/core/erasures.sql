-- Rendered from triggers/core/erasures.sql.j2; edit that file, not this one.
-- Triggers on core.erasures, in firing order.

create or replace function core.tg_erasures__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set bytea_output = 'hex'
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
            v_actor, v_role, v_request, v_reason, 'core.erasures',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.erasures',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then (to_jsonb(o) || '{"person_key": "***"}')
                when o.id is not null then (to_jsonb(o) || '{"person_key": "***"}') - array[
                    'id',
                    case when o.person_kind is not distinct from n.person_kind then 'person_kind' end,
                    case when o.person_key is not distinct from n.person_key then 'person_key' end,
                    case when o.person_sha256 is not distinct from n.person_sha256 then 'person_sha256' end,
                    case when o.reason is not distinct from n.reason then 'reason' end,
                    case when o.is_dry_run is not distinct from n.is_dry_run then 'is_dry_run' end,
                    case when o.status is not distinct from n.status then 'status' end,
                    case when row(o.erased)::record *= row(n.erased)::record then 'erased' end,
                    case when o.detail is not distinct from n.detail then 'detail' end,
                    case when o.requested_at is not distinct from n.requested_at then 'requested_at' end,
                    case when o.requested_by is not distinct from n.requested_by then 'requested_by' end,
                    case when o.finished_at is not distinct from n.finished_at then 'finished_at' end
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
            v_actor, v_role, v_request, v_reason, 'core.erasures',
            o.id::text,
            'delete', (to_jsonb(o) || '{"person_key": "***"}')
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.erasures',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function core.tg_erasures__audit() is
    'Writes one audit entry for each changed row of core.erasures.';

create or replace trigger t80_audit_insert
    after insert on core.erasures
    referencing new table as new_rows
    for each statement
    execute function core.tg_erasures__audit('person_key');
create or replace trigger t80_audit_update
    after update on core.erasures
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function core.tg_erasures__audit('person_key');
create or replace trigger t80_audit_delete
    after delete on core.erasures
    referencing old table as old_rows
    for each statement
    execute function core.tg_erasures__audit('person_key');
create or replace trigger t80_audit_truncate
    after truncate on core.erasures
    for each statement
    execute function core.tg_erasures__audit('person_key');
