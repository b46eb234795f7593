-- Proves functions/concerts/demo/_find_demo_artist.sql.
begin;
select plan(3);

-- Given: Alto is there twice (1001, 1003).
select tests.double_tour();

select is(concerts._find_demo_artist('BASSO'), 1002::bigint, 'case does not matter');
select is(concerts._find_demo_artist('Alto'), 1001::bigint, 'of several the first');
select is(concerts._find_demo_artist('Nobody'), null, 'or none');

select * from finish();
rollback;
