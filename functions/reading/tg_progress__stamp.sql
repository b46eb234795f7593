-- reading.tg_progress__stamp: a direct write gets the server's time and the next
-- version.
--
-- Values that violate a check of the table are refused here first, with the error that
-- push_progress raises for them. rewinds stops at its bound: a device may have pushed
-- that many, and going back must still be possible.
--
-- An upsert runs as an insert first. If the row exists, the insert takes no version:
-- either the update that follows takes it, or the insert fails. Lock order: the
-- reader's row only. Definer: a reader has no grant on reading.progress_versions.

create or replace function reading.tg_progress__stamp()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text;
    v_before timestamptz;
begin
    new.user_id := coalesce(new.user_id, core.actor_id());
    v_fault := case
        when new.user_id is null then 'user_id is missing'
        else reading._edit_fault(
            new.series_id,
            row(
                new.chapter, new.chapter_label, new.page, new.percent, new.device_id,
                new.rewinds, core.now()
            )::reading.edit
        )
    end;
    if v_fault is not null then
        perform core.raise_error('reading.invalid_progress',
    format('Here %s.', v_fault));
    end if;

    if tg_op = 'INSERT' then
        if not exists (select from reading.series as s where s.id = new.series_id) then
            perform core.raise_error(
                'reading.unknown_series',
                format('There is no series %s.', new.series_id)
            );
        end if;
        perform reading._lock_reader(new.user_id);
        select p.updated_at, p.version
        into new.updated_at, new.version
        from reading.progress as p
        where p.user_id = new.user_id and p.series_id = new.series_id;
        if found then
            return new;
        end if;
        select t.deleted_at
        into v_before
        from reading.tombstones as t
        where t.user_id = new.user_id and t.series_id = new.series_id;
    else
        v_before := old.updated_at;
        new.rewinds := least(
            old.rewinds + (
                new.device_id = old.device_id
                and (
                    reading._distance(new.chapter, new.page, new.percent),
                    coalesce(new.page, -1),
                    coalesce(new.percent, -1)
                ) < (
                    reading._distance(old.chapter, old.page, old.percent),
                    coalesce(old.page, -1),
                    coalesce(old.percent, -1)
                )
            )::integer,
            1000000
        );
    end if;

    new.updated_at := greatest(core.now(), v_before + interval '1 microsecond');
    update reading.progress_versions as r
    set version = r.version + 1
    where r.user_id = new.user_id
    returning r.version into new.version;
    return new;
end;
$$;

comment on function reading.tg_progress__stamp() is
$$Sets user_id, updated_at, version and rewinds of a row of reading.progress.

updated_at is the server's time, later than that of the old row or its tombstone. A
write that sets version itself, as push_progress does, does not fire this trigger.
Errors: PT422 reading.invalid_progress, PT404 reading.unknown_series.
$$;
