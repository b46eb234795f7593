-- Proves functions/filters/shape/list_older_sessions.sql.
begin;
select plan(2);

-- Given: the small shop.
select tests.small_shop();

select filters.start_reshape('months');
select is_empty(
    $$ select pid from filters.list_older_sessions() $$,
    'while lines are copied no session is waited for'
);
select filters.cancel_reshape();
select is_empty(
    $$ select pid from filters.list_older_sessions() $$,
    'without a change no session is waited for'
);

select * from finish();
rollback;
