-- Proves functions/concerts/merging/_read_row.sql.
begin;
select plan(2);

-- Given: the double tour.
select tests.double_tour();

select is(
    concerts._read_row('concerts.artists', '{"id": 1002}') ->> 'name', 'Basso', 'a row'
);
select is(concerts._read_row('concerts.artists', '{"id": 1}'), null, 'none');

select * from finish();
rollback;
