-- Proves functions/core/flags/is_enabled.sql.
begin;
select plan(9);

-- Given: a flag for ada, one for all, and a table whose policy asks the first one.
insert into core.feature_flags (
    name, is_enabled, share_percent, created_at, updated_at
)
values
('core.listed', true, 0, now(), now()),
('core.all', true, 100, now(), now());
insert into core.feature_flag_users (flag_name, user_id)
values ('core.listed', tests.user('ada'));
create table public.t_cards (id bigint primary key);
insert into public.t_cards values (1), (2);
alter table public.t_cards enable row level security;
grant select on public.t_cards to authenticated;
create policy select_user_all on public.t_cards for select to authenticated
using ((select core.is_enabled('core.listed')));

create function tests.plan_of(p_query text) returns setof text language plpgsql
as $$ begin return query execute 'explain ' || p_query; end; $$;
grant execute on function tests.plan_of(text) to authenticated;

select tests.login_as(tests.user('ada'));
select is(core.is_enabled('core.listed'), true, 'a flag is on for a listed user');
select is(
    (select count(*) from public.t_cards), 2::bigint, 'a policy can ask for it'
);
select matches(
    (
        select string_agg(p.line, ' ')
        from tests.plan_of('select * from public.t_cards') as p (line)
    ),
    'InitPlan', 'and asks once for a query, not for each row'
);
select is(core.is_enabled('core.none'), false, 'an unknown flag is off');
select is(core.is_enabled(null), false, 'and so is null');
select tests.login_as(tests.user('bob'));
select is(
    (select count(*) from public.t_cards), 0::bigint, 'others see nothing through it'
);
reset role;
set local role anon;
select set_config('request.jwt.claims', '{"role": "anon"}', true);
select results_eq(
    $$ select core.is_enabled('core.listed'), core.is_enabled('core.all') $$,
    $$ values (false, true) $$, 'an anonymous caller has a flag of share 100 only'
);
reset role;
update core.feature_flags set is_enabled = false
where true;
select tests.login_as(tests.user('ada'));
select is(core.is_enabled('core.listed'), false, 'a disabled flag is off for all');
select throws_ok(
    'select name from core.feature_flags', '42501', null, 'no user reads the flags'
);

select * from finish();
rollback;
