-- Rendered from triggers/core/validation_rules.sql.j2; edit that file, not this one.
-- Triggers on core.validation_rules, in firing order.

-- A rule that cannot be compiled, or would be dangerous to run, is refused.
create or replace trigger t20_check_rule
    before insert or update of entity, field, kind, argument on core.validation_rules
    for each row
    execute function core.tg_validation_rules__check_rule();

create or replace function core.tg_validation_rules__audit()
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
            v_actor, v_role, v_request, v_reason, 'core.validation_rules',
            jsonb_build_array(n.entity::text, n.name::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.validation_rules',
            case when o.entity is null then jsonb_build_array(n.entity::text, n.name::text)::text else jsonb_build_array(o.entity::text, o.name::text)::text end,
            case
                when n.entity is null then 'delete'
                when o.entity is null then 'insert'
                else 'update'
            end,
            case
                when n.entity is null then to_jsonb(o)
                when o.entity is not null then to_jsonb(o) - array[
                    'entity',
                    'name',
                    case when o.field is not distinct from n.field then 'field' end,
                    case when o.kind is not distinct from n.kind then 'kind' end,
                    case when row(o.argument)::record *= row(n.argument)::record then 'argument' end,
                    case when o.message is not distinct from n.message then 'message' end,
                    case when o.severity is not distinct from n.severity then 'severity' end,
                    case when o.position is not distinct from n.position then 'position' end,
                    case when o.is_enabled is not distinct from n.is_enabled then 'is_enabled' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.entity = n.entity and o.name = n.name
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.validation_rules',
            jsonb_build_array(o.entity::text, o.name::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.validation_rules',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function core.tg_validation_rules__audit() is
    'Writes one audit entry for each changed row of core.validation_rules.';

create or replace trigger t80_audit_insert
    after insert on core.validation_rules
    referencing new table as new_rows
    for each statement
    execute function core.tg_validation_rules__audit();
create or replace trigger t80_audit_update
    after update on core.validation_rules
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function core.tg_validation_rules__audit();
create or replace trigger t80_audit_delete
    after delete on core.validation_rules
    referencing old table as old_rows
    for each statement
    execute function core.tg_validation_rules__audit();
create or replace trigger t80_audit_truncate
    after truncate on core.validation_rules
    for each statement
    execute function core.tg_validation_rules__audit();

-- A change of the rules compiles the check functions again.
create or replace trigger t90_compile
    after insert or update or delete on core.validation_rules
    for each statement
    execute function core.tg_validation_rules__compile();
