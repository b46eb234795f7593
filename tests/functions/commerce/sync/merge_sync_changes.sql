-- Proves functions/commerce/sync/merge_sync_changes.sql.
begin;
select plan(6);

-- Given: the small stock.
select tests.small_stock();

select is(
    commerce.merge_sync_changes('pms', tests.pms_change('order', 'O-1', 1,
    '{"status": "paid"}')) - 'version',
    '[{"entity": "order", "external_id": "O-1", "outcome": "applied", "version": 0,
    "conflicts": []}]', 'a change of a source is merged'
);
select is(
    jsonb_path_query_array(
        commerce.merge_sync_changes(
            'pms',
            tests.pms_change('order', 'O-1', 3, '{"status": "shipped"}')
            || tests.pms_change('order', 'O-2', 1, '{"status": "placed"}')
            || tests.pms_change('order', 'O-1', 2, '{"status": "packed"}')
        ), '$[*].outcome'
    ),
    '["applied", "applied", "kept"]', 'outcomes are in the order of the changes'
);
select is(
    (select r.local ->> 'status' from commerce.sync_records as r
     where r.external_id = 'O-1'), 'shipped', 'the latest stands'
);
select throws_ok(
    $$ select commerce.merge_sync_changes('x', '[]') $$,
    'PT404', 'commerce.unknown_source', 'an unknown source is refused'
);
select throws_ok(
    $$ select commerce.merge_sync_changes('pms', '[1]') $$,
    'PT422', 'commerce.invalid_changes', 'so are changes that are none'
);
select function_privs_are(
    'commerce', 'merge_sync_changes', '{text, jsonb}'::text[], 'authenticated',
    '{}'::text[], 'users push through push_pms_changes'
);

select * from finish();
rollback;
