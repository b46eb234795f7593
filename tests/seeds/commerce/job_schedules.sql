-- Proves sql/seeds/commerce/job_schedules.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select name, cron, missed from core.job_schedules $$,
    $$ values ('commerce.propose_reorders', '5 * * * *', 'once') $$,
    'what has to be bought is proposed every hour'
);

select * from finish();
rollback;
