-- Proves functions/commerce/media/list_media.sql.
begin;
select plan(8);

-- Given: a shirt with two images, of which the second comes first, and a third that is
-- announced; a mug that is a draft.
select tests.small_stock();
select tests.add_image('Shirt', 'one')::text;
select tests.add_image('Shirt', 'two')::text;
select tests.add_image('Mug')::text;
update commerce.media set position = 5, alt_text = 'Front', variant_id = (
    select v.id
    from commerce.variants as v
    where v.sku = 'SHIRT-S'
)
where position = 20;
create temporary table t_ids as
select
    p.id,
    p.title
from commerce.products as p;
grant select on t_ids to authenticated;
select commerce.register_media(t.id, '{"type": "image/png"}')::text
from t_ids as t
where t.title = 'Shirt';
create function pg_temp.list(
    p_title text, p_after text default null, p_size integer default 50
)
returns jsonb
language sql as $$
    select commerce.list_media(
        (select t.id from t_ids as t where t.title = p_title), p_after, p_size
    )
$$;
grant execute on function pg_temp.list to authenticated, app_worker;
create function pg_temp.urls(p_page jsonb) returns text
language sql as $$
    select string_agg(coalesce(i.one #>> '{image,url}', 'none'), ' ')
    from jsonb_array_elements(p_page -> 'items') as i (one)
$$;
grant execute on function pg_temp.urls to authenticated, app_worker;

select tests.login_as(tests.user('ada'));
select is(
    pg_temp.urls(pg_temp.list('Shirt')), '/media/two.png /media/one.png none',
    'a customer sees the images in order'
);
select is(
    (pg_temp.list('Shirt') #> '{items,0}')
    - 'media_id' #- '{image,renditions,0}' #- '{image,renditions,0}',
    '{
        "sku": "SHIRT-S", "position": 5, "alt_text": "Front", "version": 2,
        "image": {
            "version": 1, "content_type": "image/png", "width": 40, "height": 30,
            "dominant_colour": "#ff0000", "url": "/media/two.png", "renditions": []
        }
    }',
    'with text, variant and measures'
);
select is(
    pg_temp.list('Shirt') #> '{items,0,image,renditions,0,url}', '"/media/two.avif"',
    'and every rendition'
);
create temporary table t_page as select pg_temp.list('Shirt', null, 1) as it;
select is(pg_temp.urls((select it from t_page)), '/media/two.png', 'by the page');
select is(
    pg_temp.urls(pg_temp.list('Shirt', (select it ->> 'next' from t_page), 2)),
    '/media/one.png none', 'and the next one'
);
select throws_ok(
    $$ select pg_temp.list('Mug') $$,
    'PT404', 'commerce.unknown_product', 'what is a draft is not there for a customer'
);
select throws_ok(
    $$ select commerce.list_media(null) $$,
    'PT404', 'commerce.unknown_product', 'a product is needed'
);
select tests.login_as(tests.user('ada'), 'warehouse');
select is(pg_temp.urls(pg_temp.list('Mug')), '/media/one.png', 'staff sees drafts');

select * from finish();
rollback;
