-- reading.tg_progress__stamp: a direct write gets the server's time and the next
-- version.
--
-- What the row's checks would refuse with an error of their own is refused here, as
-- push_progress refuses it. Rewinds end at their bound: a device may have pushed that
-- many, and going back must still be possible.
--
-- An upsert is an insert first: when the row is there already, no version is taken,
-- since the update that follows takes it, or the insert is refused. Lock order: the
-- reader, then nothing more. Definer: a reader has no grant on
-- reading.progress_versions.

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
$$Stamps a row of reading.progress: user, updated_at, version, and whether it goes back.

updated_at is the server's, later than the row's or its tombstone's. Whoever sets the
version, as push_progress does, is not stamped.
Errors: PT422 reading.invalid_progress, PT404 reading.unknown_series.
$$;
