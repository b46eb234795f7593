-- Proves functions/commerce/media/list_media_versions.sql.
begin;
select plan(7);

-- Given: an image in three versions.
select tests.small_stock();
create temporary table t_image as select tests.add_image('Shirt', 'one') as id;
select tests.add_image('Shirt', n::text, (select id from t_image))::text
from generate_series(2, 3) as n;
grant select on t_image to authenticated;
create function pg_temp.versions(p_page jsonb) returns text
language sql as $$
    select string_agg(i.one ->> 'version', ' ')
    from jsonb_array_elements(p_page -> 'items') as i (one)
$$;
grant execute on function pg_temp.versions to authenticated, app_worker;

select tests.login_as(tests.user('ada'), 'warehouse');
select is(
    pg_temp.versions(commerce.list_media_versions((select id from t_image))), '3 2 1',
    'staff sees every version, newest first'
);
create temporary table t_page as
select commerce.list_media_versions((select id from t_image), p_page_size => 2) as it;
select is(pg_temp.versions((select it from t_page)), '3 2', 'by the page');
select is(
    pg_temp.versions(
        commerce.list_media_versions(
            (select id from t_image), (select it ->> 'next' from t_page), 2
        )
    ),
    '1', 'and the next one'
);
select throws_ok(
    $$ select commerce.list_media_versions(0) $$,
    'PT404', 'commerce.unknown_media', 'an image must be there'
);
select throws_ok(
    $$ select commerce.list_media_versions((select id from t_image), 'x') $$,
    'PT422', 'core.invalid_cursor', 'a cursor is one of this list'
);
select throws_ok(
    $$ select commerce.list_media_versions((select id from t_image), null, 0) $$,
    'PT422', 'core.invalid_page_size', 'a page has a size'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.list_media_versions((select id from t_image)) $$,
    'PT403', 'core.not_permitted', 'a customer sees what is active, by list_media'
);

select * from finish();
rollback;
