-- Rendered from triggers/core/feature_flags.sql.j2; edit that file, not this one.
-- Triggers on core.feature_flags, in firing order.

-- A change raises the version, which callers compare (core.check_version).
create or replace trigger t10_bump_version
    before update on core.feature_flags
    for each row
    execute function core.tg__bump_version();

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on core.feature_flags
    for each row
    execute function core.tg__touch();

create or replace function core.tg_feature_flags__audit()
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
            v_actor, v_role, v_request, v_reason, 'core.feature_flags',
            n.name::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.feature_flags',
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
                    case when o.description is not distinct from n.description then 'description' end,
                    case when o.is_enabled is not distinct from n.is_enabled then 'is_enabled' end,
                    case when row(o.share_percent)::record *= row(n.share_percent)::record then 'share_percent' end,
                    case when o.roles is not distinct from n.roles then 'roles' end,
                    case when o.version is not distinct from n.version then 'version' end,
                    case when o.created_at is not distinct from n.created_at then 'created_at' end,
                    case when o.updated_at is not distinct from n.updated_at then 'updated_at' end
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
            v_actor, v_role, v_request, v_reason, 'core.feature_flags',
            o.name::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.feature_flags',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function core.tg_feature_flags__audit() is
    'Writes one audit entry for each changed row of core.feature_flags.';

create or replace trigger t80_audit_insert
    after insert on core.feature_flags
    referencing new table as new_rows
    for each statement
    execute function core.tg_feature_flags__audit();
create or replace trigger t80_audit_update
    after update on core.feature_flags
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function core.tg_feature_flags__audit();
create or replace trigger t80_audit_delete
    after delete on core.feature_flags
    referencing old table as old_rows
    for each statement
    execute function core.tg_feature_flags__audit();
create or replace trigger t80_audit_truncate
    after truncate on core.feature_flags
    for each statement
    execute function core.tg_feature_flags__audit();

-- Every change is announced, so that apps ask again.
create or replace trigger t90_announce
    after insert or update or delete on core.feature_flags
    for each statement
    execute function core.tg_feature_flags__announce();
