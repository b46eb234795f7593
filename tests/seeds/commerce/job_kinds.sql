-- Proves sql/seeds/commerce/job_kinds.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select k.kind, k.sql_function from core.job_kinds as k $$,
    $$ values ('commerce.warm_product_pages', 'commerce.run_warm_product_pages') $$,
    'pages are warmed by a job'
);

select * from finish();
rollback;
