-- Rendered from triggers/reading/progress.sql.j2; edit that file, not this one.
-- Triggers on reading.progress, in firing order.

-- The reader's row is locked before any row of progress.
create or replace trigger t05_lock_reader
    before insert or update or delete on reading.progress
    for each statement
    execute function reading.tg_progress__lock_reader();

-- Refuses a change of the key before other triggers touch another reader's rows.
create or replace trigger t06_freeze_key
    before update on reading.progress
    for each row
    when ((new.user_id, new.series_id) is distinct from (old.user_id, old.series_id))
    execute function core.tg__freeze_key();

-- A direct write gets the server's time; a write that sets version sets the time too.
create or replace trigger t10_stamp_insert
    before insert on reading.progress
    for each row
    when (new.version is null)
    execute function reading.tg_progress__stamp();
create or replace trigger t10_stamp_update
    before update on reading.progress
    for each row
    when (new.version is not distinct from old.version)
    execute function reading.tg_progress__stamp();

-- A deleted row leaves a tombstone for the reader's other devices.
create or replace trigger t10_add_tombstone
    before delete on reading.progress
    for each row
    execute function reading.tg_progress__add_tombstone();

create or replace function reading.tg_progress__broadcast()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
as $$
begin
    if tg_op = 'INSERT' then
        if (
            select count(*) > 50
            from (select from new_rows as r limit 51) as c
        ) then
            perform core.emit_summary(b.topic, 'inserted', b.version, b.count)
            from (
                select
                    'reading:progress:' || r.user_id as topic,
                    max(reading._version_of(r.user_id, r.series_id, r.version)) as version,
                    count(*) as count
                from new_rows as r
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'reading:progress:' || r.user_id, 'inserted',
                jsonb_build_array(r.user_id::text, r.series_id::text)::text,
                reading._version_of(r.user_id, r.series_id, r.version),
                to_jsonb(r)
            )
            from new_rows as r
            order by reading._version_of(r.user_id, r.series_id, r.version);
        end if;
    elsif tg_op = 'UPDATE' then
        if (
            select count(*) > 50
            from (select from new_rows as r
                  left join old_rows as o on r.user_id = o.user_id and r.series_id = o.series_id
                  where (o *<> r) is not false limit 51) as c
        ) then
            perform core.emit_summary(b.topic, 'updated', b.version, b.count)
            from (
                select
                    'reading:progress:' || r.user_id as topic,
                    max(reading._version_of(r.user_id, r.series_id, r.version)) as version,
                    count(*) as count
                from new_rows as r
                left join old_rows as o on r.user_id = o.user_id and r.series_id = o.series_id
                where (o *<> r) is not false
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'reading:progress:' || r.user_id, 'updated',
                jsonb_build_array(r.user_id::text, r.series_id::text)::text,
                reading._version_of(r.user_id, r.series_id, r.version),
                to_jsonb(r) - array[
                    case when row(o.chapter)::record *= row(r.chapter)::record then 'chapter' end,
                    case when o.chapter_label is not distinct from r.chapter_label then 'chapter_label' end,
                    case when o.page is not distinct from r.page then 'page' end,
                    case when row(o.percent)::record *= row(r.percent)::record then 'percent' end,
                    case when o.device_id is not distinct from r.device_id then 'device_id' end,
                    case when o.rewinds is not distinct from r.rewinds then 'rewinds' end,
                    case when o.updated_at is not distinct from r.updated_at then 'updated_at' end,
                    case when o.version is not distinct from r.version then 'version' end
                ]
            )
            from new_rows as r
            left join old_rows as o on r.user_id = o.user_id and r.series_id = o.series_id
            where (o *<> r) is not false
            order by reading._version_of(r.user_id, r.series_id, r.version);
        end if;
    else
        if (
            select count(*) > 50
            from (select from old_rows as r limit 51) as c
        ) then
            perform core.emit_summary(b.topic, 'deleted', b.version, b.count)
            from (
                select
                    'reading:progress:' || r.user_id as topic,
                    max(reading._version_of(r.user_id, r.series_id, r.version)) as version,
                    count(*) as count
                from old_rows as r
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'reading:progress:' || r.user_id, 'deleted',
                jsonb_build_array(r.user_id::text, r.series_id::text)::text,
                reading._version_of(r.user_id, r.series_id, r.version),
                jsonb_build_object('user_id', r.user_id, 'series_id', r.series_id)
            )
            from old_rows as r
            order by reading._version_of(r.user_id, r.series_id, r.version);
        end if;
    end if;
    return null;
end;
$$;
comment on function reading.tg_progress__broadcast() is
    'Emits the events of a statement on reading.progress.';

create or replace trigger t90_broadcast_insert
    after insert on reading.progress
    referencing new table as new_rows
    for each statement
    execute function reading.tg_progress__broadcast();
create or replace trigger t90_broadcast_update
    after update on reading.progress
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function reading.tg_progress__broadcast();
create or replace trigger t90_broadcast_delete
    after delete on reading.progress
    referencing old table as old_rows
    for each statement
    execute function reading.tg_progress__broadcast();
