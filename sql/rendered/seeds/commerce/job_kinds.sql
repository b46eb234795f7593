-- Rendered from sql/seeds/commerce/job_kinds.sql.j2; edit that file, not this one.
-- Seeds of core.job_kinds: the jobs of commerce.

insert into core.job_kinds (
    kind, handler, sql_function, max_attempts, backoff_seconds, concurrency,
    description
)
values
(
    'commerce.propose_reorders', 'sql', 'commerce.run_propose_reorders', 3, 60, 1,
    'Proposes what has to be bought, per location.'
),
(
    'commerce.send_purchase', 'python', null, 12, 30, 1,
    'Sends a purchase order to the API of its vendor.'
),
(
    'commerce.acknowledge_purchase', 'sql', 'commerce.run_acknowledge_purchase', 3, 60, 1,
    'Takes the acknowledgement of a purchase order by a webhook.'
),
(
    'commerce.warm_product_pages', 'sql', 'commerce.run_warm_product_pages', 1, 5, 1,
    'Keeps the pages of products that sell fresh.'
),
(
    'commerce.sign_upload', 'python', null, 10, 5, 1,
    'Signs the upload of an image, with the secret that only the worker has.'
),
(
    'commerce.process_media', 'python', null, 10, 5, 2,
    'Checks an uploaded image and makes its renditions. Two at a time: a decoded '
    'image takes 4 bytes for each of its pixels.'
),
(
    'commerce.delete_media_files', 'python', null, 10, 60, 1,
    'Deletes the files of a deleted image from the storage.'
),
(
    'commerce.end_stale_uploads', 'sql', 'commerce.run_end_stale_uploads', 3, 5, 1,
    'Lets the worker look once more for uploads that were never completed.'
),
(
    'commerce.apply_sync_receipt', 'sql', 'commerce.run_apply_sync_receipt', 10, 5, 1,
    'Merges a webhook of a source.'
),
(
    'commerce.reconcile_pms', 'python', null, 5, 300, 1,
    'Compares all records with the PMS, and merges those that differ.'
)
on conflict (kind) do update
set
    handler = excluded.handler,
    sql_function = excluded.sql_function,
    max_attempts = excluded.max_attempts,
    backoff_seconds = excluded.backoff_seconds,
    concurrency = excluded.concurrency,
    description = excluded.description
where
    (
        job_kinds.handler,
        job_kinds.sql_function,
        job_kinds.max_attempts,
        job_kinds.backoff_seconds,
        job_kinds.concurrency,
        job_kinds.description
    )
    is distinct from (
        excluded.handler,
        excluded.sql_function,
        excluded.max_attempts,
        excluded.backoff_seconds,
        excluded.concurrency,
        excluded.description
    );
