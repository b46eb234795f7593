-- Rendered from triggers/commerce/media_versions.sql.j2; edit that file, not this one.
-- Triggers on commerce.media_versions, in firing order.

create or replace function commerce.tg_media_versions__audit()
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
            v_actor, v_role, v_request, v_reason, 'commerce.media_versions',
            jsonb_build_array(n.media_id::text, n.version::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.media_versions',
            case when o.media_id is null then jsonb_build_array(n.media_id::text, n.version::text)::text else jsonb_build_array(o.media_id::text, o.version::text)::text end,
            case
                when n.media_id is null then 'delete'
                when o.media_id is null then 'insert'
                else 'update'
            end,
            case
                when n.media_id is null then (to_jsonb(o) || '{"upload": "***"}')
                when o.media_id is not null then (to_jsonb(o) || '{"upload": "***"}') - array[
                    'media_id',
                    'version',
                    case when o.product_id is not distinct from n.product_id then 'product_id' end,
                    case when o.status is not distinct from n.status then 'status' end,
                    case when o.is_active is not distinct from n.is_active then 'is_active' end,
                    case when o.declared_type is not distinct from n.declared_type then 'declared_type' end,
                    case when o.declared_bytes is not distinct from n.declared_bytes then 'declared_bytes' end,
                    case when o.declared_sha256 is not distinct from n.declared_sha256 then 'declared_sha256' end,
                    case when o.upload_key is not distinct from n.upload_key then 'upload_key' end,
                    case when row(o.upload)::record *= row(n.upload)::record then 'upload' end,
                    case when o.fault is not distinct from n.fault then 'fault' end,
                    case when o.fault_detail is not distinct from n.fault_detail then 'fault_detail' end,
                    case when o.content_type is not distinct from n.content_type then 'content_type' end,
                    case when o.bytes is not distinct from n.bytes then 'bytes' end,
                    case when o.sha256 is not distinct from n.sha256 then 'sha256' end,
                    case when o.width is not distinct from n.width then 'width' end,
                    case when o.height is not distinct from n.height then 'height' end,
                    case when o.orientation is not distinct from n.orientation then 'orientation' end,
                    case when o.dominant_colour is not distinct from n.dominant_colour then 'dominant_colour' end,
                    case when o.storage_key is not distinct from n.storage_key then 'storage_key' end,
                    case when o.url_path is not distinct from n.url_path then 'url_path' end,
                    case when o.registered_by is not distinct from n.registered_by then 'registered_by' end,
                    case when o.registered_at is not distinct from n.registered_at then 'registered_at' end,
                    case when o.decided_at is not distinct from n.decided_at then 'decided_at' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.media_id = n.media_id and o.version = n.version
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.media_versions',
            jsonb_build_array(o.media_id::text, o.version::text)::text,
            'delete', (to_jsonb(o) || '{"upload": "***"}')
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.media_versions',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function commerce.tg_media_versions__audit() is
    'Writes one audit entry for each changed row of commerce.media_versions.';

create or replace trigger t80_audit_insert
    after insert on commerce.media_versions
    referencing new table as new_rows
    for each statement
    execute function commerce.tg_media_versions__audit('upload');
create or replace trigger t80_audit_update
    after update on commerce.media_versions
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function commerce.tg_media_versions__audit('upload');
create or replace trigger t80_audit_delete
    after delete on commerce.media_versions
    referencing old table as old_rows
    for each statement
    execute function commerce.tg_media_versions__audit('upload');
create or replace trigger t80_audit_truncate
    after truncate on commerce.media_versions
    for each statement
    execute function commerce.tg_media_versions__audit('upload');
