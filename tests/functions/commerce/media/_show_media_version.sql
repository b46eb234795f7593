-- Proves functions/commerce/media/_show_media_version.sql.
begin;
select plan(3);

-- Given: an image in two versions; the second is a duplicate.
select tests.small_stock();
select tests.add_image('Shirt', 'one', tests.add_image('Shirt', 'one'))::text;
create temporary table t_shown as
select
    v.version,
    commerce._show_media_version(v) as it
from commerce.media_versions as v;

select is(
    (
        select t.it - array['media_id', 'upload_key', 'sha256', 'renditions',
            'registered_at', 'decided_at']
        from t_shown as t
        where t.version = 1
    ),
    '{
        "version": 1, "status": "ready", "is_active": true, "fault": null,
        "fault_detail": null, "hint": null, "upload": null,
        "content_type": "image/png", "bytes": 100, "width": 40, "height": 30,
        "orientation": 6, "dominant_colour": "#ff0000", "url": "/media/one.png"
    }',
    'a ready version has its measures and its URL'
);
select is(
    (
        select jsonb_build_array(t.it -> 'fault', t.it -> 'hint', t.it -> 'url')
        from t_shown as t
        where t.version = 2
    ),
    '[
        "commerce.media_duplicate",
        "Activate the version in the detail, or send another image.", null
    ]',
    'a refused one has its fault and the remedy'
);
select bag_eq(
    $$ select 'commerce.media_' || f.fault
       from regexp_matches(
           (
               select pg_get_constraintdef(c.oid)
               from pg_constraint as c
               where c.conname = 'media_versions_fault_check'
           ),
           '''([a-z_]+)''::text', 'g'
       ) as m (found)
       cross join lateral unnest(m.found) as f (fault)
       where f.fault <> 'refused' $$,
    $$ select key from core.error_codes
       where key ~ '^commerce.media_' and key <> 'commerce.media_not_ready' $$,
    'each fault is the key of an error'
);

select * from finish();
rollback;
