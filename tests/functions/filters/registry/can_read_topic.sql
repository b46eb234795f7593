-- Proves functions/filters/registry/can_read_topic.sql.
begin;
select plan(9);

-- Given: brand is for analysts and buyers, city is switched off.
update filters.dimensions set roles = '{analyst, buyer}'
where name = 'brand';
update filters.dimensions set state = 'off'
where name = 'city';

select tests.login_as(tests.user('ada'));
select is(
    filters.can_read_topic('filters:' || t), expected,
    format('a signed-in caller, filters:%s: %s', t, expected)
)
from (
    values
    ('region', true), ('brand', false), ('city', false), ('none', false),
    ('region:x', false)
) as n (t, expected);
select is(
    core.can_read_topic('filters:region'), true, 'the rule of the topics asks here'
);

select tests.login_as(tests.user('bob'), 'buyer');
select is(
    filters.can_read_topic('filters:brand'), true, 'one of the roles is enough'
);
select is(
    filters.can_read_topic('filters:city'), false,
    'what is switched off is closed to every role'
);

reset role;
select set_config('request.jwt.claims', '', true);
set local role anon;
select is(
    filters.can_read_topic('filters:region'), false, 'an anonymous caller hears nothing'
);

select * from finish();
rollback;
