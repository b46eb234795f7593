-- Proves functions/core/limits/_limit_request.sql.
begin;
select plan(13);

-- Given: noon, a request of an RPC, and limits of every kind.
select tests.set_clock('2026-01-01 12:00+00');
-- Triggers refuse a limit that cannot be read; an older release took it.
alter table core.settings disable trigger t20_check_value;
update core.settings
set value = '{"requests": 4, "seconds": 60}'
where name = 'core.rate_limits.authenticated';
update core.settings
set
    value
    = '{"s1": {"requests": 2, "seconds": 60}, "*": {"requests": 3, "seconds": 60}}'
where name = 'core.rate_limits.suppliers';
update core.settings
set value = '{"dear": {"requests": 1, "seconds": 60}, "broken": {"requests": 0}}'
where name = 'core.rate_limits.rpcs';

create function pg_temp.passes(
    p_claims jsonb,
    p_times integer,
    p_path text default '/rpc/x',
    p_from text default ''
) returns integer
    language plpgsql as $$
declare
    v_passed integer := 0;
begin
    perform set_config('request.jwt.claims', p_claims::text, true);
    perform set_config('request.path', p_path, true);
    perform set_config('request.headers', format('{"x-forwarded-for": "%s"}', p_from), true);
    for v_number in 1 .. p_times loop
        begin
            perform core._limit_request(p_claims);
            v_passed := v_passed + 1;
        exception
            when sqlstate 'PGRST' then
                null;
        end;
    end loop;
    return v_passed;
end;
$$;

select is(
    pg_temp.passes('{"role": "anon"}', 40, p_from => '1.1.1.1'), 30,
    'an address has 30 anonymous requests a minute'
);
select is(
    pg_temp.passes('{"role": "anon"}', 40, p_from => '1.1.1.1, 2.2.2.2'), 30,
    'another address has its own, and cannot pass for the first'
);
select is(
    pg_temp.passes('{"role": "service_role"}', 100), 100,
    'a server of ours has no limit unless one is set'
);
select is(
    pg_temp.passes(
        jsonb_build_object('role', 'authenticated', 'sub', tests.user('ada')), 9
    ),
    4,
    'a user has the limit of the role, whatever the address'
);
select is(
    pg_temp.passes(
        jsonb_build_object(
            'role', 'authenticated', 'sub', tests.user('bob'),
            'app_metadata', '{"supplier_id": "s1"}'::jsonb
        ), 9
    ),
    2,
    'a supplier has its own limit'
);
select is(
    pg_temp.passes(
        jsonb_build_object(
            'role', 'authenticated', 'sub', tests.user('cleo'),
            'app_metadata', '{"supplier_id": "s2"}'::jsonb
        ), 9
    ),
    3,
    'or that of all suppliers'
);
select is(
    pg_temp.passes(
        jsonb_build_object('role', 'authenticated', 'sub', tests.user('dan')),
        9,
        '/rpc/dear'
    ),
    1,
    'an RPC has a limit per caller'
);
select is(
    pg_temp.passes(
        jsonb_build_object('role', 'authenticated', 'sub', tests.user('dan')),
        9,
        '/rpc/x'
    ),
    3,
    'a refusal by one limit gives back what the others took'
);
select is(
    pg_temp.passes(
        jsonb_build_object('role', 'authenticated', 'sub', tests.user('fay')), 1,
        '/rpc/%64e%61r'
    )
    + pg_temp.passes(
        jsonb_build_object('role', 'authenticated', 'sub', tests.user('fay')), 2,
        '/rest/v1/rpc/dear/'
    ),
    1,
    'one, however its path is spelt'
);
select results_eq(
    $$ select key from core.rate_limits where key like 'rpc:%' order by key $$,
    $$ select 'rpc:dear:' || tests.user(n) from unnest(array['dan', 'fay']) as u (n)
       order by 1 $$,
    'in one bucket, under its name'
);
select is(
    pg_temp.passes('{"role": "service_role"}', 9, '/rpc/broken'), 9,
    'an invalid limit of an RPC is ignored'
);
update core.settings set value = '{"requests": "many"}'
where name = 'core.rate_limits.anon';
select is(
    pg_temp.passes('{"role": "anon"}', 40, p_from => '3.3.3.3'), 30,
    'a role''s limit that cannot be read is the default'
);
update core.settings set value = '{}'
where name = 'core.rate_limits.anon';
select is(
    pg_temp.passes('{"role": "anon"}', 40, p_from => '3.3.3.3'), 40,
    'an operator may lift a limit'
);

select * from finish();
rollback;
