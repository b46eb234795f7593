-- Proves functions/commerce/media/record_signed_upload.sql.
begin;
select plan(6);

-- Given: an announced upload.
select tests.small_stock();
create temporary table t_made as
select (r.made ->> 'media_id')::bigint as id
from commerce.products as p
cross join commerce.register_media(p.id, '{"type": "image/png"}') as r (made)
where p.title = 'Shirt';
grant select on t_made to app_worker, authenticated;
create function pg_temp.sign() returns boolean
language sql as $$
    select commerce.record_signed_upload(
        (select id from t_made), 1, '{"method": "PUT", "url": "https://x/secret"}'
    )
$$;
grant execute on function pg_temp.sign to authenticated, app_worker;

set local role app_worker;
select is(pg_temp.sign(), true, 'the worker records a signed upload');
reset role;
select is(
    (
        select v.upload ->> 'method'
        from commerce.media_versions as v
    ),
    'PUT', 'it is kept while the version is pending'
);
select is(
    (
        select count(*)
        from core.events as e
        where e.payload::text ~ 'secret'
    ),
    0::bigint, 'no event has it'
);
select is(
    (
        select count(*)
        from core.events as e
        where e.type = 'commerce.media.signed'
    ),
    1::bigint, 'one says that it is there'
);
select commerce.record_upload(
    (select id from t_made), 1, '{"fault": "missing", "detail": "x"}'
)::text;
select is(pg_temp.sign(), false, 'a version that is decided takes none');
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select pg_temp.sign() $$, '42501', null, 'it is for the worker only'
);

select * from finish();
rollback;
