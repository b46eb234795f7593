-- Proves functions/core/webhooks/_check_webhook.sql.
begin;
select plan(27);

select lives_ok(
    format('select core._check_webhook(%L, %L, null)', t.url, '{a.b.c,a.*,*}'),
    format('%s can be kept', t.url)
)
from (
    values
    ('https://example.com/hook?x=1'),
    ('http://example.com'),
    ('https://example.com:443/'),
    ('https://[2606:4700::1111]/hook')
) as t (url);
select is(
    tests.refusal(
        format('select core._check_webhook(%L, %L, null)', t.url, '{*}')
    ) ->> 'key',
    'core.invalid_webhook_url',
    format('%L is refused', left(t.url, 60))
)
from (
    values
    ('ftp://example.com/'), ('example.com'), (''), (null),
    ('https://user:secret@example.com/'), ('https://user@example.com/'),
    ('https://example.com:8080/'),
    ('https://example.com:22/'),
    ('https://example.com:0/'),
    ('https:///path'), ('https://exa mple.com/'), (E'https://example.com/\n'),
    ('https://example.com\@evil.example/'),
    ('https://example.com/' || repeat('x', 2000))
) as t (url);
select is(
    tests.refusal(
        format(
            'select core._check_webhook(%L, %L, null)', 'https://example.com', t.types
        )
    ) ->> 'key',
    'core.invalid_argument',
    format('types %L are refused', left(t.types, 60))
)
from (
    values
    (null),
    ('{}'),
    ('{NULL}'),
    ('{Commerce.order}'),
    ('{commerce.*.paid}'),
    ('{a..b}'),
    ('{.*}'),
    (array_fill('*'::text, array[51])::text)
) as t (types);
select is(
    tests.refusal(
        format(
            'select core._check_webhook(%L, %L, %L)', 'https://example.com', '{*}',
            repeat('x', 501)
        )
    ) ->> 'key',
    'core.invalid_argument',
    'a description has an end'
);

select * from finish();
rollback;
