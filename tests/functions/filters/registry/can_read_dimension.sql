-- Proves functions/filters/registry/can_read_dimension.sql.
begin;
select plan(5);

select tests.login_as(tests.user('ada'), 'buyer', 'supplier');
select is(
    filters.can_read_dimension(null), true, 'without roles every signed-in user may'
);
select is(
    filters.can_read_dimension('{analyst, buyer}'), true, 'one of the roles is enough'
);
select is(filters.can_read_dimension('{analyst}'), false, 'another role is none');

select tests.login_as(tests.user('bob'));
select is(filters.can_read_dimension('{analyst}'), false, 'nor is no role at all');
reset role;
select set_config('request.jwt.claims', '', true);
select is(
    filters.can_read_dimension('{analyst}'), false, 'who has no token has no role'
);

select * from finish();
rollback;
