-- Proves functions/commerce/media/register_media.sql.
begin;
select plan(24);

-- Given: the small stock, and a buyer.
select tests.small_stock();
create temporary table t_ids as
select
    p.id,
    p.title
from commerce.products as p;
grant select on t_ids to authenticated;
create function pg_temp.register(p_meta jsonb, p_key text default null) returns jsonb
language sql as $$
    select commerce.register_media(
        (select t.id from t_ids as t where t.title = 'Shirt'), p_meta, p_key
    )
$$;
grant execute on function pg_temp.register to authenticated, app_worker;
select tests.login_as(tests.user('ada'), 'buyer');

create temporary table t_made as
select pg_temp.register(
    '{
        "type": "image/jpeg", "file_name": "shirt.jpg", "alt_text": "A shirt",
        "sku": "SHIRT-S", "bytes": 5000, "unknown": 1
    }',
    'first'
) as made;
select is(
    (
        select t.made - array['media_id', 'upload_key']
        from t_made as t
    ),
    '{"version": 1, "status": "pending", "upload": null}',
    'a buyer announces an upload; it is not signed yet'
);
select matches(
    (select t.made ->> 'upload_key' from t_made as t),
    '^incoming/[0-9]+/1-[0-9a-f]{32}$', 'its place cannot be guessed'
);
select is(
    pg_temp.register(
        '{
            "type": "image/jpeg", "file_name": "shirt.jpg", "alt_text": "A shirt",
            "sku": "SHIRT-S", "bytes": 5000, "unknown": 1
        }',
        'first'
    ),
    (select t.made from t_made as t), 'the same key gets the same answer'
);
select is(
    pg_temp.register(
        jsonb_build_object(
            'media_id', (select t.made -> 'media_id' from t_made as t),
            'type', 'image/png'
        )
    ) - array['media_id', 'upload_key'],
    '{"version": 2, "status": "pending", "upload": null}',
    'a new version of an image is numbered'
);
select is(
    jsonb_typeof(pg_temp.register('{"type": "image/png"}') -> 'media_id'), 'number',
    'metadata are optional, but for the type'
);
reset role;

select results_eq(
    $$ select m.position, m.alt_text, v.sku
       from commerce.media as m left join commerce.variants as v on m.variant_id = v.id
       order by m.id $$,
    $$ values (10, 'A shirt', 'SHIRT-S'), (20, '', null) $$,
    'each image is behind the others'
);
select results_eq(
    $$ select declared_type, declared_bytes, registered_by
       from commerce.media_versions order by media_id, version $$,
    $$ values
        ('image/jpeg', 5000::bigint, tests.user('ada')),
        ('image/png', null, tests.user('ada')),
        ('image/png', null, tests.user('ada')) $$,
    'what was announced is kept'
);
select results_eq(
    $$ select kind, payload - 'media_id' from core.jobs order by id $$,
    $$ values
        ('commerce.sign_upload', '{"v": 1, "version": 1}'::jsonb),
        ('commerce.sign_upload', '{"v": 1, "version": 2}'),
        ('commerce.sign_upload', '{"v": 1, "version": 1}') $$,
    'the worker signs each upload'
);
select is(
    (
        select count(*)
        from core.events as e
        where
            e.type = 'commerce.media.registered'
            and e.topic = (
                select 'commerce:media:' || t.id
                from t_ids as t
                where t.title = 'Shirt'
            )
    ),
    3::bigint, 'and an event for each'
);

-- When: it cannot be.
select tests.add_image('Shirt', 'one')::text;
select tests.login_as(tests.user('ada'), 'buyer');
select throws_ok(
    format('select pg_temp.register(%L)', m.meta), m.code, m.key, m.what
)
from (
    values
    (null, 'PT422', 'commerce.invalid_media', 'metadata are needed'),
    ('[]', 'PT422', 'commerce.invalid_media', 'as an object'),
    (
        '{"type": "image/png", "bytes": "many"}', 'PT422', 'commerce.invalid_media',
        'bytes are a number'
    ),
    (
        '{"type": "text/plain"}', 'PT415', 'commerce.media_unknown_type',
        'the type is one of images'
    ),
    (
        '{"type": "image/png", "file_name": "a.jpg"}', 'PT422',
        'commerce.media_mislabelled', 'the name says the same'
    ),
    (
        '{"type": "image/png", "bytes": 999999999999}', 'PT413',
        'commerce.media_too_large', 'a file is not too large'
    ),
    (
        '{"type": "image/png", "sku": "MUG"}', 'PT404', 'commerce.unknown_sku',
        'a SKU is one of the product'
    ),
    (
        '{"type": "image/png", "media_id": 0}', 'PT404', 'commerce.unknown_media',
        'an image is one of the product'
    ),
    (
        jsonb_build_object(
            'type', 'image/png', 'sha256', tests.image_facts('one') ->> 'sha256'
        )::text,
        'PT409', 'commerce.media_duplicate', 'what the product has need not be sent'
    )
) as m (meta, code, key, what);
select throws_ok(
    $$ select pg_temp.register('{"type": "image/png"}', '') $$,
    'PT422', 'core.invalid_argument', 'an idempotency key has characters'
);
select throws_ok(
    $$ select commerce.register_media(null, '{"type": "image/png"}') $$,
    'PT404', 'commerce.unknown_product', 'a product is needed'
);
reset role;
update commerce.products set deleted_at = core.now()
where title = 'Mug';
select throws_ok(
    $$ select commerce.register_media(
        (select t.id from t_ids as t where t.title = 'Mug'), '{"type": "image/png"}'
    ) $$,
    'PT404', 'commerce.unknown_product', 'one that is not deleted'
);
update core.settings set value = '3'
where name = 'commerce.media_per_product';
select throws_ok(
    $$ select pg_temp.register('{"type": "image/png"}') $$,
    'PT409', 'commerce.too_many_media', 'a product has so many images at most'
);
select tests.login_as(tests.user('ada'), 'warehouse');
select throws_ok(
    $$ select pg_temp.register('{"type": "image/png"}') $$,
    'PT403', 'core.not_permitted', 'the warehouse adds none'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select pg_temp.register('{"type": "image/png"}') $$,
    'PT403', 'core.not_permitted', 'a customer neither'
);

select * from finish();
rollback;
