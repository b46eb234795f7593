-- commerce._lock_media_version: lock the product and the image of a version.
--
-- Lock order: the product, then the image. Versions change under both locks only, so
-- the version that is returned stays as it is until the transaction ends.

create or replace function commerce._lock_media_version(
    p_media_id bigint, p_version integer
)
    returns commerce.media_versions
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version commerce.media_versions := commerce._find_media_version(
        p_media_id, p_version
    );
begin
    perform from commerce.products as p
    where p.id = v_version.product_id
    for no key update;
    perform from commerce.media as m
    where m.id = p_media_id
    for no key update;
    return commerce._find_media_version(p_media_id, p_version);
end;
$$;

comment on function commerce._lock_media_version(bigint, integer) is
$$The row as it is under the locks.

Errors: PT404 commerce.unknown_media.
$$;
