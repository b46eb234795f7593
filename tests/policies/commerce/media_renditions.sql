-- Proves policies/commerce/media_renditions.sql.j2.
begin;
select plan(6);

-- Given: an image of the published shirt in two versions, and one of the draft mug.
select tests.small_stock();
select tests.add_image('Shirt', 'two', tests.add_image('Shirt', 'one'))::text;
select tests.add_image('Mug')::text;

select * from tests.is_shown_to(
    'commerce.media_renditions', 'visible', tests.user('ada'),
    '{admin, buyer, warehouse}', p_visible => 2
);

select * from finish();
rollback;
