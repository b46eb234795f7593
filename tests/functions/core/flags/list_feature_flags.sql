-- Proves functions/core/flags/list_feature_flags.sql.
begin;
select plan(4);

-- Given: two flags.
insert into core.feature_flags (name, created_at, updated_at)
values ('core.a', now(), now()), ('core.b', now(), now());
select tests.login_as(tests.user('dora'), 'admin');
select is(
    jsonb_path_query_array(api.list_feature_flags(), '$.items[*].name'),
    '["core.a", "core.b"]'::jsonb, 'an admin reads them by name'
);
select is(
    api.list_feature_flags(api.list_feature_flags(null, 1) ->> 'next', 1)
    #>> '{items,0,name}',
    'core.b', 'page by page'
);
select throws_ok(
    $$ select api.list_feature_flags('x') $$, 'PT422', 'core.invalid_cursor',
    'a cursor is one of this list'
);
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    'select api.list_feature_flags()', 'PT403', 'core.not_permitted',
    'a buyer reads none'
);

select * from finish();
rollback;
