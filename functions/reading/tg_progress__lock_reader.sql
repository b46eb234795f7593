-- reading.tg_progress__lock_reader: a reader's own write takes her lock before any row.
--
-- push_progress takes the same lock first, so the two wait for each other and never
-- deadlock. Who writes for many readers at once (an operator) takes each lock with its
-- row; Postgres ends one of two that then wait in a circle. Definer: a reader has no
-- grant on reading.progress_versions.

create or replace function reading.tg_progress__lock_reader()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if core.actor_id() is not null then
        perform reading._lock_reader(core.actor_id());
    end if;
    return null;
end;
$$;

comment on function reading.tg_progress__lock_reader() is
    'Locks the row of the reader who acts, for each statement that writes progress.';
