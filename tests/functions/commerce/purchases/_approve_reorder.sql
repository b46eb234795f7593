-- Proves functions/commerce/purchases/_approve_reorder.sql.
begin;
select plan(3);

-- Given: a proposal of 48, in packs of 12.
select tests.small_purchases();
select tests.propose('MAIN')::text;
create function pg_temp.approve(p_quantity bigint) returns jsonb
    language sql as $$
    select commerce._approve_reorder(
        jsonb_build_object('proposal_id', p.id, 'quantity', p_quantity)
    )
    from commerce.reorder_proposals as p;
$$;

select is_empty(
    $$ select q.quantity
       from unnest(array[0, -12, 13, 1000008, 2147483647]) as q (quantity)
       where tests.refusal(format('select pg_temp.approve(%s)', q.quantity)) ->> 'key'
           is distinct from 'commerce.invalid_quantity' $$,
    'a quantity is of whole packs'
);
select is(
    (select p.status from commerce.reorder_proposals as p),
    'open',
    'else nothing changes'
);
select
    is(
        pg_temp.approve(12) ->> 'quantity', '12', 'less than was proposed may be bought'
    );

select * from finish();
rollback;
