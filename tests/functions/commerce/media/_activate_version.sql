-- Proves functions/commerce/media/_activate_version.sql.
begin;
select plan(3);

-- Given: an image in two versions, of which the second is active.
select tests.small_stock();
create temporary table t_image as select tests.add_image('Shirt', 'one') as id;
select tests.add_image('Shirt', 'two', (select id from t_image))::text;
truncate core.events;

select is(
    commerce._activate_version(
        (
            select m.product_id
            from commerce.media as m
        ),
        (select id from t_image), 1
    ),
    2, 'the version that was active is returned'
);
select is(
    (
        select array_agg(v.is_active order by v.version)
        from commerce.media_versions as v
    ),
    '{t,f}', 'the other one is active now'
);
select is(
    (
        select e.payload - array['media_id', 'product_id']
        from core.events as e
        where e.type = 'commerce.media.replaced'
    ),
    '{
        "v": 1, "version": 1, "replaced_version": 2,
        "urls": ["/media/two.png", "/media/two.avif", "/media/two.webp"]
    }',
    'the event names the files that caches may drop'
);

select * from finish();
rollback;
