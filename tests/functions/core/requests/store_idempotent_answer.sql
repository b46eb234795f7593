-- Proves functions/core/requests/store_idempotent_answer.sql.
begin;
select plan(3);

select tests.login_as(tests.user('ada'));
select is(
    core.store_idempotent_answer('t.f', null, '5'), '5'::jsonb,
    'without a key nothing is kept'
);
select throws_ok(
    $$ select core.store_idempotent_answer('t.f', 'k', '5') $$, 'P0002', null,
    'an answer needs a key that was claimed'
);
do $$ begin
    perform core.claim_idempotency_key('t.f', 'k', '{}');
    perform core.store_idempotent_answer('t.f', 'k', null);
end; $$;
select is(
    core.claim_idempotency_key('t.f', 'k', '{}'), 'null'::jsonb,
    'an empty answer is an answer'
);

select * from finish();
rollback;
