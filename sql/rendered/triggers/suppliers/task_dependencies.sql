-- Rendered from triggers/suppliers/task_dependencies.sql.j2; edit that file, not this one.
-- Triggers on suppliers.task_dependencies, in firing order.

-- The dependencies of a project stay acyclic and follow the phases.
create or replace trigger t20_refuse_cycle_insert
    after insert on suppliers.task_dependencies
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_task_dependencies__refuse_cycle();
create or replace trigger t20_refuse_cycle_update
    after update on suppliers.task_dependencies
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_task_dependencies__refuse_cycle();

create or replace function suppliers.tg_task_dependencies__audit()
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
            v_actor, v_role, v_request, v_reason, 'suppliers.task_dependencies',
            jsonb_build_array(n.template_id::text, n.predecessor_id::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.task_dependencies',
            case when o.template_id is null then jsonb_build_array(n.template_id::text, n.predecessor_id::text)::text else jsonb_build_array(o.template_id::text, o.predecessor_id::text)::text end,
            case
                when n.template_id is null then 'delete'
                when o.template_id is null then 'insert'
                else 'update'
            end,
            case
                when n.template_id is null then to_jsonb(o)
                when o.template_id is not null then to_jsonb(o) - array[
                    'template_id',
                    'predecessor_id',
                    case when o.project_id is not distinct from n.project_id then 'project_id' end,
                    case when o.lag_days is not distinct from n.lag_days then 'lag_days' end,
                    case when o.is_implied is not distinct from n.is_implied then 'is_implied' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.template_id = n.template_id and o.predecessor_id = n.predecessor_id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.task_dependencies',
            jsonb_build_array(o.template_id::text, o.predecessor_id::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.task_dependencies',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function suppliers.tg_task_dependencies__audit() is
    'Writes one audit entry for each changed row of suppliers.task_dependencies.';

create or replace trigger t80_audit_insert
    after insert on suppliers.task_dependencies
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_task_dependencies__audit();
create or replace trigger t80_audit_update
    after update on suppliers.task_dependencies
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_task_dependencies__audit();
create or replace trigger t80_audit_delete
    after delete on suppliers.task_dependencies
    referencing old table as old_rows
    for each statement
    execute function suppliers.tg_task_dependencies__audit();
create or replace trigger t80_audit_truncate
    after truncate on suppliers.task_dependencies
    for each statement
    execute function suppliers.tg_task_dependencies__audit();

-- Every change invalidates the cached templates of the project.
create or replace trigger t90_uncache_insert
    after insert on suppliers.task_dependencies
    referencing new table as changed_rows
    for each statement
    execute function suppliers.tg__uncache_templates();
create or replace trigger t90_uncache_update
    after update on suppliers.task_dependencies
    referencing new table as changed_rows
    for each statement
    execute function suppliers.tg__uncache_templates();
create or replace trigger t90_uncache_delete
    after delete on suppliers.task_dependencies
    referencing old table as changed_rows
    for each statement
    execute function suppliers.tg__uncache_templates();
