-- Proves functions/commerce/sync/_shown_fields.sql.
begin;
select plan(1);

select is(
    commerce._shown_fields(jsonb_populate_record(null::commerce.sync_records, '{
        "source": "pms", "entity": "product", "fields": {
            "title": {"us": {"value": "A", "version": 4, "at": "1", "seen": 0}},
            "category": {"pms": {"value": null, "version": 1, "at": "1", "seen": 0}},
            "price_minor": {
                "pms": {"value": 1, "version": 2, "at": "1", "seen": 0},
                "us": {"value": 2, "version": 3, "at": "1", "seen": 0}
            }
        }
    }')),
    '{"title": "A", "price_minor": 1}',
    'a source shows what stands, its own value in a conflict, and no null'
);

select * from finish();
rollback;
