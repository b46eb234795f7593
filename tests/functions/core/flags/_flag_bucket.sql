-- Proves functions/core/flags/_flag_bucket.sql.
begin;
select plan(5);

-- Given: 10,000 users.
create temporary table t_users as
select md5(n::text)::uuid as id from generate_series(1, 10000) as s (n);

select is(
    core._flag_bucket('core.t', '7e57ed00-0000-4000-8000-000000000001'), 4735,
    'the hash is the same on every version, for ever'
);
select is_empty(
    $$ select id from t_users
       where core._flag_bucket('core.t', id) not between 0 and 9999 $$,
    'a place is one of 10,000'
);
select ok(
    (
        select max(abs(c.n - 1000)) < 150
        from (
            select count(*) as n from t_users
            group by core._flag_bucket('core.t', id) / 1000
        ) as c
    ),
    'each tenth of the places has about a tenth of the users'
);
select ok(
    (
        select count(*) between 150 and 350 from t_users
        where
            core._flag_bucket('core.t', id) < 500
            and core._flag_bucket('core.u', id) < 5000
    ),
    'who is first for one flag is not so for another'
);
set local role service_role;
select throws_ok(
    $$ select core._flag_bucket('core.t', null) $$, '42501', null,
    'it is private'
);

select * from finish();
rollback;
