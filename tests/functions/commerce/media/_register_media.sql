-- Proves functions/commerce/media/_register_media.sql.
begin;
select plan(3);

-- Given: a shirt with an image, and a mug.
select tests.small_stock();
select tests.add_image('Shirt')::text;
create function pg_temp.request(p_title text) returns jsonb
language sql as $$
    select jsonb_build_object(
        'product_id', p.id,
        'meta', jsonb_build_object(
            'type', 'image/png', 'media_id', (select m.id from commerce.media as m)
        )
    )
    from commerce.products as p
    where p.title = p_title
$$;
grant execute on function pg_temp.request to authenticated, app_worker;

select is(
    commerce._register_media(pg_temp.request('Shirt')) -> 'version', '2'::jsonb,
    'the next version is pending'
);
select is(
    (
        select array_agg(v.is_active order by v.version)
        from commerce.media_versions as v
    ),
    '{t,f}', 'and the active one stays'
);
select throws_ok(
    $$ select commerce._register_media(pg_temp.request('Mug')) $$,
    'PT404', 'commerce.unknown_media', 'an image of another product has no version here'
);

select * from finish();
rollback;
