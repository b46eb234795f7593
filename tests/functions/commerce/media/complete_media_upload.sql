-- Proves functions/commerce/media/complete_media_upload.sql.
begin;
select plan(7);

-- Given: an announced upload.
select tests.small_stock();
create temporary table t_made as
select (r.made ->> 'media_id')::bigint as id
from commerce.products as p
cross join commerce.register_media(p.id, '{"type": "image/png"}') as r (made)
where p.title = 'Shirt';
grant select on t_made to authenticated;
create function pg_temp.complete() returns jsonb
language sql as $$
    select commerce.complete_media_upload((select id from t_made), 1)
$$;
grant execute on function pg_temp.complete to authenticated, app_worker;

select tests.login_as(tests.user('ada'), 'buyer');
create temporary table t_said as select pg_temp.complete() as said;
select is(
    (select jsonb_typeof(said -> 'job_id') from t_said), 'number',
    'a job reads the upload'
);
select is(
    pg_temp.complete(), (select said from t_said), 'a second call adds no second job'
);
select throws_ok(
    $$ select commerce.complete_media_upload((select id from t_made), 2) $$,
    'PT404', 'commerce.unknown_media', 'a version must be there'
);
select tests.login_as(tests.user('ada'), 'warehouse');
select throws_ok(
    $$ select pg_temp.complete() $$, 'PT403', 'core.not_permitted',
    'only those who add images say so'
);
reset role;

update core.jobs set status = 'dead', died_at = core.now()
where kind = 'commerce.process_media';
select isnt(
    pg_temp.complete() -> 'job_id', (select said -> 'job_id' from t_said),
    'after a job that died there is another'
);
select commerce.record_upload(
    (select id from t_made), 1, tests.image_facts('one')
)::text;
select is(
    pg_temp.complete() - 'media_id',
    '{"version": 1, "status": "ready", "job_id": null}',
    'what is decided is not read again'
);
select is(
    (
        select array_agg(j.concurrency_key)
        from core.jobs as j
        where j.kind = 'commerce.process_media'
    ),
    '{commerce.process_media,commerce.process_media}', 'all such jobs share a limit'
);

select * from finish();
rollback;
