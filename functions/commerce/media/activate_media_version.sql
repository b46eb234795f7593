-- commerce.activate_media_version: show an earlier or later version of an image.
--
-- Lock order: the product, then the image. Definer: no role may write the tables.

create or replace function commerce.activate_media_version(
    p_media_id bigint, p_version integer
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version commerce.media_versions;
    v_replaced integer;
begin
    perform core.require_role('admin', 'buyer');
    v_version := commerce._lock_media_version(p_media_id, p_version);
    if v_version.status <> 'ready' then
        perform core.raise_error(
            'commerce.media_not_ready',
            format(
                'Version %s of image %s is %s%s.', p_version, p_media_id,
                v_version.status, coalesce(': ' || v_version.fault, '')
            )
        );
    end if;
    if not v_version.is_active then
        v_replaced := commerce._activate_version(
            v_version.product_id, p_media_id, p_version
        );
    end if;
    return jsonb_build_object(
        'media_id', p_media_id, 'version', p_version, 'replaced_version', v_replaced
    );
end;
$$;

grant execute on function commerce.activate_media_version(bigint, integer)
to authenticated, service_role;

comment on function commerce.activate_media_version(bigint, integer) is
$$Make a ready version of an image the active one.

replaced_version is null if it was active already: then nothing happens.
Returns: {media_id: bigint, version: integer, replaced_version: integer | null}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media, PT409
commerce.media_not_ready.
Emits: commerce.media.replaced {v, product_id, media_id, version, replaced_version,
urls} on commerce:media:<product id>; urls are those that caches may drop.
Example: {"media_id": 1, "version": 1}
Budget: 200 ms.
$$;
