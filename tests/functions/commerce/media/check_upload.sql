-- Proves functions/commerce/media/check_upload.sql.
begin;
select plan(4);

-- Given: an announced upload.
select tests.small_stock();
create temporary table t_made as
select (r.made ->> 'media_id')::bigint as id
from commerce.products as p
cross join commerce.register_media(p.id, '{"type": "image/png"}') as r (made)
where p.title = 'Shirt';
grant select on t_made to app_worker, authenticated;

set local role app_worker;
select is(
    commerce.check_upload((select id from t_made), 1, tests.image_facts('one')),
    null, 'what was announced is sound'
);
select is(
    commerce.check_upload(
        (select id from t_made), 1, '{"content_type": "image/gif"}'
    ) ->> 'fault',
    'mislabelled', 'what was not is named'
);
select throws_ok(
    $$ select commerce.check_upload(0, 1, '{}') $$,
    'PT404', 'commerce.unknown_media', 'an upload must be there'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select commerce.check_upload(0, 1, '{}') $$, '42501', null,
    'it is for the worker only'
);

select * from finish();
rollback;
