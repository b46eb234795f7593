-- Proves functions/commerce/media/_lock_media_version.sql.
begin;
select plan(3);

-- Given: an image.
select tests.small_stock();
create temporary table t_image as select tests.add_image('Shirt') as id;
create function pg_temp.locks_on(p_table regclass) returns bigint
language sql as $$
    select count(*)
    from pg_locks as l
    where
        l.relation = p_table and l.mode = 'RowShareLock' and l.pid = pg_backend_pid()
$$;
grant execute on function pg_temp.locks_on to authenticated, app_worker;

select is(
    (commerce._lock_media_version((select id from t_image), 1)).version, 1,
    'the version is returned'
);
select is(
    pg_temp.locks_on('commerce.products') + pg_temp.locks_on('commerce.media'),
    2::bigint, 'product and image are locked'
);
select throws_ok(
    $$ select commerce._lock_media_version((select id from t_image), 2) $$,
    'PT404', 'commerce.unknown_media', 'one that is not there is refused'
);

select * from finish();
rollback;
