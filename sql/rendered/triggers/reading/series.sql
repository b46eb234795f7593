-- Rendered from triggers/reading/series.sql.j2; edit that file, not this one.
-- Triggers on reading.series, in firing order.

create or replace function reading.tg_series__audit()
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
            v_actor, v_role, v_request, v_reason, 'reading.series',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'reading.series',
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
                    case when o.series_key is not distinct from n.series_key then 'series_key' end,
                    case when o.title is not distinct from n.title then 'title' end,
                    case when o.type is not distinct from n.type then 'type' end,
                    case when o.status is not distinct from n.status then 'status' end,
                    case when o.volumes is not distinct from n.volumes then 'volumes' end,
                    case when o.chapters is not distinct from n.chapters then 'chapters' end,
                    case when o.authors is not distinct from n.authors then 'authors' end,
                    case when o.start_date is not distinct from n.start_date then 'start_date' end,
                    case when o.end_date is not distinct from n.end_date then 'end_date' end
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
            v_actor, v_role, v_request, v_reason, 'reading.series',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'reading.series',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function reading.tg_series__audit() is
    'Writes one audit entry for each changed row of reading.series.';

create or replace trigger t80_audit_insert
    after insert on reading.series
    referencing new table as new_rows
    for each statement
    execute function reading.tg_series__audit();
create or replace trigger t80_audit_update
    after update on reading.series
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function reading.tg_series__audit();
create or replace trigger t80_audit_delete
    after delete on reading.series
    referencing old table as old_rows
    for each statement
    execute function reading.tg_series__audit();
create or replace trigger t80_audit_truncate
    after truncate on reading.series
    for each statement
    execute function reading.tg_series__audit();
