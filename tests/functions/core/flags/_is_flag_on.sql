-- Proves functions/core/flags/_is_flag_on.sql.
begin;
select plan(8);

-- Given: flags for all, for one role, for a listed user, and a disabled one.
insert into core.feature_flags (
    name, is_enabled, share_percent, roles, created_at, updated_at
)
values
('core.all', true, 100, '{}', now(), now()),
('core.staff', true, 0, '{analyst}', now(), now()),
('core.listed', true, 0, '{}', now(), now()),
('core.off', false, 100, '{analyst}', now(), now());
insert into core.feature_flag_users (flag_name, user_id)
values ('core.listed', tests.user('ada')), ('core.off', tests.user('ada'));
create function tests.on_for(p_user uuid, variadic p_roles text[] default '{}')
    returns text[]
    language plpgsql
as $$
begin
    perform set_config(
        'request.jwt.claims',
        jsonb_build_object('sub', p_user, 'app_metadata', jsonb_build_object(
            'roles', p_roles
        ))::text,
        true
    );
    return array(
        select f.name from core.feature_flags as f
        where core._is_flag_on(f)
        order by f.name
    );
end;
$$;

select is(
    tests.on_for(tests.user('ada')), array['core.all', 'core.listed'],
    'a listed user is in, whatever the share'
);
select is(
    tests.on_for(tests.user('bob'), 'buyer', 'analyst'),
    array['core.all', 'core.staff'], 'and so is who has a role of the flag'
);
select is(
    tests.on_for(tests.user('bob'), 'buyer'), array['core.all'],
    'another role does not count'
);
select is(
    tests.on_for(null, 'analyst'), array['core.all'],
    'who is no user has only flags of share 100'
);

-- Given: 2,000 users, and for whom the flag is on at each share.
create temporary table t_users as
select md5(n::text)::uuid as id from generate_series(1, 2000) as s (n);
create function tests.is_on(p_user uuid, p_share numeric) returns boolean
language plpgsql
as $$
begin
    perform set_config(
        'request.jwt.claims', jsonb_build_object('sub', p_user)::text, true
    );
    return core._is_flag_on(row('core.half', '', true, p_share, '{}', 1, now(), now()));
end;
$$;
create temporary table t_on as
select
    u.id,
    s.share
from t_users as u
cross join (values (10.00), (50.00), (99.99)) as s (share)
where tests.is_on(u.id, s.share);
select ok(
    (
        select count(*) between 160 and 240
        from t_on
        where share = 10.00
    ),
    'a share of 10 percent is about a tenth of the users'
);
select ok(
    (
        select count(*) between 920 and 1080
        from t_on
        where share = 50.00
    ),
    'a share of 50 percent is about half of them'
);
select is_empty(
    $$ select id from t_on where share = 10.00
       except select id from t_on where share = 50.00 $$,
    'a growing share keeps who has the flag'
);
select ok(
    (
        select count(*) >= 1990
        from t_on
        where share = 99.99
    ),
    'nearly all have a share of 99.99'
);

select * from finish();
rollback;
