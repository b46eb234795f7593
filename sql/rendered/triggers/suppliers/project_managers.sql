-- Rendered from triggers/suppliers/project_managers.sql.j2; edit that file, not this one.
-- Triggers on suppliers.project_managers, in firing order.

create or replace function suppliers.tg_project_managers__audit()
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
            v_actor, v_role, v_request, v_reason, 'suppliers.project_managers',
            jsonb_build_array(n.project_id::text, n.user_id::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.project_managers',
            case when o.project_id is null then jsonb_build_array(n.project_id::text, n.user_id::text)::text else jsonb_build_array(o.project_id::text, o.user_id::text)::text end,
            case
                when n.project_id is null then 'delete'
                when o.project_id is null then 'insert'
                else 'update'
            end,
            case
                when n.project_id is null then to_jsonb(o)
                when o.project_id is not null then to_jsonb(o) - array[
                    'project_id',
                    'user_id'
                ]
            end
        from old_rows as o
        full join new_rows as n on o.project_id = n.project_id and o.user_id = n.user_id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.project_managers',
            jsonb_build_array(o.project_id::text, o.user_id::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.project_managers',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function suppliers.tg_project_managers__audit() is
    'Writes one audit entry for each changed row of suppliers.project_managers.';

create or replace trigger t80_audit_insert
    after insert on suppliers.project_managers
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_project_managers__audit();
create or replace trigger t80_audit_update
    after update on suppliers.project_managers
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_project_managers__audit();
create or replace trigger t80_audit_delete
    after delete on suppliers.project_managers
    referencing old table as old_rows
    for each statement
    execute function suppliers.tg_project_managers__audit();
create or replace trigger t80_audit_truncate
    after truncate on suppliers.project_managers
    for each statement
    execute function suppliers.tg_project_managers__audit();
