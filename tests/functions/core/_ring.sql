-- Proves functions/core/_ring.sql.
begin;
select plan(2);

select lives_ok($$ select core._ring('default') $$, 'nobody sleeps, nobody is called');
do $do$
begin
    perform core.sleep_worker(md5('a')::uuid, '{default}', 5);
end;
$do$;
select lives_ok($$ select core._ring('default') $$, 'a sleeper is called');

select * from finish();
rollback;
