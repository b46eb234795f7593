-- core.tg__invalidate_cache: invalidate the cached responses of a changed table.
--
-- Definer: a role that may write the table may not write the changes.

create or replace function core.tg__invalidate_cache()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.invalidate_cache(array[tg_argv[0]]);
    return null;
end;
$$;
