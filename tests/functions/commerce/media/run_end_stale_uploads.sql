-- Proves functions/commerce/media/run_end_stale_uploads.sql.
begin;
select plan(2);

-- Given: an upload of yesterday that was never completed, one of today, one that ended.
select tests.small_stock();
select tests.add_image('Shirt')::text;
select commerce.register_media(p.id, '{"type": "image/png"}')::text
from commerce.products as p
where p.title in ('Shirt', 'Mug');
update commerce.media_versions set registered_at = core.now() - interval '25 hours'
where
    status = 'ready'
    or product_id = (
        select p.id
        from commerce.products as p
        where p.title = 'Mug'
    );

select commerce.run_end_stale_uploads(null::core.jobs);
select results_eq(
    $$ select (j.payload ->> 'media_id')::bigint
       from core.jobs as j where j.kind = 'commerce.process_media' $$,
    $$ select m.id
       from commerce.media as m
       inner join commerce.products as p on m.product_id = p.id
       where p.title = 'Mug' $$,
    'the worker looks for the old one'
);
select commerce.run_end_stale_uploads(null::core.jobs);
select is(
    (
        select count(*)
        from core.jobs as j
        where j.kind = 'commerce.process_media'
    ),
    1::bigint, 'once'
);

select * from finish();
rollback;
