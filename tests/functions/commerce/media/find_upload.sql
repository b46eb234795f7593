-- Proves functions/commerce/media/find_upload.sql.
begin;
select plan(4);

-- Given: an announced upload.
select tests.small_stock();
create temporary table t_made as
select commerce.register_media(p.id, '{"type": "image/png"}') as made
from commerce.products as p
where p.title = 'Shirt';
grant select on t_made to app_worker, authenticated;
create function pg_temp.found() returns jsonb
language sql as $$
    select commerce.find_upload((made ->> 'media_id')::bigint, 1)
    from t_made
$$;
grant execute on function pg_temp.found to authenticated, app_worker;

set local role app_worker;
select is(
    pg_temp.found() - 'outcome',
    (
        select jsonb_build_object(
            'status', 'pending',
            'upload_key', t.made ->> 'upload_key',
            'declared_type', 'image/png',
            'max_bytes', 20000000,
            'max_pixels', 50000000,
            'sizes', '{"thumb": 160, "card": 480, "full": 1600}'::jsonb
        )
        from t_made as t
    ),
    'the worker learns where the file is, and the limits'
);
select is(pg_temp.found() #>> '{outcome,status}', 'pending', 'nothing is decided');
select throws_ok(
    $$ select commerce.find_upload(0, 1) $$,
    'PT404', 'commerce.unknown_media', 'an upload must be there'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select pg_temp.found() $$, '42501', null, 'it is for the worker only'
);

select * from finish();
rollback;
