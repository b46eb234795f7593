-- Proves functions/core/requests/set_headers.sql.
begin;
select plan(4);

select lives_ok(
    $$ select core.set_headers('{"A": "1", "B": "2"}') $$, 'headers can be set'
);
select is(
    current_setting('response.headers')::jsonb, '[{"A": "1"}, {"B": "2"}]'::jsonb,
    'headers are a list of objects with one name each'
);
select lives_ok($$ select core.set_headers('{"B": "3"}') $$, 'and set again');
select is(
    current_setting('response.headers')::jsonb, '[{"A": "1"}, {"B": "3"}]'::jsonb,
    'a later header replaces an earlier one of its name, and no other'
);

select * from finish();
rollback;
