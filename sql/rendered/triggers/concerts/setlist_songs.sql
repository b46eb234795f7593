-- Rendered from triggers/concerts/setlist_songs.sql.j2; edit that file, not this one.
-- Triggers on concerts.setlist_songs, in firing order.

-- A song stays while the queue has a vote for it, or its withdrawal.
create or replace trigger t20_refuse_delete
    after delete on concerts.setlist_songs
    referencing old table as old_rows
    for each statement
    execute function concerts.tg_setlist_songs__refuse_delete();

-- Old ids of a song end with it.
create or replace trigger t30_end_redirects
    after delete on concerts.setlist_songs
    referencing old table as old_rows
    for each statement
    execute function concerts.tg_setlist_songs__end_redirects();

-- A song that a curator moves takes the heat of its votes along.
create or replace trigger t20_lock_merging
    before update of setlist_id on concerts.setlist_songs
    for each statement
    when (current_user = 'authenticated')
    execute function concerts.tg__lock_merging();
create or replace trigger t30_mend_heats
    after update on concerts.setlist_songs
    referencing old table as old_rows new table as new_rows
    for each statement
    when (current_user = 'authenticated')
    execute function concerts.tg__mend_heats('setlist_id');

create or replace function concerts.tg_setlist_songs__audit()
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
            v_actor, v_role, v_request, v_reason, 'concerts.setlist_songs',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'concerts.setlist_songs',
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
                    case when o.setlist_id is not distinct from n.setlist_id then 'setlist_id' end,
                    case when o.song_id is not distinct from n.song_id then 'song_id' end,
                    case when o.place is not distinct from n.place then 'place' end,
                    case when o.encore is not distinct from n.encore then 'encore' end,
                    case when o.is_tape is not distinct from n.is_tape then 'is_tape' end,
                    case when o.info is not distinct from n.info then 'info' end
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
            v_actor, v_role, v_request, v_reason, 'concerts.setlist_songs',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'concerts.setlist_songs',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function concerts.tg_setlist_songs__audit() is
    'Writes one audit entry for each changed row of concerts.setlist_songs.';

create or replace trigger t80_audit_insert
    after insert on concerts.setlist_songs
    referencing new table as new_rows
    for each statement
    execute function concerts.tg_setlist_songs__audit();
create or replace trigger t80_audit_update
    after update on concerts.setlist_songs
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function concerts.tg_setlist_songs__audit();
create or replace trigger t80_audit_delete
    after delete on concerts.setlist_songs
    referencing old table as old_rows
    for each statement
    execute function concerts.tg_setlist_songs__audit();
create or replace trigger t80_audit_truncate
    after truncate on concerts.setlist_songs
    for each statement
    execute function concerts.tg_setlist_songs__audit();
