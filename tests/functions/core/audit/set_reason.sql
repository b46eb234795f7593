-- Proves functions/core/audit/set_reason.sql.
-- Needs: master.
begin;
select plan(4);

select tests.login_as(tests.user('ada'));
select set_config('request.headers', '{"x-request-id": "req-9"}', true);
select core.set_reason('annual review');
select is(
    current_setting('role'), 'authenticated', 'every signed-in user may give a reason'
);

-- Given: a change in the name of that user.
set local role postgres;
insert into master.brands (brand_key, name) values ('t9', 'T');
select results_eq(
    $$ select actor_id, array[role, request_id, reason] collate "default"
       from core.audit_entries where table_name = 'master.brands'
       order by id desc limit 1 $$,
    $$ values (md5('ada')::uuid, array['postgres', 'req-9', 'annual review']) $$,
    'an entry names actor, role, request and reason'
);
select core.set_reason(null);
update master.brands set name = 'U'
where brand_key = 't9';
select is(
    (
        select e.reason from core.audit_entries as e
        where e.table_name = 'master.brands'
        order by e.id desc
        limit 1
    ), null,
    'a reason can be taken back'
);
select is(
    tests.refusal(format('select core.set_reason(%L)', repeat('x', 501))) ->> 'key',
    'core.invalid_argument',
    'a reason has 500 characters at most'
);

select * from finish();
rollback;
