-- Proves functions/commerce/purchases/_lock_proposal.sql.
begin;
select plan(3);

-- Given: a proposal.
select tests.small_purchases();
select tests.propose('MAIN')::text;

select is(
    (
        select (commerce._lock_proposal(p.id)).quantity
        from commerce.reorder_proposals as p
    ),
    48, 'an open proposal is locked'
);
select throws_ok(
    $$ select commerce._lock_proposal(0) $$, 'PT404', 'commerce.unknown_proposal',
    'that there is'
);
update commerce.reorder_proposals set status = 'dismissed', decided_at = now();
select throws_ok(
    $$ select commerce._lock_proposal(p.id) from commerce.reorder_proposals as p $$,
    'PT409', 'commerce.transition_refused', 'and that was not decided before'
);

select * from finish();
rollback;
