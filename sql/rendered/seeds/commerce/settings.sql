-- Rendered from sql/seeds/commerce/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of commerce.

insert into core.settings (name, default_value, description)
values
(
    'commerce.cdn_url', '"/media"',
    'What the URLs of images begin with: the CDN, or the storage itself. The default '
    'is a path of the gateway.'
),
(
    'commerce.media_max_bytes', '20000000',
    'Largest upload of an image. Units: bytes.'
),
(
    'commerce.media_max_pixels', '50000000',
    'Largest image that is decoded, width times height. Units: pixels.'
),
(
    'commerce.media_per_product', '50',
    'Most images of one product.'
),
(
    'commerce.media_renditions', '{"thumb": 160, "card": 480, "full": 1600}',
    'The longer side of each rendition; a smaller image is not enlarged. Units: pixels.'
),
(
    'commerce.media_upload_hours', '24',
    'After this time, an upload that was not completed is looked for once more.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (
        settings.default_value,
        settings.description
    )
    is distinct from (
        excluded.default_value,
        excluded.description
    );
