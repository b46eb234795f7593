-- Proves functions/concerts/merging/resolve_record.sql.
begin;
select plan(4);

-- Given: the double tour.
select tests.double_tour();

do $$ begin perform concerts._merge_records('artist', 1001, '{1003}', null); end; $$;
select set_config('role', 'anon', true);
select is(
    api.resolve_record('artist', 1003),
    '{"entity": "artist", "id": 1001, "is_redirected": true, "old_ids": [1003]}'::jsonb,
    'an old id leads to the present one'
);
select is(
    api.resolve_record('artist', 1002),
    '{"entity": "artist", "id": 1002, "is_redirected": false, "old_ids": []}'::jsonb,
    'another one to itself'
);
select throws_ok(
    $$ select api.resolve_record('artist', 5) $$, 'PT404', 'concerts.unknown_record',
    'none'
);
select throws_ok(
    $$ select api.resolve_record('vote', 5) $$, 'PT422', 'core.invalid_argument',
    'no entity'
);

select * from finish();
rollback;
