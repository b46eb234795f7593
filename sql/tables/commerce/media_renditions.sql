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

-- Serves: whether a file is still in use.
create index media_renditions_storage_key_idx
    on commerce.media_renditions (storage_key);

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
