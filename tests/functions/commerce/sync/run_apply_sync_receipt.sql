-- Proves functions/commerce/sync/run_apply_sync_receipt.sql.
begin;
select plan(4);

-- Given: the small stock; webhooks of the PMS.
select tests.small_stock();
do $$ begin
    perform core.register_webhook_source('pms.' || e, 'commerce.apply_sync_receipt')
    from unnest('{product,inventory,order}'::text[]) as e;
end; $$;
create function pg_temp.apply(p_source text, p_body text) returns void
language plpgsql as $$
declare
    v_id bigint;
begin
    insert into core.webhook_receipts (source, message_id, headers, body, received_at)
    values (p_source, gen_random_uuid()::text, '{}', p_body, now())
    returning id into v_id;
    perform commerce.run_apply_sync_receipt(jsonb_populate_record(
        null::core.jobs,
        jsonb_build_object('payload', jsonb_build_object('receipt_id', v_id))
    ));
end;
$$;

select lives_ok(
    format('select pg_temp.apply(%L, %L)', 'pms.order', (tests.pms_change(
        'order', 'O-1', 1, '{"status": "paid"}') -> 0) - 'entity'),
    'the name of the source says the entity'
);
select lives_ok(
    format('select pg_temp.apply(%L, %L)', 'pms.inventory', jsonb_build_object(
        'changes', tests.pms_change('inventory', 'MUG@SHOP', 1, '{"on_hand": 8}')
    )),
    'a body may have several changes'
);
select set_eq(
    $$ select r.external_id, r.local from commerce.sync_records as r $$,
    $$ values ('O-1', '{"status": "paid"}'::jsonb), ('MUG@SHOP', '{"on_hand": 8}') $$,
    'they are merged'
);
select throws_ok(
    $$ select pg_temp.apply('pms.order', 'no JSON') $$,
    'PT422', 'commerce.invalid_changes', 'another body fails'
);

select * from finish();
rollback;
