-- Rendered from triggers/suppliers/calendars.sql.j2; edit that file, not this one.
-- Triggers on suppliers.calendars, in firing order.

-- A change raises the version, which callers compare (core.check_version).
create or replace trigger t10_bump_version
    before update on suppliers.calendars
    for each row
    execute function core.tg__bump_version();

-- The arrays of the calendar follow its weekdays and holidays.
create or replace trigger t10_number
    before insert or update on suppliers.calendars
    for each row
    execute function suppliers.tg_calendars__number();

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on suppliers.calendars
    for each row
    execute function core.tg__touch();

create or replace function suppliers.tg_calendars__audit()
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
            v_actor, v_role, v_request, v_reason, 'suppliers.calendars',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.calendars',
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
                    case when o.workdays is not distinct from n.workdays then 'workdays' end,
                    case when row(o.days_off)::record *= row(n.days_off)::record then 'days_off' end,
                    case when o.worked_before is not distinct from n.worked_before then 'worked_before' end,
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
            v_actor, v_role, v_request, v_reason, 'suppliers.calendars',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.calendars',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function suppliers.tg_calendars__audit() is
    'Writes one audit entry for each changed row of suppliers.calendars.';

create or replace trigger t80_audit_insert
    after insert on suppliers.calendars
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_calendars__audit();
create or replace trigger t80_audit_update
    after update on suppliers.calendars
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_calendars__audit();
create or replace trigger t80_audit_delete
    after delete on suppliers.calendars
    referencing old table as old_rows
    for each statement
    execute function suppliers.tg_calendars__audit();
create or replace trigger t80_audit_truncate
    after truncate on suppliers.calendars
    for each statement
    execute function suppliers.tg_calendars__audit();
