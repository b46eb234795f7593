-- commerce.list_unused_files: which of these files no image has.
--
-- The caller holds commerce.lock_media_files. Definer: the worker has no grant on the
-- tables.

create or replace function commerce.list_unused_files(p_keys text[])
    returns text[]
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select array(
        select k.key
        from unnest(p_keys) as k (key)
        where
            not exists (
                select from commerce.media_versions as v
                where v.upload_key = k.key or (v.status = 'ready' and v.storage_key = k.key)
            )
            and not exists (
                select from commerce.media_renditions as r
                where r.storage_key = k.key
            )
        order by k.key
    )
$$;

grant execute on function commerce.list_unused_files(text[]) to app_worker;

comment on function commerce.list_unused_files(text[]) is
    'The keys that neither a version, its upload nor a rendition has.';
