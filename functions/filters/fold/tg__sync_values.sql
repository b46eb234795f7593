-- filters.tg__sync_values: names and ranks of values follow their master data.
--
-- For updates of master tables and of stores. Definer: who keeps master data has no
-- grant on counts. Locks as filters._move_stores when a store moved, else those of
-- filters._lock_folds: readers and writers of lines go on.

create or replace function filters.tg__sync_values()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from new_rows) then
        return null;
    end if;
    if exists (select from filters._list_moved_stores()) then
        perform filters._move_stores();
    end if;
    perform filters._lock_folds();
    perform filters._list_values();
    return null;
end;
$$;

comment on function filters.tg__sync_values() is
    'Count moved stores where they are, and call values by their new names.';
