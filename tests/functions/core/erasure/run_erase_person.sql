-- Proves functions/core/erasure/run_erase_person.sql.
begin;
select plan(9);

-- Given: sealed entries of a user with a notification; and the job of an erasure.
alter table core.audit_entries disable trigger t20_refuse_change;
delete from core.audit_entries
where true;
alter table core.audit_entries enable trigger t20_refuse_change;
insert into core.audit_entries (
    xid, changed_at, table_name, row_id, operation, role, actor_id
)
select
    10 as xid,
    '2031-01-05 00:00+00' as changed_at,
    'core.t' as table_name,
    n.n::text as row_id,
    'insert' as operation,
    'postgres' as role,
    tests.user('ada') as actor_id
from generate_series(1, 5) as n (n);
do $$ begin perform core.seal_audit(); end $$;
insert into core.notifications (user_id, kind, created_at)
values (tests.user('ada'), 'core.t', now());
create function core.t_run(p_is_dry_run boolean)
    returns core.erasures
    language plpgsql
as $$
declare
    v_id bigint := core.erase_person(
        'user', tests.user('ada')::text, 'Asked.', p_is_dry_run
    ) ->> 'id';
    v_erasure core.erasures;
begin
    perform core.run_erase_person(j)
    from core.jobs as j
    where j.payload ->> 'erasure_id' = v_id::text;
    select e.* into v_erasure from core.erasures as e where e.id = v_id;
    return v_erasure;
end;
$$;

select is(
    (core.t_run(true)).erased, '{"core.notifications": 1, "core.audit_entries": 5}',
    'a dry run says what would be erased'
);
select is((select count(*) from core.notifications), 1::bigint, 'and erases nothing');
select is(
    (core.t_run(false)).erased, '{"core.notifications": 1, "core.audit_entries": 5}',
    'an erasure erases the same'
);
select is((select count(*) from core.notifications), 0::bigint, 'it is gone');
select is(
    (
        select array_agg(distinct v.state)
        from core.verify_audit() as v
        where v.month_on = '2031-01-01'
    ), '{ok}', 'the trail is provable as before'
);
select is(
    (
        select array_agg(row(e.status, e.person_key)::text order by e.id)
        from core.erasures as e
    ), '{"(done,)","(done,)"}', 'the key of the person is not kept'
);
select is((core.t_run(false)).erased, '{}', 'a second erasure finds nothing');

-- A hold that comes after the call.
create temporary table t_late as
select core.erase_person('user', tests.user('bob')::text, 'Asked.', false) as it;
do $$ begin perform core.place_legal_hold('core.notifications', 'A claim.'); end $$;
do $$
begin
    perform core.run_erase_person(j)
    from core.jobs as j, t_late as t
    where j.payload ->> 'erasure_id' = t.it ->> 'id';
end;
$$;
select is(
    (
        select row(e.status, e.detail, e.erased)::text
        from core.erasures as e, t_late as t
        where e.id = (t.it ->> 'id')::bigint
    ),
    '(refused,"On legal hold: core.notifications.",)', 'a hold is respected, and named'
);
select is(
    (
        select count(*)
        from core.erasures as e
        where e.status = 'pending'
    ), 0::bigint,
    'no erasure is left open'
);

select * from finish();
rollback;
