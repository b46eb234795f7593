-- Proves functions/commerce/sync/_outgoing_fields.sql.
begin;
select plan(3);

-- Given: a record with fields in each state.
create function pg_temp.record() returns commerce.sync_records
language sql as $$
    select jsonb_populate_record(null::commerce.sync_records, '{
        "source": "pms", "entity": "product", "external_id": "P-1", "version": 4,
        "fields": {
            "title": {"us": {"value": "A", "version": 4, "at": "1", "seen": 0}},
            "sku": {"pms": {"value": "B", "version": 1, "at": "1", "seen": 0}},
            "description": {
                "pms": {"value": "C", "version": 2, "at": "1", "seen": 0},
                "us": {"value": "D", "version": 3, "at": "1", "seen": 0}
            },
            "category": {
                "pms": {"value": "E", "version": 2, "at": "1", "seen": 0},
                "us": {"value": "E", "version": 3, "at": "1", "seen": 2}
            }
        }
    }')
$$;

select is(
    commerce._outgoing_fields(pg_temp.record()),
    '{"title": {"value": "A", "version": 4, "at": "1", "seen": 0},
    "description": {"value": "D", "version": 3, "at": "1", "seen": 2}}',
    'fields that this side wins go out, with the version that it knows'
);
select is(
    commerce._outgoing_fields(pg_temp.record(), '{title}') - 'title', '{}',
    'or those of them that are named'
);
select is(
    commerce._outgoing_fields(pg_temp.record(), '{}'), '{}', 'or none'
);

select * from finish();
rollback;
