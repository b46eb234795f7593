-- Rendered from triggers/concerts/shows.sql.j2; edit that file, not this one.
-- Triggers on concerts.shows, in firing order.

-- Votes close when the show starts.
create or replace trigger t10_close
    before insert or update on concerts.shows
    for each row
    execute function concerts.tg_shows__close();

-- What a curator changes is marked, so that feeds keep it.
create or replace trigger t10_mark_curated
    before update on concerts.shows
    for each row
    execute function concerts.tg__mark_curated();

-- A new row gets its times.
create or replace trigger t10_stamp
    before insert on concerts.shows
    for each row
    execute function concerts.tg__stamp();

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on concerts.shows
    for each row
    when (current_setting('rowhouse.keeps_times', true) is distinct from 'on')
    execute function core.tg__touch();

-- A show that a curator moves takes the heat of its votes along.
create or replace trigger t20_lock_merging
    before update of artist_id on concerts.shows
    for each statement
    when (current_user = 'authenticated')
    execute function concerts.tg__lock_merging();
create or replace trigger t30_mend_heats
    after update on concerts.shows
    referencing old table as old_rows new table as new_rows
    for each statement
    when (current_user = 'authenticated')
    execute function concerts.tg__mend_heats('artist_id');

-- Search follows every change.
create or replace trigger t70_index_search_insert
    after insert on concerts.shows
    referencing new table as changed_rows
    for each statement
    execute function concerts.tg__index_search('show');
create or replace trigger t70_index_search_update
    after update on concerts.shows
    referencing old table as old_rows new table as changed_rows
    for each statement
    execute function concerts.tg__index_search('show', 'artist_id', 'venue_id', 'show_on');
create or replace trigger t70_index_search_delete
    after delete on concerts.shows
    referencing old table as changed_rows
    for each statement
    execute function concerts.tg__index_search('show');

create or replace function concerts.tg_shows__audit()
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
            v_actor, v_role, v_request, v_reason, 'concerts.shows',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'concerts.shows',
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
                    case when o.artist_id is not distinct from n.artist_id then 'artist_id' end,
                    case when o.venue_id is not distinct from n.venue_id then 'venue_id' end,
                    case when o.show_on is not distinct from n.show_on then 'show_on' end,
                    case when o.starts_at is not distinct from n.starts_at then 'starts_at' end,
                    case when o.timezone is not distinct from n.timezone then 'timezone' end,
                    case when o.closes_at is not distinct from n.closes_at then 'closes_at' end,
                    case when o.status is not distinct from n.status then 'status' end,
                    case when o.title is not distinct from n.title then 'title' end,
                    case when o.url is not distinct from n.url then 'url' end,
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
            v_actor, v_role, v_request, v_reason, 'concerts.shows',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'concerts.shows',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function concerts.tg_shows__audit() is
    'Writes one audit entry for each changed row of concerts.shows.';

create or replace trigger t80_audit_insert
    after insert on concerts.shows
    referencing new table as new_rows
    for each statement
    execute function concerts.tg_shows__audit();
create or replace trigger t80_audit_update
    after update on concerts.shows
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function concerts.tg_shows__audit();
create or replace trigger t80_audit_delete
    after delete on concerts.shows
    referencing old table as old_rows
    for each statement
    execute function concerts.tg_shows__audit();
create or replace trigger t80_audit_truncate
    after truncate on concerts.shows
    for each statement
    execute function concerts.tg_shows__audit();
