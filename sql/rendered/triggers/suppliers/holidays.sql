-- Rendered from triggers/suppliers/holidays.sql.j2; edit that file, not this one.
-- Triggers on suppliers.holidays, in firing order.

-- The calendar keeps its holidays as a sorted array, for the arithmetic.
create or replace trigger t10_number_insert
    after insert on suppliers.holidays
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_holidays__number();
create or replace trigger t10_number_update
    after update on suppliers.holidays
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_holidays__number();
create or replace trigger t10_number_delete
    after delete on suppliers.holidays
    referencing old table as new_rows
    for each statement
    execute function suppliers.tg_holidays__number();

-- A holiday stays in its calendar, so an update concerns that one alone.
create or replace trigger t20_freeze_calendar
    before update on suppliers.holidays
    for each row
    when (new.calendar_id is distinct from old.calendar_id)
    execute function core.tg__freeze_key();

create or replace function suppliers.tg_holidays__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set datestyle = 'ISO, YMD'
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
            v_actor, v_role, v_request, v_reason, 'suppliers.holidays',
            jsonb_build_array(n.calendar_id::text, n.holiday_on::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.holidays',
            case when o.calendar_id is null then jsonb_build_array(n.calendar_id::text, n.holiday_on::text)::text else jsonb_build_array(o.calendar_id::text, o.holiday_on::text)::text end,
            case
                when n.calendar_id is null then 'delete'
                when o.calendar_id is null then 'insert'
                else 'update'
            end,
            case
                when n.calendar_id is null then to_jsonb(o)
                when o.calendar_id is not null then to_jsonb(o) - array[
                    'calendar_id',
                    'holiday_on',
                    case when o.name is not distinct from n.name then 'name' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.calendar_id = n.calendar_id and o.holiday_on = n.holiday_on
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.holidays',
            jsonb_build_array(o.calendar_id::text, o.holiday_on::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'suppliers.holidays',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function suppliers.tg_holidays__audit() is
    'Writes one audit entry for each changed row of suppliers.holidays.';

create or replace trigger t80_audit_insert
    after insert on suppliers.holidays
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_holidays__audit();
create or replace trigger t80_audit_update
    after update on suppliers.holidays
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function suppliers.tg_holidays__audit();
create or replace trigger t80_audit_delete
    after delete on suppliers.holidays
    referencing old table as old_rows
    for each statement
    execute function suppliers.tg_holidays__audit();
create or replace trigger t80_audit_truncate
    after truncate on suppliers.holidays
    for each statement
    execute function suppliers.tg_holidays__audit();
