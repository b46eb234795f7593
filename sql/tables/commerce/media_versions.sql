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
-- Serves: whether a file is still in use.
create index media_versions_storage_key_idx
    on commerce.media_versions (storage_key) where status = 'ready';
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
