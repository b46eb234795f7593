-- Proves functions/core/settings/change_setting.sql.
begin;
select plan(11);

-- Given: a setting that may be changed, and one that may not.
insert into core.settings (
    name, default_value, description, is_changeable, value_schema
)
values
('core.open', '1', 'x', true, '{"type": "integer", "minimum": 1}'),
('core.shut', '1', 'x', false, null);
select tests.login_as(tests.user('dora'), 'admin');
select is(
    api.change_setting('core.open', '5', 'month end') -> 'value', '5'::jsonb,
    'an admin changes a setting'
);
select is(core.setting('core.open'), '5'::jsonb, 'it counts at once');
select is(
    api.change_setting('core.open', '5.0', 'again') ->> 'value', '5',
    'a whole number is stored without decimals'
);
select is_empty(
    $$ select b.value
       from (values ('0'), ('1.5'), ('"5"'), ('[]'), ('true')) as b (value)
       where tests.refusal(format(
           'select api.change_setting(''core.open'', %L, ''x'')', b.value
       )) ->> 'key' is distinct from 'core.invalid_argument' $$,
    'a value that does not fit is refused'
);
select throws_ok(
    $$ select api.change_setting('core.open', '5', null) $$,
    'PT422', 'core.invalid_argument', 'there is a reason'
);
select throws_ok(
    $$ select api.change_setting('core.shut', '5', 'x') $$,
    'PT403', 'core.setting_locked', 'a setting may be locked'
);
select throws_ok(
    $$ select api.change_setting('core.none', '5', 'x') $$,
    'PT404', 'core.unknown_setting', 'an unknown one is refused'
);
select throws_ok(
    $$ update core.settings set is_changeable = true where name = 'core.shut' $$,
    '42501', null, 'only the owner unlocks it'
);
select is(
    api.change_setting('core.open', 'null', 'over') -> 'value', 'null'::jsonb,
    'null is the default again'
);
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    $$ select api.change_setting('core.open', '5', 'x') $$,
    'PT403', 'core.not_permitted', 'a buyer changes none'
);
reset role;
select results_eq(
    $$ select old_values, reason from core.audit_entries
       where row_id = 'core.open' and actor_id = tests.user('dora') order by id $$,
    $$ values
        ('{"value": null}'::jsonb, 'month end'), ('{"value": 5}', 'over') $$,
    'each change is audited, with its reason'
);

select * from finish();
rollback;
