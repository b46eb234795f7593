-- reading.tg_progress__lock_reader: a reader's direct write locks the reader first.
--
-- push_progress takes the same lock first, so the two wait for each other and cannot
-- deadlock. A write for several readers (by an operator) locks each reader as it
-- reaches the row; two such writes can deadlock, and Postgres then cancels one of them.
-- Definer: a reader has no grant on reading.progress_versions.

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
    'Before each statement that writes progress: locks the row of the acting reader.';
