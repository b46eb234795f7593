-- Proves functions/core/jobs/_notify_workers.sql.
begin;
select plan(2);

select lives_ok(
    $$ select core._notify_workers('default') $$,
    'without an idle worker nothing is sent'
);
do $do$
begin
    perform core.register_idle_worker(md5('a')::uuid, '{default}', 5);
end;
$do$;
select lives_ok(
    $$ select core._notify_workers('default') $$,
    'an idle worker is notified'
);

select * from finish();
rollback;
