-- Proves functions/commerce/media/update_media.sql.
begin;
select plan(13);

-- Given: an image of the shirt.
select tests.small_stock();
create temporary table t_image as select tests.add_image('Shirt') as id;
grant select on t_image to authenticated;
create function pg_temp.update(p_patch jsonb, p_version bigint default null)
returns jsonb
language sql as $$
    select commerce.update_media((select id from t_image), p_patch, p_version)
        - 'media_id'
$$;
grant execute on function pg_temp.update to authenticated, app_worker;

select tests.login_as(tests.user('ada'), 'buyer');
select is(
    pg_temp.update('{"alt_text": "Blue", "position": 3, "sku": "SHIRT-L"}', 1),
    '{"version": 2}', 'a buyer changes text, place and variant'
);
select is(
    pg_temp.update('{"alt_text": "Blue"}', 2), '{"version": 2}', 'the same is no change'
);
select is(pg_temp.update('{}'), '{"version": 2}', 'an empty patch neither');
select throws_ok(
    $$ select pg_temp.update('{"position": 4}', 1) $$,
    'PT409', 'commerce.version_conflict', 'an older version is not overwritten'
);
reset role;
select results_eq(
    $$ select m.alt_text, m.position, v.sku
       from commerce.media as m inner join commerce.variants as v on m.variant_id = v.id $$,
    $$ values ('Blue', 3, 'SHIRT-L') $$,
    'only what was sent is changed'
);
select tests.login_as(tests.user('ada'), 'buyer');
select is(
    pg_temp.update('{"sku": null}', 2), '{"version": 3}', 'a null SKU takes it away'
);
reset role;
select is(
    (
        select m.variant_id
        from commerce.media as m
    ),
    null, 'then the image shows the product'
);
select tests.login_as(tests.user('ada'), 'buyer');
select throws_ok(
    format('select pg_temp.update(%L)', m.patch), m.code, m.key, m.what
)
from (
    values
    ('[]', 'PT422', 'commerce.invalid_media', 'a patch is an object'),
    ('{"position": -1}', 'PT422', 'commerce.invalid_media', 'positions have bounds'),
    ('{"sku": "MUG"}', 'PT404', 'commerce.unknown_sku', 'a SKU is one of the product'),
    (
        jsonb_build_object('alt_text', repeat('x', 201))::text, 'PT422',
        'commerce.invalid_media', 'a text has 200 characters'
    )
) as m (patch, code, key, what);
select throws_ok(
    $$ select commerce.update_media(0, '{}', 1) $$,
    'PT404', 'commerce.unknown_media', 'an image must be there'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select pg_temp.update('{}') $$, 'PT403', 'core.not_permitted',
    'a customer changes nothing'
);

select * from finish();
rollback;
