-- Proves functions/commerce/media/activate_media_version.sql.
begin;
select plan(8);

-- Given: an image in three versions: two are ready, the third is refused.
select tests.small_stock();
create temporary table t_image as select tests.add_image('Shirt', 'one') as id;
select tests.add_image('Shirt', 'two', (select id from t_image))::text;
select tests.add_image('Shirt', 'two', (select id from t_image))::text;
grant select on t_image to authenticated;
create function pg_temp.activate(p_version integer) returns jsonb
language sql as $$
    select commerce.activate_media_version((select id from t_image), p_version)
        - 'media_id'
$$;
grant execute on function pg_temp.activate to authenticated, app_worker;

select tests.login_as(tests.user('ada'), 'buyer');
select is(
    pg_temp.activate(1), '{"version": 1, "replaced_version": 2}',
    'a buyer goes back to an earlier version'
);
select is(
    pg_temp.activate(1), '{"version": 1, "replaced_version": null}',
    'an active one stays active'
);
select throws_ok(
    $$ select pg_temp.activate(3) $$, 'PT409', 'commerce.media_not_ready',
    'a refused one is never shown'
);
select throws_ok(
    $$ select pg_temp.activate(4) $$, 'PT404', 'commerce.unknown_media',
    'one that is not there neither'
);
select throws_ok(
    $$ select pg_temp.activate(null) $$, 'PT404', 'commerce.unknown_media', 'nor null'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select pg_temp.activate(2) $$, 'PT403', 'core.not_permitted',
    'a customer changes nothing'
);
reset role;
select is(
    (
        select count(*)
        from core.events as e
        where e.type = 'commerce.media.replaced'
    ),
    2::bigint, 'each change is one event'
);
select is(
    (
        select array_agg(v.version)
        from commerce.media_versions as v
        where v.is_active
    ),
    '{1}', 'one version is active'
);

select * from finish();
rollback;
