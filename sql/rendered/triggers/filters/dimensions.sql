-- Rendered from triggers/filters/dimensions.sql.j2; edit that file, not this one.
-- Triggers on filters.dimensions, in firing order. An update of the parts of a fill
-- alone does not change the registry and is not audited.

-- A dimension gets its state row with the insert.
create or replace trigger t70_add_state
    after insert on filters.dimensions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimensions__add_state();

-- A change of the registry changes query results, so the version rises.
create or replace trigger t75_raise_version
    after update on filters.dimensions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimensions__raise_version();

create or replace function filters.tg_dimensions__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set intervalstyle = 'postgres'
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
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
            n.name::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
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
                    case when o.label is not distinct from n.label then 'label' end,
                    case when o.parent is not distinct from n.parent then 'parent' end,
                    case when o.position is not distinct from n.position then 'position' end,
                    case when o.source_table is not distinct from n.source_table then 'source_table' end,
                    case when o.column_name is not distinct from n.column_name then 'column_name' end,
                    case when o.json_path is not distinct from n.json_path then 'json_path' end,
                    case when o.counted_by is not distinct from n.counted_by then 'counted_by' end,
                    case when o.debounce_ms is not distinct from n.debounce_ms then 'debounce_ms' end,
                    case when o.roles is not distinct from n.roles then 'roles' end,
                    case when o.master_table is not distinct from n.master_table then 'master_table' end,
                    case when o.master_key is not distinct from n.master_key then 'master_key' end,
                    case when o.master_label is not distinct from n.master_label then 'master_label' end,
                    case when o.master_level is not distinct from n.master_level then 'master_level' end,
                    case when row(o.prune_after)::record *= row(n.prune_after)::record then 'prune_after' end,
                    case when o.protected is not distinct from n.protected then 'protected' end,
                    case when o.state is not distinct from n.state then 'state' end,
                    case when o.is_enabled is not distinct from n.is_enabled then 'is_enabled' end,
                    case when o.unfilled is not distinct from n.unfilled then 'unfilled' end,
                    case when o.fill_number is not distinct from n.fill_number then 'fill_number' end,
                    case when row(o.shape)::record *= row(n.shape)::record then 'shape' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.name = n.name
        where o.name is null
        or n.name is null
        or row(
            o.name,
            o.label,
            o.parent,
            o.position,
            o.source_table,
            o.column_name,
            o.json_path,
            o.counted_by,
            o.debounce_ms,
            o.roles,
            o.master_table,
            o.master_key,
            o.master_label,
            o.master_level,
            o.prune_after,
            o.protected,
            o.state,
            o.is_enabled,
            o.fill_number,
            o.shape
        )::record *<> row(
            n.name,
            n.label,
            n.parent,
            n.position,
            n.source_table,
            n.column_name,
            n.json_path,
            n.counted_by,
            n.debounce_ms,
            n.roles,
            n.master_table,
            n.master_key,
            n.master_label,
            n.master_level,
            n.prune_after,
            n.protected,
            n.state,
            n.is_enabled,
            n.fill_number,
            n.shape
        )::record;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
            o.name::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function filters.tg_dimensions__audit() is
    'Writes one audit entry for each changed row of filters.dimensions.';

create or replace trigger t80_audit_insert
    after insert on filters.dimensions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimensions__audit();
create or replace trigger t80_audit_update
    after update on filters.dimensions
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function filters.tg_dimensions__audit();
create or replace trigger t80_audit_delete
    after delete on filters.dimensions
    referencing old table as old_rows
    for each statement
    execute function filters.tg_dimensions__audit();
create or replace trigger t80_audit_truncate
    after truncate on filters.dimensions
    for each statement
    execute function filters.tg_dimensions__audit();
