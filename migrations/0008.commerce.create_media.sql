-- depends: 0005.commerce.create_commerce
-- Create media.

-- commerce.media: the places of images at a product, in the order of its page.
--
-- The image itself is a version (commerce.media_versions): it can be replaced while its
-- place, its alternative text and its variant stay.

create table commerce.media (
    id bigint generated always as identity primary key,
    product_id bigint not null references commerce.products (id) on delete restrict,
    variant_id bigint references commerce.variants (id) on delete set null,
    position integer not null,
    alt_text text not null default '',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    unique (id, product_id),
    constraint media_position_check
        check (position between 0 and 1000000),
    constraint media_alt_text_check
        check (length(alt_text) <= 200)
);

-- Serves: list_media, the images of a product in order; covers the foreign key.
create index media_product_id_position_id_idx
    on commerce.media (product_id, position, id);
-- Covers the foreign key of the variant.
create index media_variant_id_idx on commerce.media (variant_id);

alter table commerce.media enable row level security;

comment on table commerce.media is
    'Images of products: place, alternative text, variant. The files are versions.';
comment on column commerce.media.variant_id is
    'The variant that it shows; null: the product as a whole.';
comment on column commerce.media.position is
    'The order on the page of the product; equal positions by id.';
comment on column commerce.media.version is
    'Raised by each change of this row; not the version of the image.';

-- commerce.media_versions: the uploads of an image, of which one is active.
--
-- A version is pending until the job commerce.process_media has read its upload. Then
-- it is ready, with what was measured, or refused, with the reason. It never goes back.
-- Files are in the storage, not here.

create table commerce.media_versions (
    media_id bigint not null,
    version integer not null,
    product_id bigint not null,
    status text not null default 'pending',
    is_active boolean not null default false,
    declared_type text not null,
    declared_bytes bigint,
    declared_sha256 text,
    upload_key text not null unique,
    upload jsonb,
    fault text,
    fault_detail text,
    content_type text,
    bytes bigint,
    sha256 text,
    width integer,
    height integer,
    orientation integer,
    dominant_colour text,
    storage_key text,
    url_path text,
    registered_by uuid,
    registered_at timestamptz not null,
    decided_at timestamptz,

    primary key (media_id, version),
    foreign key (media_id, product_id)
    references commerce.media (id, product_id) on delete restrict,
    constraint media_versions_version_check
        check (version >= 1),
    constraint media_versions_status_check
        check (status in ('pending', 'ready', 'refused')),
    constraint media_versions_active_check
        check (not is_active or status = 'ready'),
    constraint media_versions_declared_check
        check (
            declared_type ~ '^image/[a-z]+$' and declared_bytes > 0
            and declared_sha256 ~ '^[0-9a-f]{64}$'
        ),
    constraint media_versions_upload_check
        check (
            upload is null or (status = 'pending' and jsonb_typeof(upload) = 'object')
        ),
    constraint media_versions_fault_check
        check (
            (status = 'refused') = (fault is not null)
            and (fault is null) = (fault_detail is null)
            and fault in (
                'missing', 'too_large', 'too_many_pixels', 'unknown_type',
                'mislabelled', 'corrupt', 'animated', 'duplicate'
            )
        ),
    constraint media_versions_decided_check
        check ((status = 'pending') = (decided_at is null)),
    constraint media_versions_ready_check
        check (
            case
                when status = 'ready' then num_nulls(
                    content_type, bytes, sha256, width, height, orientation,
                    dominant_colour, storage_key, url_path
                ) = 0
                else storage_key is null
            end
        ),
    constraint media_versions_measures_check
        check (
            bytes > 0 and width > 0 and height > 0 and orientation between 1 and 8
            and sha256 ~ '^[0-9a-f]{64}$' and dominant_colour ~ '^#[0-9a-f]{6}$'
        )
);

-- One version of an image is active at most; serves list_media.
create unique index media_versions_media_id_idx
    on commerce.media_versions (media_id) where is_active;
-- A product has an image once, whatever it is called.
create unique index media_versions_product_id_sha256_idx
    on commerce.media_versions (product_id, sha256) where status = 'ready';
-- Covers the foreign key of the image.
create index media_versions_media_id_product_id_idx
    on commerce.media_versions (media_id, product_id);
-- Serves: the job that ends uploads that never came.
create index media_versions_registered_at_idx
    on commerce.media_versions (registered_at) where status = 'pending';

alter table commerce.media_versions enable row level security;

comment on table commerce.media_versions is
    'Versions of images: what was announced, what the job measured or refused.';
comment on column commerce.media_versions.declared_type is
    'The type that the caller announced; another content is refused.';
comment on column commerce.media_versions.declared_bytes is
    'The size that the caller announced. Units: bytes.';
comment on column commerce.media_versions.upload_key is
    'Where the upload is put; the job moves it away from there.';
comment on column commerce.media_versions.upload is
    'The signed upload of a pending one: {method, url, headers, fields, expires_at}.';
comment on column commerce.media_versions.fault is
    'Why it was refused: the error key without `commerce.media_`.';
comment on column commerce.media_versions.content_type is
    'The type of the content, read from its bytes.';
comment on column commerce.media_versions.bytes is
    'Units: bytes of the upload, as sha256 is its digest.';
comment on column commerce.media_versions.width is
    'Units: pixels, after the orientation was applied.';
comment on column commerce.media_versions.height is
    'Units: pixels, after the orientation was applied.';
comment on column commerce.media_versions.orientation is
    'The EXIF orientation of the upload, 1 to 8; stored files are upright.';
comment on column commerce.media_versions.storage_key is
    'The image in full size, without metadata; named by the hash of its content.';
comment on column commerce.media_versions.url_path is
    'Its path below commerce.cdn_url.';

-- commerce.media_renditions: the sizes and formats in which a ready version is served.

create table commerce.media_renditions (
    media_id bigint not null,
    version integer not null,
    name text not null,
    format text not null,
    width integer not null,
    height integer not null,
    bytes bigint not null,
    sha256 text not null,
    storage_key text not null,
    url_path text not null,

    primary key (media_id, version, name, format),
    foreign key (media_id, version)
    references commerce.media_versions (media_id, version) on delete cascade,
    constraint media_renditions_name_check
        check (name in ('thumb', 'card', 'full')),
    constraint media_renditions_format_check
        check (format in ('webp', 'avif')),
    constraint media_renditions_measures_check
        check (
            width > 0 and height > 0 and bytes > 0 and sha256 ~ '^[0-9a-f]{64}$'
        )
);

alter table commerce.media_renditions enable row level security;

comment on table commerce.media_renditions is
    'Files of a ready version: thumb, card and full, as WebP and, if possible, AVIF.';
comment on column commerce.media_renditions.width is 'Units: pixels.';
comment on column commerce.media_renditions.height is 'Units: pixels.';
comment on column commerce.media_renditions.bytes is 'Units: bytes.';
comment on column commerce.media_renditions.storage_key is
    'Named by the hash of its content, so it may be cached for ever.';
comment on column commerce.media_renditions.url_path is
    'Its path below commerce.cdn_url.';
