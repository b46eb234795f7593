-- Proves functions/core/validation/_pattern_fault.sql.
begin;
select plan(3);

select is_empty(
    $$ select c.pattern from (values
        ('^[A-Z]{2}-\d{4,8}$'), ('^(a+)+$'), ('(?:x|y)*z'), ('^\S+@\S+$')
    ) as c (pattern) where core._pattern_fault(c.pattern) is not null $$,
    'ordinary patterns may be used'
);
select is_empty(
    $$ select c.pattern from (values
        ('(a+)+\1'), ('(a{1,50}){1,50}'), ('a{1,255}'), ('a{101,}'), ('(?=a)b'),
        ('(?<!a)b'), ('['), ('***=x'), (''), (repeat('a', 301)), (null)
    ) as c (pattern) where core._pattern_fault(c.pattern) is null $$,
    'back references, look-around, large or nested bounds and broken ones may not'
);
-- The classic that takes an engine of back tracking longer than the universe is old.
select is(
    core._matches(to_jsonb(repeat('a', 5000) || '!'), '^((a+)+)+$'), false,
    'nested repeats are answered at once'
);

select * from finish();
rollback;
