-- core.tg__invalidate_keyed_cache: invalidate the cached responses about a changed row.
--
-- Arguments: the tag before the colon, and the column whose value comes after it.
-- Definer: a role that may write the table may not write the changes.

create or replace function core.tg__invalidate_keyed_cache()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.invalidate_cache(array[
        tg_argv[0] || ':' || (to_jsonb(old) ->> tg_argv[1]),
        tg_argv[0] || ':' || (to_jsonb(new) ->> tg_argv[1])
    ]);
    return null;
end;
$$;
