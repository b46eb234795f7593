-- Proves functions/core/common/excerpt.sql.
begin;
select plan(5);

select is(core.excerpt('a value'), 'a value', 'a short value stays as it is');
select is(core.excerpt(repeat('x', 60)), repeat('x', 60), '60 characters are shown');
select is(
    core.excerpt(repeat('x', 61)), repeat('x', 59) || '…', 'the rest is left out'
);
select is(
    length(core.excerpt(repeat('ö', 5000000))), 60, 'megabytes become 60 characters'
);
select is(core.excerpt(null), 'null', 'a missing value has a word');

select * from finish();
rollback;
