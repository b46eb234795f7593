-- filters.tg__sync_values: update names and locations of values after their master
-- data.
--
-- For updates of master tables and of stores. Definer: a role that writes master data
-- has no grant on counts. Locks as filters._move_stores if a store moved, otherwise
-- only the fold lock: readers and writers of lines go on.

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
    'Count moved stores at their new location and give values their new names.';
