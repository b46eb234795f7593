-- Rendered from functions/api/commerce.sql.j2; edit that file, not this one.
-- The RPCs of commerce that schema api exposes.

create or replace function api.register_media(product_id bigint, meta jsonb, idempotency_key text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.register_media(p_product_id => product_id, p_meta => meta, p_idempotency_key => idempotency_key);
$$;
grant execute on function api.register_media(bigint, jsonb, text) to authenticated, service_role;
comment on function api.register_media(bigint, jsonb, text) is
$$Announce an upload; returns {media_id, version, status, upload_key, upload}.

`meta`: type (image/jpeg, image/png, image/webp, image/avif or image/gif) and optionally
file_name, bytes and sha256 of the file; alt_text, position and sku (the variant that it
shows) of a new image; or media_id, for a new version of one. upload_key is the place in
the storage. upload is the signed upload {method, url, headers, fields, expires_at}: null
at first, in list_media_versions from the event commerce.media.signed on. After the
upload, call complete_media_upload. The active version stays until the new one is ready.
With the key of an earlier call, its answer is returned.
Units: bytes; position from 0 to 1,000,000.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_product, commerce.unknown_media,
commerce.unknown_sku, PT409 commerce.too_many_media, commerce.media_duplicate, PT413
commerce.media_too_large, PT415 commerce.media_unknown_type, PT422 commerce.invalid_media,
commerce.media_mislabelled, core.invalid_argument, core.idempotency_key_reused, PT409
core.idempotency_key_in_use.
Emits: commerce.media.registered {v, product_id, media_id, version} on
commerce:media:<product id>.
Example: {"product_id": 1, "meta": {"type": "image/jpeg", "file_name": "shirt.jpg",
"alt_text": "A blue shirt"}}
Budget: 200 ms.
$$;

create or replace function api.complete_media_upload(media_id bigint, version integer)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.complete_media_upload(p_media_id => media_id, p_version => version);
$$;
grant execute on function api.complete_media_upload(bigint, integer) to authenticated, service_role;
comment on function api.complete_media_upload(bigint, integer) is
$$Say that a file was uploaded; returns {media_id, version, status, job_id}.

The job checks the image and makes its renditions. Its end is an event:
commerce.media.activated, .replaced or, with the fault, .refused. list_media_versions has
the outcome too. A second call adds no second job; for a version that is ready or
refused, job_id is null.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media.
Example: {"media_id": 1, "version": 1}
Budget: 200 ms.
$$;

create or replace function api.list_media_versions(media_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_media_versions(p_media_id => media_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_media_versions(bigint, text, integer) to authenticated, service_role;
comment on function api.list_media_versions(bigint, text, integer) is
$$The versions of an image for staff: {items, next}, newest first.

An item: {media_id, version, status, is_active, fault, fault_detail, hint, upload_key,
upload, content_type, bytes, sha256, width, height, orientation, dominant_colour, url,
renditions: [{name, format, width, height, bytes, url}], registered_at, decided_at}.
status: pending, ready or refused; fault is the key of an error, hint its remedy; upload
is the signed upload of a pending version.
Units: page_size from 1 to 500; bytes; width and height in pixels.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media, PT422
core.invalid_cursor, core.invalid_page_size.
Example: {"media_id": 1}
Budget: 200 ms.
$$;

create or replace function api.activate_media_version(media_id bigint, version integer)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.activate_media_version(p_media_id => media_id, p_version => version);
$$;
grant execute on function api.activate_media_version(bigint, integer) to authenticated, service_role;
comment on function api.activate_media_version(bigint, integer) is
$$Make a ready version the active one; returns {media_id, version, replaced_version}.

replaced_version is null if it was active already: then nothing happens.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media, PT409
commerce.media_not_ready.
Emits: commerce.media.replaced {v, product_id, media_id, version, replaced_version, urls}
on commerce:media:<product id>; urls are those that caches may drop.
Example: {"media_id": 1, "version": 1}
Budget: 200 ms.
$$;

create or replace function api.update_media(media_id bigint, patch jsonb, expected_version bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.update_media(p_media_id => media_id, p_patch => patch, p_expected_version => expected_version);
$$;
grant execute on function api.update_media(bigint, jsonb, bigint) to authenticated, service_role;
comment on function api.update_media(bigint, jsonb, bigint) is
$$Change an image's place or text; returns {media_id, version}.

`patch`: alt_text, position, sku; a missing key stays; a null sku shows the product as a
whole. The image itself is changed by register_media with its media_id.
Units: position from 0 to 1,000,000.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media, commerce.unknown_sku,
PT409 commerce.version_conflict, PT422 commerce.invalid_media.
Example: {"media_id": 1, "patch": {"position": 5}, "expected_version": 1}
Budget: 200 ms.
$$;

create or replace function api.list_media(product_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select commerce.list_media(p_product_id => product_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_media(bigint, text, integer) to authenticated, service_role;
comment on function api.list_media(bigint, text, integer) is
$$The images of a product that the caller may see: {items, next}, in order.

An item: {media_id, sku, position, alt_text, version, image: {version, content_type,
width, height, dominant_colour, url, renditions: [{name, format, width, height, bytes,
url}]}}; image is the active version, null until one is ready. sku is the variant that
it shows, null for the product as a whole. A URL has a hash of the content in it and may
be cached for ever.
Units: page_size from 1 to 500; width and height in pixels.
Errors: PT404 commerce.unknown_product, PT422 core.invalid_cursor,
core.invalid_page_size.
Example: {"product_id": 1}
Budget: 200 ms.
$$;
