-- Rendered from triggers/commerce/bundle_components.sql.j2; edit that file, not this one.
-- Triggers on commerce.bundle_components, in firing order.

-- Only a bundle has components, and none of them is a bundle.
create or replace trigger t20_refuse_nesting
    before insert or update on commerce.bundle_components
    for each row
    execute function commerce.tg_bundle_components__refuse_nesting();

create or replace function commerce.tg_bundle_components__audit()
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
            v_actor, v_role, v_request, v_reason, 'commerce.bundle_components',
            jsonb_build_array(n.bundle_id::text, n.variant_id::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.bundle_components',
            case when o.bundle_id is null then jsonb_build_array(n.bundle_id::text, n.variant_id::text)::text else jsonb_build_array(o.bundle_id::text, o.variant_id::text)::text end,
            case
                when n.bundle_id is null then 'delete'
                when o.bundle_id is null then 'insert'
                else 'update'
            end,
            case
                when n.bundle_id is null then to_jsonb(o)
                when o.bundle_id is not null then to_jsonb(o) - array[
                    'bundle_id',
                    'variant_id',
                    case when o.quantity is not distinct from n.quantity then 'quantity' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.bundle_id = n.bundle_id and o.variant_id = n.variant_id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.bundle_components',
            jsonb_build_array(o.bundle_id::text, o.variant_id::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.bundle_components',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function commerce.tg_bundle_components__audit() is
    'Writes one audit entry for each changed row of commerce.bundle_components.';

create or replace trigger t80_audit_insert
    after insert on commerce.bundle_components
    referencing new table as new_rows
    for each statement
    execute function commerce.tg_bundle_components__audit();
create or replace trigger t80_audit_update
    after update on commerce.bundle_components
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function commerce.tg_bundle_components__audit();
create or replace trigger t80_audit_delete
    after delete on commerce.bundle_components
    referencing old table as old_rows
    for each statement
    execute function commerce.tg_bundle_components__audit();
create or replace trigger t80_audit_truncate
    after truncate on commerce.bundle_components
    for each statement
    execute function commerce.tg_bundle_components__audit();

-- Every change invalidates the cached pages of the product.
create or replace trigger t90_uncache
    after insert or update or delete on commerce.bundle_components
    for each row
    execute function commerce.tg_bundle_components__uncache();
