-- Proves functions/commerce/media/delete_media.sql.
begin;
select plan(10);

-- Given: the shirt, which is published, with two images, the second in two versions,
-- and an upload that is awaited.
select tests.small_stock();
create temporary table t_image as
select
    tests.add_image('Shirt', 'one') as one,
    tests.add_image('Shirt', 'two') as two;
grant select on t_image to authenticated;
do $$
begin
    perform tests.add_image('Shirt', 'three', (select two from t_image));
    perform commerce.register_media(m.product_id, jsonb_build_object(
        'type', 'image/png', 'media_id', m.id
    ))
    from commerce.media as m where m.id = (select two from t_image);
end;
$$;

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.delete_media((select two from t_image)) $$,
    'PT403', 'core.not_permitted', 'a customer deletes nothing'
);
select tests.login_as(tests.user('ada'), 'buyer');
select is(
    api.delete_media((select two from t_image)) -> 'media_id',
    to_jsonb((select two from t_image)), 'a buyer deletes an image'
);
select throws_ok(
    $$ select api.delete_media((select two from t_image)) $$,
    'PT404', 'commerce.unknown_media', 'then it is not there any more'
);
select throws_ok(
    $$ select api.delete_media((select one from t_image)) $$,
    'PT409', 'commerce.last_image', 'the last image of a published product stays'
);
reset role;
select results_eq(
    $$ select v.media_id, v.version from commerce.media_versions as v $$,
    $$ select one, 1 from t_image $$, 'no version of it is left'
);
select is(
    (
        select array(
            select k.key from jsonb_array_elements_text(j.payload -> 'keys') as k (key)
            where k.key !~ '^incoming/'
            order by k.key
        )
        from core.jobs as j
        where j.kind = 'commerce.delete_media_files'
    ),
    '{three.avif, three.png, three.webp, two.avif, two.png, two.webp}',
    'a job deletes its files'
);
select is(
    (
        select jsonb_path_query_array(
            j.payload, '$.keys[*] ? (@ starts with "incoming/")'
        )
        from core.jobs as j
        where j.kind = 'commerce.delete_media_files'
    ),
    (
        select jsonb_agg(j.upload_key)
        from (
            select l.old_values ->> 'upload_key' as upload_key
            from core.audit_entries as l
            where
                l.table_name = 'commerce.media_versions'
                and l.operation = 'delete'
                and l.old_values ->> 'status' = 'pending'
        ) as j
    ),
    'and what was uploaded and not read'
);
select results_eq(
    $$ select e.payload - 'product_id' from core.events as e
       where e.type = 'commerce.media.deleted' $$,
    $$ select jsonb_build_object('v', 1, 'media_id', two, 'urls',
           '["/media/three.png", "/media/three.avif", "/media/three.webp"]'::jsonb)
       from t_image $$,
    'caches learn which URLs may go'
);
update commerce.products set status = 'draft', published_at = null
where title = 'Shirt';
select tests.login_as(tests.user('ada'), 'buyer');
select lives_ok(
    $$ select api.delete_media((select one from t_image)) $$,
    'a draft may lose its last image'
);
reset role;
select is_empty('select from commerce.media', 'no image is left');

select * from finish();
rollback;
