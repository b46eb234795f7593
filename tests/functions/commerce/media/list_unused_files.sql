-- Proves functions/commerce/media/list_unused_files.sql.
begin;
select plan(3);

-- Given: an image, and an upload that is awaited.
select tests.small_stock();
do $$ begin perform tests.add_image('Shirt', 'one'); end; $$;
create temporary table t_made as
select r.made ->> 'upload_key' as upload_key
from commerce.products as p
cross join commerce.register_media(p.id, '{"type": "image/png"}') as r (made)
where p.title = 'Shirt';
grant select on t_made to app_worker;

set local role app_worker;
select is(
    commerce.list_unused_files(
        array['two.png', 'one.png', 'one.webp', upload_key, 'a.avif']
    ),
    '{a.avif, two.png}', 'what no image has is unused'
)
from t_made;
select is(commerce.list_unused_files('{}'), '{}', 'of nothing, nothing');
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select commerce.list_unused_files('{}') $$, '42501', null,
    'the list is for the worker'
);

select * from finish();
rollback;
