-- Rendered from triggers/commerce/sync_policies.sql.j2; edit that file, not this one.
-- Triggers on commerce.sync_policies, in firing order.

create or replace function commerce.tg_sync_policies__audit()
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
            v_actor, v_role, v_request, v_reason, 'commerce.sync_policies',
            jsonb_build_array(n.source::text, n.entity::text, n.field::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.sync_policies',
            case when o.source is null then jsonb_build_array(n.source::text, n.entity::text, n.field::text)::text else jsonb_build_array(o.source::text, o.entity::text, o.field::text)::text end,
            case
                when n.source is null then 'delete'
                when o.source is null then 'insert'
                else 'update'
            end,
            case
                when n.source is null then to_jsonb(o)
                when o.source is not null then to_jsonb(o) - array[
                    'source',
                    'entity',
                    'field',
                    case when o.policy is not distinct from n.policy then 'policy' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.source = n.source and o.entity = n.entity and o.field = n.field
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.sync_policies',
            jsonb_build_array(o.source::text, o.entity::text, o.field::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.sync_policies',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function commerce.tg_sync_policies__audit() is
    'Writes one audit entry for each changed row of commerce.sync_policies.';

create or replace trigger t80_audit_insert
    after insert on commerce.sync_policies
    referencing new table as new_rows
    for each statement
    execute function commerce.tg_sync_policies__audit();
create or replace trigger t80_audit_update
    after update on commerce.sync_policies
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function commerce.tg_sync_policies__audit();
create or replace trigger t80_audit_delete
    after delete on commerce.sync_policies
    referencing old table as old_rows
    for each statement
    execute function commerce.tg_sync_policies__audit();
create or replace trigger t80_audit_truncate
    after truncate on commerce.sync_policies
    for each statement
    execute function commerce.tg_sync_policies__audit();
