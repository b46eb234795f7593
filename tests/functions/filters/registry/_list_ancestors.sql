-- Proves functions/filters/registry/_list_ancestors.sql.
begin;
select plan(2);

select is(
    array(select filters._list_ancestors('city')),
    array['city', 'province', 'region'], 'from itself upwards'
);
select is_empty(
    $$ select filters._list_ancestors('no such') $$, 'an unknown one has none'
);

select * from finish();
rollback;
