-- Proves functions/core/cache/_cache_tags.sql.
begin;
select plan(2);

select is(
    core._cache_tags('{library.loans,"library.loan:{loan_id}"}', '{"loan_id": 7}'),
    '{library.loans,library.loan:7}', 'a tag may name an argument'
);
select is(
    core._cache_tags('{"library.loan:{loan_id}"}', '{}'), '{library.loan:}',
    'which may be missing'
);

select * from finish();
rollback;
