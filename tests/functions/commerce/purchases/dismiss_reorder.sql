-- Proves functions/commerce/purchases/dismiss_reorder.sql.
begin;
select plan(6);

-- Given: a proposal.
select tests.small_purchases();
select tests.propose('MAIN')::text;
create temporary table t_proposal as select p.id from commerce.reorder_proposals as p;
grant select on t_proposal to authenticated;

select tests.login_as(tests.user('bob'), 'warehouse');
select throws_ok(
    $$ select api.dismiss_reorder(t.id, 'No.') from t_proposal as t $$, 'PT403',
    'core.not_permitted', 'a warehouse does not decide'
);
select tests.login_as(tests.user('bob'), 'buyer');
select throws_ok(
    $$ select api.dismiss_reorder(t.id, ' ') from t_proposal as t $$, 'PT422',
    'core.invalid_argument', 'a decision has a reason'
);
select is(
    (select api.dismiss_reorder(t.id, 'Too late.') ->> 'status' from t_proposal as t),
    'dismissed', 'a buyer dismisses a proposal'
);
select throws_ok(
    $$ select api.dismiss_reorder(t.id, 'Too late.') from t_proposal as t $$, 'PT409',
    'commerce.transition_refused', 'once'
);
reset role;
select results_eq(
    $$ select p.decided_by, p.decided_reason from commerce.reorder_proposals as p $$,
    $$ values (tests.user('bob'), 'Too late.') $$, 'and it is known who, and why'
);
select tests.login_as(tests.user('bob'), 'buyer');
select throws_ok(
    $$ select api.dismiss_reorder(0, 'No.') $$, 'PT404', 'commerce.unknown_proposal',
    'a proposal is one that there is'
);

select * from finish();
rollback;
