-- Proves sql/seeds/commerce/job_kinds.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select kind, handler, sql_function from core.job_kinds $$,
    $$ values
        ('commerce.apply_sync_receipt', 'sql', 'commerce.run_apply_sync_receipt'),
        ('commerce.reconcile_pms', 'python', null) $$,
    'webhooks are merged in SQL, runs are made in Python'
);

select * from finish();
rollback;
