-- Proves functions/core/settings/list_settings.sql.
begin;
select plan(4);

-- Given: a setting before all others.
insert into core.settings (name, default_value, value, description)
values ('a.t', '1', '2', 'x');
select tests.login_as(tests.user('dora'), 'admin');
select is(
    api.list_settings(page_size => 1) -> 'items',
    '[{"name": "a.t", "default_value": 1, "value": 2, "description": "x",
       "is_changeable": false, "value_schema": null}]'::jsonb,
    'an admin reads the settings by name'
);
select isnt(
    api.list_settings(api.list_settings(page_size => 1) ->> 'next', 1)
    #>> '{items,0,name}',
    'a.t', 'page by page'
);
select throws_ok(
    $$ select api.list_settings('x') $$, 'PT422', 'core.invalid_cursor',
    'a cursor is one of this list'
);
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    'select api.list_settings()', 'PT403', 'core.not_permitted', 'a buyer reads none'
);

select * from finish();
rollback;
