-- Rendered from triggers/filters/stores.sql.j2; edit that file, not this one.
-- Triggers on filters.stores, in firing order.

-- A store has its groups before its first line.
create or replace trigger t70_create_groups
    after insert on filters.stores
    referencing new table as new_rows
    for each statement
    execute function filters.tg_stores__create_groups();

-- What moves lines waits for their writers, before it locks a row.
create or replace trigger t05_lock_lines
    before update of place_id, store_class_id on filters.stores
    for each statement
    execute function filters.tg__lock_counts('lines');

-- Folds wait, or are waited for, before a row is locked.
create or replace trigger t06_lock_counts
    before update on filters.stores
    for each statement
    execute function filters.tg__lock_counts();

-- Lists of filters show the new labels from this statement on.
create or replace trigger t75_sync_values
    after update on filters.stores
    referencing new table as new_rows
    for each statement
    execute function filters.tg__sync_values();

create or replace function filters.tg_stores__audit()
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
            v_actor, v_role, v_request, v_reason, 'filters.stores',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.stores',
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
                    case when o.store_key is not distinct from n.store_key then 'store_key' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.place_id is not distinct from n.place_id then 'place_id' end,
                    case when o.store_class_id is not distinct from n.store_class_id then 'store_class_id' end
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
            v_actor, v_role, v_request, v_reason, 'filters.stores',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.stores',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function filters.tg_stores__audit() is
    'Writes one audit entry for each changed row of filters.stores.';

create or replace trigger t80_audit_insert
    after insert on filters.stores
    referencing new table as new_rows
    for each statement
    execute function filters.tg_stores__audit();
create or replace trigger t80_audit_update
    after update on filters.stores
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function filters.tg_stores__audit();
create or replace trigger t80_audit_delete
    after delete on filters.stores
    referencing old table as old_rows
    for each statement
    execute function filters.tg_stores__audit();
create or replace trigger t80_audit_truncate
    after truncate on filters.stores
    for each statement
    execute function filters.tg_stores__audit();
