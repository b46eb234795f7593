-- Rendered from triggers/master/places.sql.j2; edit that file, not this one.
-- Triggers on master.places, in firing order.

create or replace function master.tg_places__audit()
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
            v_actor, v_role, v_request, v_reason, 'master.places',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.places',
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
                    case when o.country is not distinct from n.country then 'country' end,
                    case when o.scheme is not distinct from n.scheme then 'scheme' end,
                    case when o.code is not distinct from n.code then 'code' end,
                    case when o.level is not distinct from n.level then 'level' end,
                    case when o.place_key is not distinct from n.place_key then 'place_key' end,
                    case when o.parent_id is not distinct from n.parent_id then 'parent_id' end,
                    case when o.parent_level is not distinct from n.parent_level then 'parent_level' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.other_names is not distinct from n.other_names then 'other_names' end,
                    case when o.class is not distinct from n.class then 'class' end,
                    case when o.is_pseudo is not distinct from n.is_pseudo then 'is_pseudo' end,
                    case when o.population is not distinct from n.population then 'population' end,
                    case when row(o.details)::record *= row(n.details)::record then 'details' end,
                    case when o.is_retired is not distinct from n.is_retired then 'is_retired' end
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
            v_actor, v_role, v_request, v_reason, 'master.places',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.places',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_places__audit() is
    'Writes one audit entry for each changed row of master.places.';

create or replace trigger t80_audit_insert
    after insert on master.places
    referencing new table as new_rows
    for each statement
    execute function master.tg_places__audit();
create or replace trigger t80_audit_update
    after update on master.places
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_places__audit();
create or replace trigger t80_audit_delete
    after delete on master.places
    referencing old table as old_rows
    for each statement
    execute function master.tg_places__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.places
    for each statement
    execute function master.tg_places__audit();
