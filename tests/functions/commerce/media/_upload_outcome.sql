-- Proves functions/commerce/media/_upload_outcome.sql.
begin;
select plan(1);

select is(
    commerce._upload_outcome(
        jsonb_populate_record(
            null::commerce.media_versions,
            '{
                "media_id": 1, "version": 2, "status": "refused", "fault": "corrupt",
                "fault_detail": "Cut.", "bytes": 3
            }'
        )
    ),
    '{
        "media_id": 1, "version": 2, "status": "refused", "fault": "corrupt",
        "detail": "Cut."
    }',
    'the answer of a job says how it ended'
);

select * from finish();
rollback;
