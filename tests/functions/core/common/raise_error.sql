-- Proves functions/core/common/raise_error.sql.
begin;
select plan(5);

-- Given: one key of our own.
insert into core.error_codes (key, sqlstate, hint)
values ('core.teapot', 'PT418', 'Ask for tea.');

select tests.login_as(tests.user('ada'));
select is(
    tests.refusal(
        $$ select core.raise_error('core.teapot', 'The pot holds 2 cups.') $$
    ),
    jsonb_build_object(
        'code', 'PT418', 'key', 'core.teapot',
        'detail', 'The pot holds 2 cups.', 'hint', 'Ask for tea.'
    ),
    'an error carries the status of its key, the key, the sentence and the remedy'
);
select is(
    tests.refusal($$ select core.raise_error('core.teapot', null) $$) ->> 'key',
    'core.teapot',
    'a detail that came out null does not hide the error'
);
select throws_ok(
    $$ select core.raise_error('core.unheard_of', 'x') $$,
    'P0002', null,
    'a key that is not in the catalogue cannot be raised'
);

set local role anon;
select throws_ok(
    $$ select core.raise_error('core.teapot', 'x') $$,
    'PT418', 'core.teapot',
    'an anonymous caller is refused with the same error'
);

select is(
    length(
        tests.refusal(
            $$ select core.raise_error('core.teapot', repeat('x', 5000000)) $$
        ) ->> 'detail'
    ),
    1000,
    'a detail has an end, whatever it was made of'
);

select * from finish();
rollback;
