-- Proves sql/seeds/commerce/job_schedules.sql.j2.
begin;
select plan(2);

select set_has(
    $$ select name, cron, missed from core.job_schedules $$,
    $$ values ('commerce.propose_reorders', '5 * * * *', 'once'),
              ('commerce.reconcile_pms', '37 2 * * *', 'once'),
              ('commerce.end_stale_uploads', '23 * * * *', 'skip') $$,
    'what has to be bought is proposed every hour, and old uploads are ended'
);
select set_eq(
    $$ select s.payload ->> 'view' from core.job_schedules as s
       where s.kind = 'core.refresh_view' and starts_with(s.name, 'commerce.') $$,
    $$ select r.view_name from core.view_refreshes as r
       where starts_with(r.view_name, 'commerce.') $$,
    'each view is refreshed by a job'
);


select * from finish();
rollback;
