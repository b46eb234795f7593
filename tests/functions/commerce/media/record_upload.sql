-- Proves functions/commerce/media/record_upload.sql.
begin;
select plan(15);

-- Given: an image of a shirt in three announced versions, one of which is signed.
select tests.small_stock();
create temporary table t_image as
select (r.made ->> 'media_id')::bigint as id
from commerce.products as p
cross join commerce.register_media(p.id, '{"type": "image/png"}') as r (made)
where p.title = 'Shirt';
grant select on t_image to app_worker, authenticated;
select commerce.register_media(
    p.id, jsonb_build_object('type', 'image/png', 'media_id', t.id)
)::text
from commerce.products as p
cross join t_image as t
cross join generate_series(2, 4) as n
where p.title = 'Shirt';
update commerce.media_versions set upload = '{"url": "x"}'
where version = 1;
create function pg_temp.record(p_version integer, p_result jsonb) returns jsonb
language sql as $$
    select commerce.record_upload((select id from t_image), p_version, p_result)
        - 'media_id'
$$;
grant execute on function pg_temp.record to authenticated, app_worker;
create function pg_temp.active() returns integer
language sql as $$
    select v.version from commerce.media_versions as v where v.is_active
$$;
grant execute on function pg_temp.active to authenticated, app_worker;

set local role app_worker;
select is(
    pg_temp.record(1, tests.image_facts('one')),
    '{"version": 1, "status": "ready", "fault": null, "detail": null}',
    'the worker records a sound image'
);
reset role;
select results_eq(
    $$ select
        is_active, upload, content_type, bytes, width, height, orientation,
        dominant_colour, storage_key, url_path, decided_at
       from commerce.media_versions where version = 1 $$,
    $$ values (
        true, null::jsonb, 'image/png', 100::bigint, 40, 30, 6, '#ff0000', 'one.png',
        'one.png', core.now()
    ) $$,
    'it is active, with what was measured; the right to upload is gone'
);
select is(
    (
        select count(*)
        from commerce.media_renditions
    ),
    2::bigint, 'it has its renditions'
);
select is(
    pg_temp.record(1, '{"fault": "corrupt", "detail": "Later."}'),
    '{"version": 1, "status": "ready", "fault": null, "detail": null}',
    'a job that runs again changes nothing'
);
select is(
    (
        select array_agg(e.type order by e.id)
        from core.events as e
        where e.type ~ '^commerce.media.a'
    ),
    '{commerce.media.activated}', 'and there is one event'
);

-- When: another is refused, by the worker or here.
select is(
    pg_temp.record(2, '{"fault": "animated", "detail": "It moves.", "bytes": 5}'),
    '{"version": 2, "status": "refused", "fault": "animated", "detail": "It moves."}',
    'the worker records what is wrong'
);
select is(
    pg_temp.record(3, tests.image_facts('one')) ->> 'fault', 'duplicate',
    'what the product has by now is refused here'
);
select is(
    (
        select storage_key
        from commerce.media_versions
        where version = 3
    ),
    null, 'a refused version has no file'
);
select is(pg_temp.active(), 1, 'and the old version stays active');
select is(
    (
        select e.payload - array['media_id', 'product_id']
        from core.events as e
        where e.type = 'commerce.media.refused'
        order by e.id
        limit 1
    ),
    '{
        "v": 1, "version": 2, "fault": "commerce.media_animated", "detail": "It moves."
    }',
    'the event has the reason'
);

-- When: a newer one is ready before an older one.
select commerce.register_media(
    p.id, jsonb_build_object('type', 'image/png', 'media_id', t.id)
)::text
from commerce.products as p
cross join t_image as t
where p.title = 'Shirt';
select is(
    pg_temp.record(5, tests.image_facts('five')) ->> 'status', 'ready', 'it is taken'
);
select is(
    pg_temp.record(4, tests.image_facts('four')) ->> 'status', 'ready', 'the older too'
);
select is(pg_temp.active(), 5, 'the newest one stays active');

select throws_ok(
    $$ select pg_temp.record(9, '{}') $$,
    'PT404', 'commerce.unknown_media', 'an upload must be there'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select pg_temp.record(4, '{}') $$, '42501', null, 'it is for the worker only'
);

select * from finish();
rollback;
