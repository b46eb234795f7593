-- Rendered from triggers/commerce/locations.sql.j2; edit that file, not this one.
-- Triggers on commerce.locations, in firing order.

-- A change raises the version, which callers compare (core.check_version).
create or replace trigger t10_bump_version
    before update on commerce.locations
    for each row
    execute function core.tg__bump_version();

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on commerce.locations
    for each row
    execute function core.tg__touch();

-- A new location gets the levels of all variants.
create or replace trigger t70_add_levels_insert
    after insert on commerce.locations
    for each row
    when (new.is_active and new.has_full_range)
    execute function commerce.tg_locations__add_levels();
-- So does one that is active again, or has the full range now.
create or replace trigger t70_add_levels_update
    after update on commerce.locations
    for each row
    when (
        new.is_active
        and new.has_full_range
        and not (old.is_active and old.has_full_range)
    )
    execute function commerce.tg_locations__add_levels();

create or replace function commerce.tg_locations__audit()
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
            v_actor, v_role, v_request, v_reason, 'commerce.locations',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.locations',
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
                    case when o.kind is not distinct from n.kind then 'kind' end,
                    case when o.place_id is not distinct from n.place_id then 'place_id' end,
                    case when o.position is not distinct from n.position then 'position' end,
                    case when o.is_active is not distinct from n.is_active then 'is_active' end,
                    case when o.has_full_range is not distinct from n.has_full_range then 'has_full_range' end,
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
            v_actor, v_role, v_request, v_reason, 'commerce.locations',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.locations',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function commerce.tg_locations__audit() is
    'Writes one audit entry for each changed row of commerce.locations.';

create or replace trigger t80_audit_insert
    after insert on commerce.locations
    referencing new table as new_rows
    for each statement
    execute function commerce.tg_locations__audit();
create or replace trigger t80_audit_update
    after update on commerce.locations
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function commerce.tg_locations__audit();
create or replace trigger t80_audit_delete
    after delete on commerce.locations
    referencing old table as old_rows
    for each statement
    execute function commerce.tg_locations__audit();
create or replace trigger t80_audit_truncate
    after truncate on commerce.locations
    for each statement
    execute function commerce.tg_locations__audit();

-- Every change invalidates the cached answers of tag commerce.locations.
create or replace trigger t90_uncache
    after insert or update or delete or truncate on commerce.locations
    for each statement
    execute function core.tg__invalidate_cache('commerce.locations');
