-- Proves functions/filters/registry/_has_any_role.sql.
begin;
select plan(4);

select ok(filters._has_any_role('{buyer}'), 'an operator needs no role');
select tests.login_as(tests.user('ada'), 'buyer');
select ok(filters._has_any_role('{analyst,buyer}'), 'one of them is enough');
select ok(not filters._has_any_role('{analyst}'), 'another is not');
select ok(filters._has_any_role(null), 'null is for everyone');

select * from finish();
rollback;
