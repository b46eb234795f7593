-- Proves sql/seeds/commerce/job_kinds.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select kind, handler, concurrency from core.job_kinds
       where starts_with(kind, 'commerce.') $$,
    $$ values
        ('commerce.sign_upload', 'python', 1),
        ('commerce.process_media', 'python', 2),
        ('commerce.end_stale_uploads', 'sql', 1) $$,
    'the jobs of commerce; two images are decoded at a time'
);

select * from finish();
rollback;
