-- Proves functions/core/erasure/erase_person.sql.
begin;
select plan(11);

select tests.login_as(tests.user('eve'), 'admin');
create temporary table t_made as
select core.erase_person('user', upper(tests.user('ada')::text), 'Asked.') as it;
select is(
    (select t.it - array['id', 'requested_at', 'person_sha256'] from t_made as t),
    jsonb_build_object(
        'person_kind', 'user', 'reason', 'Asked.', 'is_dry_run', true, 'status',
        'pending', 'erased', null, 'detail', null, 'requested_by', tests.user('eve'),
        'finished_at', null
    ),
    'by default it is a dry run'
);
select is(
    (select t.it ->> 'person_sha256' from t_made as t),
    encode(sha256(convert_to('user:' || tests.user('ada'), 'UTF8')), 'hex'),
    'the person is named by a hash'
);
select is(
    (select core.erase_person('user', tests.user('ada')::text, 'Again.') = t.it
     from t_made as t),
    true, 'while it is pending, a second call returns it'
);
select isnt(
    core.erase_person('user', tests.user('ada')::text, 'Asked.', false) ->> 'id',
    (select t.it ->> 'id' from t_made as t), 'the erasure itself is another one'
);
reset role;
select results_eq(
    $$ select j.kind, j.queue, count(*) from core.jobs as j
       where j.kind = 'core.erase_person' group by 1, 2 $$,
    $$ values ('core.erase_person', 'maintenance', 2::bigint) $$,
    'a job does each of them'
);

select tests.login_as(tests.user('eve'), 'admin');
select is(tests.refusal(c.call) ->> 'key', c.key, c.description)
from (
    values
    (
        $$ select core.erase_person('pet', '1', 'Asked.') $$,
        'core.unknown_person_kind', 'an unknown kind is refused'
    ),
    (
        $$ select core.erase_person('user', '1', 'Asked.') $$, 'core.invalid_argument',
        'a key that is none is refused'
    ),
    (
        $$ select core.erase_person('user', md5('x')::uuid::text, '') $$,
        'core.invalid_argument', 'there is a reason'
    )
) as c (call, key, description);
reset role;
do $$ begin perform core.place_legal_hold('core.audit_entries', 'A claim.'); end $$;
select tests.login_as(tests.user('eve'), 'admin');
select is(
    tests.refusal($$ select core.erase_person('user', md5('x')::uuid::text, 'A') $$)
    - 'hint',
    '{"code": "PT409", "key": "core.on_legal_hold",
      "detail": "On legal hold: core.audit_entries."}',
    'under a legal hold nothing is erased'
);
select tests.login_as(tests.user('bob'), 'analyst');
select is(
    tests.refusal($$ select core.erase_person('user', md5('x')::uuid::text, 'A') $$)
    ->> 'key',
    'core.not_permitted', 'only an admin erases'
);
reset role;
select is(
    (select count(*) from core.erasures), 2::bigint, 'what is refused leaves nothing'
);

select * from finish();
rollback;
