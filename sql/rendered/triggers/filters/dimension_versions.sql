-- Rendered from triggers/filters/dimension_versions.sql.j2; edit that file, not this one.
-- Triggers on filters.dimension_versions, in firing order.

create or replace function filters.tg_dimension_versions__audit()
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
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            jsonb_build_array(n.dimension::text, n.number::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            case when o.dimension is null then jsonb_build_array(n.dimension::text, n.number::text)::text else jsonb_build_array(o.dimension::text, o.number::text)::text end,
            case
                when n.dimension is null then 'delete'
                when o.dimension is null then 'insert'
                else 'update'
            end,
            case
                when n.dimension is null then to_jsonb(o)
                when o.dimension is not null then to_jsonb(o) - array[
                    'dimension',
                    'number',
                    case when row(o.config)::record *= row(n.config)::record then 'config' end,
                    case when o.reason is not distinct from n.reason then 'reason' end,
                    case when o.made_by is not distinct from n.made_by then 'made_by' end,
                    case when o.made_at is not distinct from n.made_at then 'made_at' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.dimension = n.dimension and o.number = n.number
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            jsonb_build_array(o.dimension::text, o.number::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function filters.tg_dimension_versions__audit() is
    'Writes one audit entry for each changed row of filters.dimension_versions.';

create or replace trigger t80_audit_insert
    after insert on filters.dimension_versions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimension_versions__audit();
create or replace trigger t80_audit_update
    after update on filters.dimension_versions
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function filters.tg_dimension_versions__audit();
create or replace trigger t80_audit_delete
    after delete on filters.dimension_versions
    referencing old table as old_rows
    for each statement
    execute function filters.tg_dimension_versions__audit();
create or replace trigger t80_audit_truncate
    after truncate on filters.dimension_versions
    for each statement
    execute function filters.tg_dimension_versions__audit();
