-- suppliers.tg__uncache_templates: end the cached templates of projects whose templates
-- or dependencies change.
--
-- One call per project and statement, as a statement writes a thousand rows. Definer:
-- their writers have no right to the changes of the cache.

create or replace function suppliers.tg__uncache_templates()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.invalidate_cache(
        array(
            select distinct 'suppliers.templates:' || r.project_id from changed_rows as r
        )
    );
    return null;
end;
$$;

comment on function suppliers.tg__uncache_templates() is
    'Ends cached answers of tag suppliers.templates:<project_id>.';
