-- Proves sql/seeds/commerce/job_kinds.sql.j2.
begin;
select plan(2);

select set_has(
    $$ select kind, handler, sql_function from core.job_kinds $$,
    $$ values
        ('commerce.propose_reorders', 'sql', 'commerce.run_propose_reorders'),
        ('commerce.send_purchase', 'python', null),
        ('commerce.acknowledge_purchase', 'sql', 'commerce.run_acknowledge_purchase'),
        ('commerce.warm_product_pages', 'sql', 'commerce.run_warm_product_pages'),
        ('commerce.sign_upload', 'python', null),
        ('commerce.process_media', 'python', null),
        ('commerce.delete_media_files', 'python', null),
        ('commerce.apply_sync_receipt', 'sql', 'commerce.run_apply_sync_receipt'),
        ('commerce.reconcile_pms', 'python', null),
        ('commerce.end_stale_uploads', 'sql', 'commerce.run_end_stale_uploads') $$,
    'the jobs of commerce'
);
select is(
    (
        select k.concurrency from core.job_kinds as k
        where k.kind = 'commerce.process_media'
    ),
    2, 'two images are decoded at a time'
);

select * from finish();
rollback;
