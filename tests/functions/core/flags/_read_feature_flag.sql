-- Proves functions/core/flags/_read_feature_flag.sql.
begin;
select plan(3);

select is(core._read_feature_flag('{}'), '{}', 'every key may be absent');
select is(
    core._read_feature_flag('{
        "description": "d", "is_enabled": true, "roles": ["admin"], "share_percent": 12.34,
        "user_ids": ["7e57ed00-0000-4000-8000-000000000001"]}'),
    '{"description": "d", "is_enabled": true, "roles": ["admin"],
        "share_percent": 12.34, "user_ids": ["7e57ed00-0000-4000-8000-000000000001"]}',
    'what is right comes back as it was sent'
);
select is_empty(
    $$ select b.flag from (values
        (null), ('[]'), ('{"odd": 1}'), ('{"is_enabled": null}'),
        ('{"share_percent": 101}'), ('{"share_percent": -1}'),
        ('{"share_percent": 99.999}'), ('{"share_percent": "1"}'),
        ('{"roles": ["  "]}'), ('{"roles": "admin"}'), ('{"roles": [1]}'),
        ('{"user_ids": ["x"]}'), ('{"user_ids": [null]}'),
        ('{"user_ids": ["7e57ed00-0000-4000-8000-00000000000x"]}'),
        ('{"description": "\u0007"}')
    ) as b (flag)
    where tests.refusal(
        format('select core._read_feature_flag(%L::jsonb)', b.flag)
    ) ->> 'key' is distinct from 'core.invalid_argument' $$,
    'anything else is refused'
);

select * from finish();
rollback;
