-- commerce.register_media: announce the upload of an image of a product.
--
-- Lock order: the product, then the image. The database has no secret of the storage,
-- so a job of the worker signs the upload. Definer: no role may write the tables.

create or replace function commerce.register_media(
    p_product_id bigint, p_meta jsonb, p_idempotency_key text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_meta jsonb;
begin
    perform core.require_role('admin', 'buyer');
    v_meta := core.read_json('meta', p_meta, 'object', 20000, 'commerce.invalid_media');
    if v_meta is null then
        perform core.raise_error('commerce.invalid_media', 'meta is missing.');
    end if;
    v_meta := core.read_records(
        'meta', jsonb_build_array(v_meta),
        '{
            "media_id": "bigint", "sku": "text", "position": "integer",
            "alt_text": "text", "file_name": "text", "type": "text", "bytes": "bigint",
            "sha256": "text"
        }',
        1, 'Image', 'commerce.invalid_media', 'commerce.invalid_media'
    ) -> 0;
    perform commerce._check_announcement(v_meta);

    return core.answer_once(
        'commerce._register_media',
        p_idempotency_key,
        jsonb_build_object('product_id', p_product_id, 'meta', v_meta)
    );
end;
$$;

grant execute on function commerce.register_media(bigint, jsonb, text)
to authenticated, service_role;

comment on function commerce.register_media(bigint, jsonb, text) is
$$Announce an upload of an image of a product.

`meta`: file_name, bytes and sha256 are of the file; alt_text, position and sku (the
variant that it shows) of a new image; or media_id, for a new version of one. upload_key
is the place in the storage. upload is null: the signed upload is in list_media_versions
from the event commerce.media.signed on. After the upload, call complete_media_upload.
The active version stays until the new one is ready. With the key of an earlier call,
its answer is returned.
Takes: {meta: {type: "image/jpeg" | "image/png" | "image/webp" | "image/avif" |
"image/gif", media_id?: bigint | null, sku?: text | null, position?: integer | null,
alt_text?: text | null, file_name?: text | null, bytes?: bigint | null, sha256?: text |
null}}
Returns: {media_id: bigint, version: integer, status: "pending", upload_key: text,
upload: null}
Units: bytes; position from 0 to 1,000,000.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_product,
commerce.unknown_media, commerce.unknown_sku, PT409 commerce.too_many_media,
commerce.media_duplicate, PT413 commerce.media_too_large, PT415
commerce.media_unknown_type, PT422 commerce.invalid_media, commerce.media_mislabelled,
core.invalid_argument, core.idempotency_key_reused, PT409 core.idempotency_key_in_use.
Emits: commerce.media.registered {v, product_id, media_id, version} on
commerce:media:<product id>.
Example: {"product_id": 1, "meta": {"type": "image/jpeg", "file_name": "shirt.jpg",
"alt_text": "A blue shirt"}}
Budget: 200 ms.
$$;
