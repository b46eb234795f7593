-- Proves functions/commerce/media/_has_active_image.sql.
begin;
select plan(4);

-- Given: a shirt without an image.
select tests.small_stock();
create temporary table t_shirt as
select p.id from commerce.products as p
where p.title = 'Shirt';

select is(
    commerce._has_active_image((select id from t_shirt)), false,
    'a product without an image has none'
);
select commerce.register_media((select id from t_shirt), '{"type": "image/png"}')::text;
select is(
    commerce._has_active_image((select id from t_shirt)), false,
    'an announced image is not there yet'
);
select tests.add_image('Shirt')::text;
select is(
    commerce._has_active_image((select id from t_shirt)), true, 'a ready one is'
);
select is(commerce._has_active_image(null), false, 'no product has none');

select * from finish();
rollback;
