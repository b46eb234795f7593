-- Proves functions/concerts/presence/leave_show.sql.
begin;
select plan(2);

-- Given: the small tour; ada and bob look at show 4001.
select tests.small_tour();

select tests.login_as(tests.user('ada'));
select is(api.leave_show(4001) ->> 'viewers', '1', 'a viewer leaves');
select is(api.leave_show(4001) ->> 'viewers', '1', 'twice changes nothing');

select * from finish();
rollback;
