-- Rendered from triggers/core/settings.sql.j2; edit that file, not this one.
-- Triggers on core.settings, in firing order.

-- A value is what the setting's schema describes. What is of another JSON type than the
-- default is left to the constraint of the table.
create or replace trigger t20_check_value
    before insert or update of value on core.settings
    for each row
    when (
        new.value_schema is not null
        and jsonb_typeof(new.value) = jsonb_typeof(new.default_value)
    )
    execute function core.tg_settings__check_value();

-- A threshold of a check that does not exist would count for nothing.
create or replace trigger t21_check_thresholds
    before insert or update of value on core.settings
    for each row
    when (
        new.name = 'core.health_thresholds' and jsonb_typeof(new.value) = 'object'
    )
    execute function core.tg_settings__check_thresholds();

create or replace function core.tg_settings__audit()
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
            v_actor, v_role, v_request, v_reason, 'core.settings',
            n.name::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.settings',
            coalesce(o.name::text, n.name::text),
            case
                when n.name is null then 'delete'
                when o.name is null then 'insert'
                else 'update'
            end,
            case
                when n.name is null then to_jsonb(o)
                when o.name is not null then to_jsonb(o) - array[
                    'name',
                    case when row(o.default_value)::record *= row(n.default_value)::record then 'default_value' end,
                    case when row(o.value)::record *= row(n.value)::record then 'value' end,
                    case when o.description is not distinct from n.description then 'description' end,
                    case when o.is_changeable is not distinct from n.is_changeable then 'is_changeable' end,
                    case when row(o.value_schema)::record *= row(n.value_schema)::record then 'value_schema' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.name = n.name
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.settings',
            o.name::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.settings',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function core.tg_settings__audit() is
    'Writes one audit entry for each changed row of core.settings.';

create or replace trigger t80_audit_insert
    after insert on core.settings
    referencing new table as new_rows
    for each statement
    execute function core.tg_settings__audit();
create or replace trigger t80_audit_update
    after update on core.settings
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function core.tg_settings__audit();
create or replace trigger t80_audit_delete
    after delete on core.settings
    referencing old table as old_rows
    for each statement
    execute function core.tg_settings__audit();
create or replace trigger t80_audit_truncate
    after truncate on core.settings
    for each statement
    execute function core.tg_settings__audit();
