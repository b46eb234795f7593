-- Proves functions/commerce/media/_check_announcement.sql.
begin;
select plan(12);

select lives_ok(
    format('select commerce._check_announcement(%L)', m.meta), m.what
)
from (
    values
    ('{"type": "image/png"}', 'a type is enough'),
    ('{"type": "image/jpeg", "file_name": "A.JPG"}', 'a name agrees, in any case'),
    ('{"type": "image/png", "file_name": "no-extension"}', 'a name may say nothing'),
    (
        '{"type": "image/avif", "bytes": 20000000, "position": 0}',
        'the limits themselves are allowed'
    )
) as m (meta, what);
select throws_ok(
    format('select commerce._check_announcement(%L)', m.meta), m.code, m.key, m.what
)
from (
    values
    ('{}', 'PT415', 'commerce.media_unknown_type', 'a type is needed'),
    (
        '{"type": "image/svg+xml"}', 'PT415', 'commerce.media_unknown_type',
        'a drawing is not taken'
    ),
    (
        '{"type": "image/png", "file_name": "a.png.jpg"}', 'PT422',
        'commerce.media_mislabelled', 'the last extension counts'
    ),
    (
        '{"type": "image/png", "bytes": 20000001}', 'PT413',
        'commerce.media_too_large', 'one byte more is too large'
    ),
    (
        '{"type": "image/png", "bytes": 0}', 'PT422', 'commerce.invalid_media',
        'a file has bytes'
    ),
    (
        '{"type": "image/png", "sha256": "AB"}', 'PT422', 'commerce.invalid_media',
        'a digest has 64 digits'
    ),
    (
        '{"type": "image/png", "position": -1}', 'PT422', 'commerce.invalid_media',
        'a position is not negative'
    ),
    (
        '{"type": "image/png", "position": 1000001}', 'PT422', 'commerce.invalid_media',
        'nor beyond a million'
    )
) as m (meta, code, key, what);

select * from finish();
rollback;
