-- Proves functions/core/erasure/_show_erasure.sql.
begin;
select plan(2);

select is(
    core._show_erasure(jsonb_populate_record(null::core.erasures, '{
        "id": 3, "person_kind": "user", "person_key": "secret", "person_sha256": "\\x01",
        "status": "pending"
    }')) ? 'person_key',
    false, 'the key of the person is not shown'
);
select is(
    core._show_erasure(jsonb_populate_record(null::core.erasures, '{
        "id": 3, "person_sha256": "\\x01"
    }')) ->> 'person_sha256',
    '01', 'its hash is, in hex'
);

select * from finish();
rollback;
