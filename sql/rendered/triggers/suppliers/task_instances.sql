-- Rendered from triggers/suppliers/task_instances.sql.j2; edit that file, not this one.
-- Triggers on suppliers.task_instances, in firing order.

-- A change raises the version, which callers compare (core.check_version).
create or replace trigger t10_bump_version
    before update on suppliers.task_instances
    for each row
    execute function core.tg__bump_version();

-- A change of status is one of suppliers.task_transitions; a new date is not past.
create or replace trigger t20_refuse_change
    after update on suppliers.task_instances
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__refuse_change();

-- Every change of status, dates or owner is a row of suppliers.task_history.
create or replace trigger t30_record_insert
    after insert on suppliers.task_instances
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__record();
create or replace trigger t30_record_update
    after update on suppliers.task_instances
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__record();

-- Reports count what comes, ends and slips, and how each task kept its promises.
create or replace trigger t40_progress_insert
    after insert on suppliers.task_instances
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__progress();
create or replace trigger t40_progress_update
    after update on suppliers.task_instances
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__progress();
create or replace trigger t40_judge_insert
    after insert on suppliers.task_instances
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__judge();
create or replace trigger t40_judge_update
    after update on suppliers.task_instances
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__judge();
create or replace trigger t40_slip_update
    after update on suppliers.task_instances
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__slip();

create or replace function suppliers.tg_task_instances__audit()
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
            v_actor, v_role, v_request, v_reason, 'suppliers.task_instances',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.task_instances',
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
                    case when o.supplier_project_id is not distinct from n.supplier_project_id then 'supplier_project_id' end,
                    case when o.project_id is not distinct from n.project_id then 'project_id' end,
                    case when o.supplier_id is not distinct from n.supplier_id then 'supplier_id' end,
                    case when o.task_template_id is not distinct from n.task_template_id then 'task_template_id' end,
                    case when o.status is not distinct from n.status then 'status' end,
                    case when o.start_on is not distinct from n.start_on then 'start_on' end,
                    case when o.planned_due_on is not distinct from n.planned_due_on then 'planned_due_on' end,
                    case when o.due_on is not distinct from n.due_on then 'due_on' end,
                    case when o.owner_id is not distinct from n.owner_id then 'owner_id' end,
                    case when o.started_at is not distinct from n.started_at then 'started_at' end,
                    case when o.finished_at is not distinct from n.finished_at then 'finished_at' end,
                    case when o.paused_at is not distinct from n.paused_at then 'paused_at' end,
                    case when o.paused_days is not distinct from n.paused_days then 'paused_days' end,
                    case when o.is_imported is not distinct from n.is_imported then 'is_imported' end,
                    case when o.version is not distinct from n.version then 'version' end,
                    case when o.changed_at is not distinct from n.changed_at then 'changed_at' end,
                    case when o.changed_by is not distinct from n.changed_by then 'changed_by' end,
                    case when o.change_reason is not distinct from n.change_reason then 'change_reason' end,
                    case when o.change_cause is not distinct from n.change_cause then 'change_cause' end,
                    case when o.operation_id is not distinct from n.operation_id then 'operation_id' end
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
            v_actor, v_role, v_request, v_reason, 'suppliers.task_instances',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.task_instances',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function suppliers.tg_task_instances__audit() is
    'Writes one audit entry for each changed row of suppliers.task_instances.';

create or replace trigger t80_audit_insert
    after insert on suppliers.task_instances
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__audit();
create or replace trigger t80_audit_update
    after update on suppliers.task_instances
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__audit();
create or replace trigger t80_audit_delete
    after delete on suppliers.task_instances
    referencing old table as old_rows
    for each statement
    execute function suppliers.tg_task_instances__audit();
create or replace trigger t80_audit_truncate
    after truncate on suppliers.task_instances
    for each statement
    execute function suppliers.tg_task_instances__audit();

