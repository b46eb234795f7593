-- Rendered from triggers/concerts/setlists.sql.j2; edit that file, not this one.
-- Triggers on concerts.setlists, in firing order.

-- A new row gets its times.
create or replace trigger t10_stamp
    before insert on concerts.setlists
    for each row
    execute function concerts.tg__stamp();

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on concerts.setlists
    for each row
    when (current_setting('rowhouse.keeps_times', true) is distinct from 'on')
    execute function core.tg__touch();

-- A setlist that a curator moves takes the heat of its votes along.
create or replace trigger t20_lock_merging
    before update of show_id on concerts.setlists
    for each statement
    when (current_user = 'authenticated')
    execute function concerts.tg__lock_merging();
create or replace trigger t30_mend_heats
    after update on concerts.setlists
    referencing old table as old_rows new table as new_rows
    for each statement
    when (current_user = 'authenticated')
    execute function concerts.tg__mend_heats('show_id');

create or replace function concerts.tg_setlists__audit()
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
            v_actor, v_role, v_request, v_reason, 'concerts.setlists',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'concerts.setlists',
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
                    case when o.show_id is not distinct from n.show_id then 'show_id' end,
                    case when o.kind is not distinct from n.kind then 'kind' end,
                    case when o.source_url is not distinct from n.source_url then 'source_url' end,
                    case when o.source_version is not distinct from n.source_version then 'source_version' end,
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
            v_actor, v_role, v_request, v_reason, 'concerts.setlists',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'concerts.setlists',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function concerts.tg_setlists__audit() is
    'Writes one audit entry for each changed row of concerts.setlists.';

create or replace trigger t80_audit_insert
    after insert on concerts.setlists
    referencing new table as new_rows
    for each statement
    execute function concerts.tg_setlists__audit();
create or replace trigger t80_audit_update
    after update on concerts.setlists
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function concerts.tg_setlists__audit();
create or replace trigger t80_audit_delete
    after delete on concerts.setlists
    referencing old table as old_rows
    for each statement
    execute function concerts.tg_setlists__audit();
create or replace trigger t80_audit_truncate
    after truncate on concerts.setlists
    for each statement
    execute function concerts.tg_setlists__audit();
