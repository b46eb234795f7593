-- Proves functions/core/_require_post.sql.
begin;
select plan(4);

select lives_ok(
    $$ select core._require_post('x') $$, 'a transaction that may write is let pass'
);
set local transaction_read_only = on;
select set_config('request.method', 'GET', true);
select throws_ok(
    $$ select core._require_post('x') $$, 'PT405', 'core.post_only', 'a GET is refused'
);
select set_config('request.method', 'HEAD', true);
select throws_ok(
    $$ select core._require_post('x') $$, 'PT405', 'core.post_only', 'and a HEAD'
);
select set_config('request.method', 'POST', true);
select lives_ok(
    $$ select core._require_post('x') $$,
    'a POST that PostgREST made read-only is not the caller''s fault'
);

select * from finish();
rollback;
