-- commerce.update_media: change place, alternative text or variant of an image.
--
-- Locks the image. Definer: no role may write the table.

create or replace function commerce.update_media(
    p_media_id bigint, p_patch jsonb, p_expected_version bigint
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_patch jsonb;
    v_media commerce.media;
begin
    perform core.require_role('admin', 'buyer');
    v_patch := core.read_json(
        'patch', p_patch, 'object', 20000, 'commerce.invalid_media'
    );
    v_patch := core.read_records(
        'patch', jsonb_build_array(coalesce(v_patch, '{}')),
        '{"sku": "text", "position": "integer", "alt_text": "text"}',
        1, 'Image', 'commerce.invalid_media', 'commerce.invalid_media'
    ) -> 0;
    if (v_patch ->> 'position')::integer not between 0 and 1000000 then
        perform core.raise_error(
            'commerce.invalid_media', 'position is not a number from 0 to 1000000.'
        );
    end if;

    select m.*
    into v_media
    from commerce.media as m
    where m.id = p_media_id
    for no key update;
    if not found then
        perform core.raise_error(
            'commerce.unknown_media',
            format('There is no image %s.', core.excerpt(p_media_id::text))
        );
    end if;
    perform core.check_version(
        'The image', v_media.version, p_expected_version,
        p_key => 'commerce.version_conflict'
    );
    update commerce.media as m
    set
        variant_id = case
            when v_patch ? 'sku' then commerce._find_shown_variant(
                v_media.product_id, v_patch ->> 'sku'
            )
            else m.variant_id
        end,
        position = coalesce((v_patch ->> 'position')::integer, m.position),
        alt_text = coalesce(v_patch ->> 'alt_text', m.alt_text)
    where m.id = p_media_id
    returning * into v_media;
    return jsonb_build_object('media_id', p_media_id, 'version', v_media.version);
end;
$$;

grant execute on function commerce.update_media(bigint, jsonb, bigint)
to authenticated, service_role;

comment on function commerce.update_media(bigint, jsonb, bigint) is
$$Change an image's place, text or variant.

A missing key stays; a null sku shows the product as a whole. The image itself is
changed by register_media with its media_id.
Takes: {patch: {sku?: text | null, position?: integer | null, alt_text?: text | null}}
Returns: {media_id: bigint, version: bigint}
Units: position from 0 to 1,000,000.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media, commerce.unknown_sku,
PT409 commerce.version_conflict, PT422 commerce.invalid_media.
Example: {"media_id": 1, "patch": {"position": 5}, "expected_version": 1}
Budget: 200 ms.
$$;
