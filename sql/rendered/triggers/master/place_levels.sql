-- Rendered from triggers/master/place_levels.sql.j2; edit that file, not this one.
-- Triggers on master.place_levels, in firing order.

create or replace function master.tg_place_levels__audit()
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
            v_actor, v_role, v_request, v_reason, 'master.place_levels',
            jsonb_build_array(n.country::text, n.level::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.place_levels',
            case when o.country is null then jsonb_build_array(n.country::text, n.level::text)::text else jsonb_build_array(o.country::text, o.level::text)::text end,
            case
                when n.country is null then 'delete'
                when o.country is null then 'insert'
                else 'update'
            end,
            case
                when n.country is null then to_jsonb(o)
                when o.country is not null then to_jsonb(o) - array[
                    'country',
                    'level',
                    case when o.label is not distinct from n.label then 'label' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.country = n.country and o.level = n.level
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.place_levels',
            jsonb_build_array(o.country::text, o.level::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.place_levels',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_place_levels__audit() is
    'Writes one audit entry for each changed row of master.place_levels.';

create or replace trigger t80_audit_insert
    after insert on master.place_levels
    referencing new table as new_rows
    for each statement
    execute function master.tg_place_levels__audit();
create or replace trigger t80_audit_update
    after update on master.place_levels
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_place_levels__audit();
create or replace trigger t80_audit_delete
    after delete on master.place_levels
    referencing old table as old_rows
    for each statement
    execute function master.tg_place_levels__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.place_levels
    for each statement
    execute function master.tg_place_levels__audit();
