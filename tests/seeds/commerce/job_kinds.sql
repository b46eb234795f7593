-- Proves sql/seeds/commerce/job_kinds.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select kind, handler, sql_function from core.job_kinds $$,
    $$ values
        ('commerce.propose_reorders', 'sql', 'commerce.run_propose_reorders'),
        ('commerce.send_purchase', 'python', null),
        ('commerce.acknowledge_purchase', 'sql', 'commerce.run_acknowledge_purchase'),
        ('commerce.warm_product_pages', 'sql', 'commerce.run_warm_product_pages') $$,
    'the jobs of purchases and of cached pages'
);

select * from finish();
rollback;
