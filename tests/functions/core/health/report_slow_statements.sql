-- Proves functions/core/health/report_slow_statements.sql.
begin;
select plan(5);

select ok(
    jsonb_typeof(core.report_slow_statements(5) -> 'items') = 'array',
    'it is a list, with or without the extension'
);
select ok(
    jsonb_array_length(core.report_slow_statements(2) -> 'items') <= 2,
    'and no longer than the page'
);
select throws_ok(
    $$ select core.report_slow_statements(0) $$,
    'PT422', 'core.invalid_page_size',
    'a page has a size'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.report_slow_statements() $$,
    'PT403', 'core.not_permitted',
    'a signed-in user needs app role admin'
);
set local role service_role;
select lives_ok($$ select api.report_slow_statements() $$, 'the service role may ask');

select * from finish();
rollback;
