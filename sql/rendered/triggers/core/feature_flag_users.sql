-- Rendered from triggers/core/feature_flag_users.sql.j2; edit that file, not this one.
-- Triggers on core.feature_flag_users, in firing order.

create or replace function core.tg_feature_flag_users__audit()
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
            v_actor, v_role, v_request, v_reason, 'core.feature_flag_users',
            jsonb_build_array(n.flag_name::text, n.user_id::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.feature_flag_users',
            case when o.flag_name is null then jsonb_build_array(n.flag_name::text, n.user_id::text)::text else jsonb_build_array(o.flag_name::text, o.user_id::text)::text end,
            case
                when n.flag_name is null then 'delete'
                when o.flag_name is null then 'insert'
                else 'update'
            end,
            case
                when n.flag_name is null then to_jsonb(o)
                when o.flag_name is not null then to_jsonb(o) - array[
                    'flag_name',
                    'user_id'
                ]
            end
        from old_rows as o
        full join new_rows as n on o.flag_name = n.flag_name and o.user_id = n.user_id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.feature_flag_users',
            jsonb_build_array(o.flag_name::text, o.user_id::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.feature_flag_users',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function core.tg_feature_flag_users__audit() is
    'Writes one audit entry for each changed row of core.feature_flag_users.';

create or replace trigger t80_audit_insert
    after insert on core.feature_flag_users
    referencing new table as new_rows
    for each statement
    execute function core.tg_feature_flag_users__audit();
create or replace trigger t80_audit_update
    after update on core.feature_flag_users
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function core.tg_feature_flag_users__audit();
create or replace trigger t80_audit_delete
    after delete on core.feature_flag_users
    referencing old table as old_rows
    for each statement
    execute function core.tg_feature_flag_users__audit();
create or replace trigger t80_audit_truncate
    after truncate on core.feature_flag_users
    for each statement
    execute function core.tg_feature_flag_users__audit();
