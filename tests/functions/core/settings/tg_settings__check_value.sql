-- Proves functions/core/settings/tg_settings__check_value.sql.
begin;
select plan(4);

-- Given: a setting with a schema, and one whose schema cannot be checked.
insert into core.settings (name, default_value, description, value_schema)
values
('core.t', '1', 'x', '{"type": "integer", "minimum": 1}'),
('core.odd', '1', 'x', '{"oneOf": []}');

select lives_ok(
    $$ update core.settings set value = '2' where name = 'core.t' $$,
    'a value that fits is taken'
);
select throws_ok(
    $$ update core.settings set value = '0' where name = 'core.t' $$,
    'PT422', 'core.invalid_argument', 'another one is refused'
);
select lives_ok(
    $$ update core.settings set value = null where name = 'core.t' $$,
    'null is the default'
);
select throws_ok(
    $$ update core.settings set value = '2' where name = 'core.odd' $$,
    'PT422', 'core.invalid_argument', 'and so is a schema that cannot be checked'
);

select * from finish();
rollback;
