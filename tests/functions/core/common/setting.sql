-- Proves functions/core/common/setting.sql.
begin;
select plan(4);

-- Given: a setting without a value, one with a value, one with the value false.
insert into core.settings (name, default_value, value, description)
values
    ('core.as_shipped', '5', null, 'Left alone.'),
    ('core.chosen', '5', '7', 'Chosen by an operator.'),
    ('core.switched_off', 'true', 'false', 'Chosen by an operator.');

select is(
    core.setting('core.as_shipped'), '5'::jsonb,
    'a setting without a value has its default'
);
select is(
    core.setting('core.chosen'), '7'::jsonb,
    'an operator''s value wins over the default'
);
select is(
    core.setting('core.switched_off'), 'false'::jsonb,
    'false is a value, not the absence of one'
);
select is(
    core.setting('core.unheard_of'), null,
    'a setting that does not exist is null'
);

select * from finish();
rollback;