create or replace function suppliers.tg_task_instances__broadcast()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
as $$
begin
    if tg_op = 'INSERT' then
        if (
            select count(*) > 50
            from (select from new_rows as r limit 51) as c
        ) then
            perform core.emit_summary(b.topic, 'inserted', b.version, b.count)
            from (
                select
                    'suppliers:tasks:' || r.supplier_project_id as topic,
                    max(r.version + (tg_op = 'DELETE')::integer) as version,
                    count(*) as count
                from new_rows as r
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'suppliers:tasks:' || r.supplier_project_id, 'inserted',
                r.id::text,
                r.version + (tg_op = 'DELETE')::integer,
                to_jsonb(r)
            )
            from new_rows as r
            order by r.version + (tg_op = 'DELETE')::integer;
        end if;
    elsif tg_op = 'UPDATE' then
        if (
            select count(*) > 50
            from (select from new_rows as r
                  left join old_rows as o on r.id = o.id
                  where (o *<> r) is not false limit 51) as c
        ) then
            perform core.emit_summary(b.topic, 'updated', b.version, b.count)
            from (
                select
                    'suppliers:tasks:' || r.supplier_project_id as topic,
                    max(r.version + (tg_op = 'DELETE')::integer) as version,
                    count(*) as count
                from new_rows as r
                left join old_rows as o on r.id = o.id
                where (o *<> r) is not false
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'suppliers:tasks:' || r.supplier_project_id, 'updated',
                r.id::text,
                r.version + (tg_op = 'DELETE')::integer,
                to_jsonb(r) - array[
                    case when o.supplier_project_id is not distinct from r.supplier_project_id then 'supplier_project_id' end,
                    case when o.project_id is not distinct from r.project_id then 'project_id' end,
                    case when o.supplier_id is not distinct from r.supplier_id then 'supplier_id' end,
                    case when o.task_template_id is not distinct from r.task_template_id then 'task_template_id' end,
                    case when o.status is not distinct from r.status then 'status' end,
                    case when o.start_on is not distinct from r.start_on then 'start_on' end,
                    case when o.planned_due_on is not distinct from r.planned_due_on then 'planned_due_on' end,
                    case when o.due_on is not distinct from r.due_on then 'due_on' end,
                    case when o.owner_id is not distinct from r.owner_id then 'owner_id' end,
                    case when o.started_at is not distinct from r.started_at then 'started_at' end,
                    case when o.finished_at is not distinct from r.finished_at then 'finished_at' end,
                    case when o.paused_at is not distinct from r.paused_at then 'paused_at' end,
                    case when o.paused_days is not distinct from r.paused_days then 'paused_days' end,
                    case when o.is_imported is not distinct from r.is_imported then 'is_imported' end,
                    case when o.version is not distinct from r.version then 'version' end,
                    case when o.changed_at is not distinct from r.changed_at then 'changed_at' end,
                    case when o.changed_by is not distinct from r.changed_by then 'changed_by' end,
                    case when o.change_reason is not distinct from r.change_reason then 'change_reason' end,
                    case when o.change_cause is not distinct from r.change_cause then 'change_cause' end,
                    case when o.operation_id is not distinct from r.operation_id then 'operation_id' end
                ]
            )
            from new_rows as r
            left join old_rows as o on r.id = o.id
            where (o *<> r) is not false
            order by r.version + (tg_op = 'DELETE')::integer;
        end if;
    else
        if (
            select count(*) > 50
            from (select from old_rows as r limit 51) as c
        ) then
            perform core.emit_summary(b.topic, 'deleted', b.version, b.count)
            from (
                select
                    'suppliers:tasks:' || r.supplier_project_id as topic,
                    max(r.version + (tg_op = 'DELETE')::integer) as version,
                    count(*) as count
                from old_rows as r
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'suppliers:tasks:' || r.supplier_project_id, 'deleted',
                r.id::text,
                r.version + (tg_op = 'DELETE')::integer,
                jsonb_build_object('id', r.id)
            )
            from old_rows as r
            order by r.version + (tg_op = 'DELETE')::integer;
        end if;
    end if;
    return null;
end;
$$;
comment on function suppliers.tg_task_instances__broadcast() is
    'Emits the events of a statement on suppliers.task_instances.';

create or replace trigger t90_broadcast_insert
    after insert on suppliers.task_instances
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__broadcast();
create or replace trigger t90_broadcast_update
    after update on suppliers.task_instances
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__broadcast();
create or replace trigger t90_broadcast_delete
    after delete on suppliers.task_instances
    referencing old table as old_rows
    for each statement
    execute function suppliers.tg_task_instances__broadcast();

-- Every change ends the cached forecasts of the suppliers whose tasks change.
create or replace trigger t90_uncache_insert
    after insert on suppliers.task_instances
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__uncache();
create or replace trigger t90_uncache_update
    after update on suppliers.task_instances
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_task_instances__uncache();
