-- Rendered from triggers/commerce/vendors.sql.j2; edit that file, not this one.
-- Triggers on commerce.vendors, in firing order.

-- A change raises the version, which callers compare (core.check_version).
create or replace trigger t10_bump_version
    before update on commerce.vendors
    for each row
    execute function core.tg__bump_version();

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on commerce.vendors
    for each row
    execute function core.tg__touch();

create or replace function commerce.tg_vendors__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set intervalstyle = 'postgres'
    set extra_float_digits = 1
    set bytea_output = 'hex'
    set lc_monetary = 'C'
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
            v_actor, v_role, v_request, v_reason, 'commerce.vendors',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.vendors',
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
                    case when o.code is not distinct from n.code then 'code' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.currency is not distinct from n.currency then 'currency' end,
                    case when o.lead_time_days is not distinct from n.lead_time_days then 'lead_time_days' end,
                    case when row(o.order_days)::record *= row(n.order_days)::record then 'order_days' end,
                    case when o.timezone is not distinct from n.timezone then 'timezone' end,
                    case when o.approval_limit_minor is not distinct from n.approval_limit_minor then 'approval_limit_minor' end,
                    case when o.api_url is not distinct from n.api_url then 'api_url' end,
                    case when o.webhook_source is not distinct from n.webhook_source then 'webhook_source' end,
                    case when o.is_active is not distinct from n.is_active then 'is_active' end,
                    case when o.version is not distinct from n.version then 'version' end,
                    case when o.created_at is not distinct from n.created_at then 'created_at' end,
                    case when o.updated_at is not distinct from n.updated_at then 'updated_at' end
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
            v_actor, v_role, v_request, v_reason, 'commerce.vendors',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.vendors',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function commerce.tg_vendors__audit() is
    'Writes one audit entry for each changed row of commerce.vendors.';

create or replace trigger t80_audit_insert
    after insert on commerce.vendors
    referencing new table as new_rows
    for each statement
    execute function commerce.tg_vendors__audit();
create or replace trigger t80_audit_update
    after update on commerce.vendors
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function commerce.tg_vendors__audit();
create or replace trigger t80_audit_delete
    after delete on commerce.vendors
    referencing old table as old_rows
    for each statement
    execute function commerce.tg_vendors__audit();
create or replace trigger t80_audit_truncate
    after truncate on commerce.vendors
    for each statement
    execute function commerce.tg_vendors__audit();
