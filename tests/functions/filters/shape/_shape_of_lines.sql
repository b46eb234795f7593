-- Proves functions/filters/shape/_shape_of_lines.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

select is(filters._shape_of_lines(), 'plain', 'lines are in one table');
select tests.reshape_lines('months');
select is(filters._shape_of_lines(), 'months', 'or by month');
select tests.reshape_lines('plain');
select is(filters._shape_of_lines(), 'plain', 'and in one table again');

select * from finish();
rollback;
