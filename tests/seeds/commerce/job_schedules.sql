-- Proves sql/seeds/commerce/job_schedules.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select name, cron, missed from core.job_schedules $$,
    $$ values ('commerce.propose_reorders', '5 * * * *', 'once'),
              ('commerce.reconcile_pms', '37 2 * * *', 'once'),
              ('commerce.end_stale_uploads', '23 * * * *', 'skip') $$,
    'what has to be bought is proposed every hour, and old uploads are ended'
);
select * from finish();
rollback;
