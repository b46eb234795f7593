-- Rendered from triggers/concerts/venues.sql.j2; edit that file, not this one.
-- Triggers on concerts.venues, in firing order.

-- The time zone is one that Postgres knows.
create or replace trigger t10_check_zone
    before insert or update on concerts.venues
    for each row
    execute function concerts.tg_venues__check_zone();

-- What a curator changes is marked, so that feeds keep it.
create or replace trigger t10_mark_curated
    before update on concerts.venues
    for each row
    execute function concerts.tg__mark_curated();

-- A new row gets its times.
create or replace trigger t10_stamp
    before insert on concerts.venues
    for each row
    execute function concerts.tg__stamp();

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on concerts.venues
    for each row
    when (current_setting('rowhouse.keeps_times', true) is distinct from 'on')
    execute function core.tg__touch();

-- Search follows every change.
create or replace trigger t70_index_search_insert
    after insert on concerts.venues
    referencing new table as changed_rows
    for each statement
    execute function concerts.tg__index_search('venue');
create or replace trigger t70_index_search_update
    after update on concerts.venues
    referencing old table as old_rows new table as changed_rows
    for each statement
    execute function concerts.tg__index_search('venue', 'name', 'city');
create or replace trigger t70_index_search_delete
    after delete on concerts.venues
    referencing old table as changed_rows
    for each statement
    execute function concerts.tg__index_search('venue');

create or replace function concerts.tg_venues__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set extra_float_digits = 1
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
            v_actor, v_role, v_request, v_reason, 'concerts.venues',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'concerts.venues',
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
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.city is not distinct from n.city then 'city' end,
                    case when o.state is not distinct from n.state then 'state' end,
                    case when o.country is not distinct from n.country then 'country' end,
                    case when row(o.latitude)::record *= row(n.latitude)::record then 'latitude' end,
                    case when row(o.longitude)::record *= row(n.longitude)::record then 'longitude' end,
                    case when o.timezone is not distinct from n.timezone then 'timezone' end,
                    case when o.curated_columns is not distinct from n.curated_columns then 'curated_columns' end,
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
            v_actor, v_role, v_request, v_reason, 'concerts.venues',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'concerts.venues',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function concerts.tg_venues__audit() is
    'Writes one audit entry for each changed row of concerts.venues.';

create or replace trigger t80_audit_insert
    after insert on concerts.venues
    referencing new table as new_rows
    for each statement
    execute function concerts.tg_venues__audit();
create or replace trigger t80_audit_update
    after update on concerts.venues
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function concerts.tg_venues__audit();
create or replace trigger t80_audit_delete
    after delete on concerts.venues
    referencing old table as old_rows
    for each statement
    execute function concerts.tg_venues__audit();
create or replace trigger t80_audit_truncate
    after truncate on concerts.venues
    for each statement
    execute function concerts.tg_venues__audit();
