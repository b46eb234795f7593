-- Proves functions/commerce/media/_list_renditions.sql.
begin;
select plan(2);

-- Given: an image.
select tests.small_stock();
create temporary table t_image as select tests.add_image('Shirt') as id;
insert into commerce.media_renditions (
    media_id, version, name, format, width, height, bytes, sha256, storage_key, url_path
)
values (
    (select id from t_image), 1, 'card', 'webp', 40, 30, 50, repeat('c', 64), 'c', 'c'
);

select is(
    (
        select jsonb_agg(r.one - array['width', 'height'])
        from jsonb_array_elements(
            commerce._list_renditions((select id from t_image), 1)
        ) as r (one)
    ),
    '[
        {"name": "thumb", "format": "avif", "bytes": 9, "url": "/media/one.avif"},
        {"name": "thumb", "format": "webp", "bytes": 10, "url": "/media/one.webp"},
        {"name": "card", "format": "webp", "bytes": 50, "url": "/media/c"}
    ]',
    'the files of a version, smallest first'
);
select is(
    commerce._list_renditions((select id from t_image), 2), '[]',
    'another version has none'
);

select * from finish();
rollback;
