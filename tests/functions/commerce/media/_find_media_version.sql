-- Proves functions/commerce/media/_find_media_version.sql.
begin;
select plan(3);

-- Given: an image.
select tests.small_stock();
create temporary table t_image as select tests.add_image('Shirt') as id;

select is(
    (commerce._find_media_version((select id from t_image), 1)).status, 'ready',
    'a version is found'
);
select throws_ok(
    $$ select commerce._find_media_version((select id from t_image), 2) $$,
    'PT404', 'commerce.unknown_media', 'one that is not there is refused'
);
select throws_ok(
    $$ select commerce._find_media_version(null, null) $$,
    'PT404', 'commerce.unknown_media', 'and so is null'
);

select * from finish();
rollback;
