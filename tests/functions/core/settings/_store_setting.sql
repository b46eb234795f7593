-- Proves functions/core/settings/_store_setting.sql.
begin;
select plan(5);

-- Given: a setting that is not changeable over the API.
insert into core.settings (name, default_value, description, value_schema)
values ('core.shut', '1', 'x', '{"type": "integer", "minimum": 1}');

select is(
    core._store_setting('core.shut', '5.0', 'why', false) ->> 'value', '5',
    'a value is stored, a whole number without decimals'
);
select throws_ok(
    $$ select core._store_setting('core.shut', '5', 'why', true) $$,
    'PT403', 'core.setting_locked', 'only a changeable one, where that is asked'
);
select throws_ok(
    $$ select core._store_setting('core.shut', '"5"', 'why', false) $$,
    'PT422', 'core.invalid_argument', 'the type of the default counts'
);
select throws_ok(
    format(
        $$ select core._store_setting('core.shut', %L, 'why', false) $$,
        to_jsonb(repeat(md5('x'), 4000))
    ),
    'PT422', 'core.invalid_argument', 'and the size'
);
select throws_ok(
    $$ select core._store_setting('core.shutt', '5', 'why', false) $$,
    'PT404', 'core.unknown_setting', 'an unknown one is refused'
);

select * from finish();
rollback;
