-- Proves functions/core/validation/_matches.sql.
begin;
select plan(4);

select is(core._matches('"AB-12"', '^[A-Z]{2}-\d+$'), true, 'a text may match');
select is(core._matches('"AB-1x"', '^[A-Z]{2}-\d+$'), false, 'or not');
select is(core._matches('12', '\d'), null, 'a number has nothing to match');
select is(
    core._matches(to_jsonb(repeat('a', 10001)), 'a'), false,
    'what is too long to be tried does not match'
);

select * from finish();
rollback;
