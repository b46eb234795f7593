-- Proves functions/concerts/merging/_next_step.sql.
begin;
select plan(2);

-- Given: the double tour.
select tests.double_tour();

select is(concerts._next_step(1), 1, 'steps begin at 1');
create temporary table made as
select concerts._merge_records('venue', 2001, '{2002}', null) as id;
select is(concerts._next_step(m.id), 4, 'and count on') from made as m;

select * from finish();
rollback;
