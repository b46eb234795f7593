-- Proves functions/commerce/sync/_check_source.sql.
begin;
select plan(2);

select lives_ok($$ select commerce._check_source('pms') $$, 'the PMS is a source');
select throws_ok(
    $$ select commerce._check_source('x') $$, 'PT404', 'commerce.unknown_source',
    'another name is not'
);

select * from finish();
rollback;
