-- Proves functions/commerce/media/_enqueue_media.sql.
begin;
select plan(2);

create temporary table t_job as select commerce._enqueue_media(7, 2) as id;
select is(
    commerce._enqueue_media(7, 2), (select id from t_job), 'an upload has one job'
);
select results_eq(
    $$ select j.payload, j.dedupe_key, j.concurrency_key
       from core.jobs as j where j.kind = 'commerce.process_media' $$,
    $$ values (
        '{"v": 1, "media_id": 7, "version": 2}'::jsonb, '7:2', 'commerce.process_media'
    ) $$,
    'which names it'
);

select * from finish();
rollback;
