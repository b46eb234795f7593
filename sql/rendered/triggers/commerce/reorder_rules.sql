-- Rendered from triggers/commerce/reorder_rules.sql.j2; edit that file, not this one.
-- Triggers on commerce.reorder_rules, in firing order.

-- A change raises the version, which callers compare (core.check_version).
create or replace trigger t10_bump_version
    before update on commerce.reorder_rules
    for each row
    execute function core.tg__bump_version();

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on commerce.reorder_rules
    for each row
    execute function core.tg__touch();

create or replace function commerce.tg_reorder_rules__audit()
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
            v_actor, v_role, v_request, v_reason, 'commerce.reorder_rules',
            jsonb_build_array(n.variant_id::text, n.location_id::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.reorder_rules',
            case when o.variant_id is null then jsonb_build_array(n.variant_id::text, n.location_id::text)::text else jsonb_build_array(o.variant_id::text, o.location_id::text)::text end,
            case
                when n.variant_id is null then 'delete'
                when o.variant_id is null then 'insert'
                else 'update'
            end,
            case
                when n.variant_id is null then to_jsonb(o)
                when o.variant_id is not null then to_jsonb(o) - array[
                    'variant_id',
                    'location_id',
                    case when o.vendor_id is not distinct from n.vendor_id then 'vendor_id' end,
                    case when o.method is not distinct from n.method then 'method' end,
                    case when o.minimum is not distinct from n.minimum then 'minimum' end,
                    case when o.maximum is not distinct from n.maximum then 'maximum' end,
                    case when o.pack_size is not distinct from n.pack_size then 'pack_size' end,
                    case when row(o.service_factor)::record *= row(n.service_factor)::record then 'service_factor' end,
                    case when o.cover_days is not distinct from n.cover_days then 'cover_days' end,
                    case when o.lead_time_days is not distinct from n.lead_time_days then 'lead_time_days' end,
                    case when o.unit_cost_minor is not distinct from n.unit_cost_minor then 'unit_cost_minor' end,
                    case when o.is_enabled is not distinct from n.is_enabled then 'is_enabled' end,
                    case when o.version is not distinct from n.version then 'version' end,
                    case when o.created_at is not distinct from n.created_at then 'created_at' end,
                    case when o.updated_at is not distinct from n.updated_at then 'updated_at' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.variant_id = n.variant_id and o.location_id = n.location_id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.reorder_rules',
            jsonb_build_array(o.variant_id::text, o.location_id::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.reorder_rules',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function commerce.tg_reorder_rules__audit() is
    'Writes one audit entry for each changed row of commerce.reorder_rules.';

create or replace trigger t80_audit_insert
    after insert on commerce.reorder_rules
    referencing new table as new_rows
    for each statement
    execute function commerce.tg_reorder_rules__audit();
create or replace trigger t80_audit_update
    after update on commerce.reorder_rules
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function commerce.tg_reorder_rules__audit();
create or replace trigger t80_audit_delete
    after delete on commerce.reorder_rules
    referencing old table as old_rows
    for each statement
    execute function commerce.tg_reorder_rules__audit();
create or replace trigger t80_audit_truncate
    after truncate on commerce.reorder_rules
    for each statement
    execute function commerce.tg_reorder_rules__audit();
