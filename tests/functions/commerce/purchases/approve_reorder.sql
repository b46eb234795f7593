-- Proves functions/commerce/purchases/approve_reorder.sql.
begin;
select plan(9);

-- Given: a proposal.
select tests.small_purchases();
select tests.propose('MAIN')::text;
create temporary table t_proposal as select p.id from commerce.reorder_proposals as p;
grant select on t_proposal to authenticated;

select tests.login_as(tests.user('bob'), 'warehouse');
select throws_ok(
    $$ select api.approve_reorder(t.id) from t_proposal as t $$, 'PT403',
    'core.not_permitted', 'a warehouse does not buy'
);
select tests.login_as(tests.user('bob'), 'buyer');
select is_empty(
    $$ select c.call from (values
        (
            'select api.approve_reorder(t.id, 5) from t_proposal as t',
            'commerce.invalid_quantity'
        ),
        (
            'select api.approve_reorder(t.id, 0) from t_proposal as t',
            'commerce.invalid_quantity'
        ),
        (
            'select api.approve_reorder(t.id, null, '''') from t_proposal as t',
            'core.invalid_argument'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'a quantity is of whole packs, and a key has characters'
);
select is(
    (select api.approve_reorder(t.id, idempotency_key => 'k1')
        - 'proposal_id' - 'purchase_order_id' from t_proposal as t),
    '{"status": "approved", "quantity": 48}', 'a buyer approves a proposal'
);
select is(
    (select api.approve_reorder(t.id, idempotency_key => 'k1') ->> 'quantity'
     from t_proposal as t),
    '48', 'a repeated call has the same answer'
);
select throws_ok(
    $$ select api.approve_reorder(t.id) from t_proposal as t $$, 'PT409',
    'commerce.transition_refused', 'another call is refused'
);
select throws_ok(
    $$ select api.approve_reorder(t.id, 24, 'k1') from t_proposal as t $$, 'PT422',
    'core.idempotency_key_reused', 'and so is another request with the key'
);
reset role;
select results_eq(
    $$ select p.status, p.decided_by, o.status, o.created_by, n.quantity
       from commerce.reorder_proposals as p
       inner join commerce.purchase_orders as o on p.purchase_order_id = o.id
       inner join commerce.purchase_order_lines as n on o.id = n.purchase_order_id $$,
    $$ values
        ('approved', tests.user('bob'), 'draft', tests.user('bob'), 48) $$,
    'it is on one draft order'
);
select is_empty(
    $$ select j.id from core.jobs as j where j.kind = 'commerce.send_purchase' $$,
    'which a person sends, as the vendor has no API'
);
select tests.login_as(tests.user('bob'), 'admin');
select throws_ok(
    $$ select api.approve_reorder(null) $$, 'PT404', 'commerce.unknown_proposal',
    'a proposal is one that there is'
);

select * from finish();
rollback;
