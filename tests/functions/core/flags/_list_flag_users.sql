-- Proves functions/core/flags/_list_flag_users.sql.
begin;
select plan(4);

-- Given: a flag without users.
insert into core.feature_flags (name, created_at, updated_at)
values ('core.t', now(), now());

select is(
    core._list_flag_users('core.t', array[tests.user('ada'), tests.user('bob')]), true,
    'users are listed'
);
select is(
    core._list_flag_users('core.t', array[tests.user('bob'), tests.user('ada')]), false,
    'the same users are no change'
);
select is(
    core._list_flag_users('core.t', array[tests.user('bob')]), true,
    'the list is replaced'
);
select results_eq(
    'select user_id from core.feature_flag_users',
    $$ values (tests.user('bob')) $$, 'who is not in it any more is removed'
);

select * from finish();
rollback;
