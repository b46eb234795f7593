-- Rendered from triggers/commerce/purchase_orders.sql.j2; edit that file, not this one.
-- Triggers on commerce.purchase_orders, in firing order.

create or replace function commerce.tg_purchase_orders__audit()
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
            v_actor, v_role, v_request, v_reason, 'commerce.purchase_orders',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.purchase_orders',
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
                    case when o.vendor_id is not distinct from n.vendor_id then 'vendor_id' end,
                    case when o.location_id is not distinct from n.location_id then 'location_id' end,
                    case when o.status is not distinct from n.status then 'status' end,
                    case when o.currency is not distinct from n.currency then 'currency' end,
                    case when o.total_minor is not distinct from n.total_minor then 'total_minor' end,
                    case when o.idempotency_key is not distinct from n.idempotency_key then 'idempotency_key' end,
                    case when o.message is not distinct from n.message then 'message' end,
                    case when o.vendor_reference is not distinct from n.vendor_reference then 'vendor_reference' end,
                    case when o.fault is not distinct from n.fault then 'fault' end,
                    case when o.created_by is not distinct from n.created_by then 'created_by' end,
                    case when o.created_at is not distinct from n.created_at then 'created_at' end,
                    case when o.sent_at is not distinct from n.sent_at then 'sent_at' end,
                    case when o.acknowledged_at is not distinct from n.acknowledged_at then 'acknowledged_at' end,
                    case when o.closed_at is not distinct from n.closed_at then 'closed_at' end,
                    case when o.closed_reason is not distinct from n.closed_reason then 'closed_reason' end
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
            v_actor, v_role, v_request, v_reason, 'commerce.purchase_orders',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.purchase_orders',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function commerce.tg_purchase_orders__audit() is
    'Writes one audit entry for each changed row of commerce.purchase_orders.';

create or replace trigger t80_audit_insert
    after insert on commerce.purchase_orders
    referencing new table as new_rows
    for each statement
    execute function commerce.tg_purchase_orders__audit();
create or replace trigger t80_audit_update
    after update on commerce.purchase_orders
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function commerce.tg_purchase_orders__audit();
create or replace trigger t80_audit_delete
    after delete on commerce.purchase_orders
    referencing old table as old_rows
    for each statement
    execute function commerce.tg_purchase_orders__audit();
create or replace trigger t80_audit_truncate
    after truncate on commerce.purchase_orders
    for each statement
    execute function commerce.tg_purchase_orders__audit();
