-- Proves functions/suppliers/calendars/_numbered_day.sql.
begin;
select plan(2);

-- Given: Monday to Friday, and a holiday on Tuesday, 2099-01-06.
select tests.small_project();

select results_eq(
    $$ select suppliers._numbered_day(
           c, suppliers._day_number(c, '2099-01-05') + n.place
       )
       from suppliers.calendars as c
       cross join generate_series(-1, 4) as n (place)
       where c.code = 'STANDARD'
       order by n.place $$,
    $$ values ('2099-01-02'::date), ('2099-01-05'), ('2099-01-07'), ('2099-01-08'),
              ('2099-01-09'), ('2099-01-12') $$,
    'numbers go on over weekends and holidays'
);
select is_empty(
    $$ select g.day
       from suppliers.calendars as c
       cross join generate_series('2098-12-01'::date, '2099-03-01', '1 day') as g (day)
       where
           c.code = 'STANDARD'
           and extract(isodow from g.day) <= 5
           and g.day <> '2099-01-06'
           and suppliers._numbered_day(c, suppliers._day_number(c, g.day::date))
           <> g.day $$,
    'it is the inverse of the number of a working day'
);

select * from finish();
rollback;
