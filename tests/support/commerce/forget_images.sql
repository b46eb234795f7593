-- tests.forget_images: delete every image, so that the same content is new again.

create or replace function tests.forget_images()
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    delete from commerce.media_versions
    where true;
    delete from commerce.media
    where true;
$$;
