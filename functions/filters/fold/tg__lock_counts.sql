-- filters.tg__lock_counts: take the locks of counts before rows of master data are
-- locked.
--
-- A load holds the fold lock while it waits for a brand or a store that another
-- transaction changes. That transaction must have the fold lock before the row, or both
-- wait for ever. With the argument `lines` the lock of filters.transactions comes
-- first, as in filters._move_stores. Definer: who writes master data has no right to
-- lock lines.

create or replace function filters.tg__lock_counts()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_nargs > 0 then
        lock table filters.transactions in share row exclusive mode;
    end if;
    perform filters._lock_folds();
    return null;
end;
$$;

comment on function filters.tg__lock_counts() is
    'Before update, once a statement: the fold lock; with `lines` that of lines, too.';
