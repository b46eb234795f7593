-- Proves functions/concerts/presence/leave_show.sql.
begin;
select plan(3);

-- Given: the small tour; ada and bob look at show 4001.
select tests.small_tour();

select tests.login_as(tests.user('ada'));
select is(api.leave_show(4001) ->> 'viewers', '1', 'a viewer leaves');
select is(api.leave_show(4001) ->> 'viewers', '1', 'twice changes nothing');
select tests.login_as(null);
select throws_ok(
    'select api.leave_show(4001)', 'PT403', 'core.not_permitted', 'a viewer is a user'
);

select * from finish();
rollback;
