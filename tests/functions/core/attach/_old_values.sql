-- Proves functions/core/attach/_old_values.sql.
begin;
select plan(4);

select is(core._old_values(null, '{"a": 1}', '{}'), null, 'a new row has none');
select is(
    core._old_values('{"a": 1, "b": "x"}', null, '{b}'), '{"a": 1, "b": "***"}'::jsonb,
    'a deleted one has all, masked'
);
select is(
    core._old_values(
        '{"a": 1.0, "b": "x", "c": null}', '{"a": 1.00, "b": "y", "c": null}', '{b}'
    ),
    '{"a": 1.0, "b": "***"}'::jsonb, 'an updated one what changed, as it is written'
);
select
    is(
        core._old_values('{"a": 1}', '{"a": 1}', '{}'),
        '{}'::jsonb,
        'which may be nothing'
    );

select * from finish();
rollback;
