-- Proves functions/suppliers/calendars/_show_calendar.sql.
begin;
select plan(1);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._show_calendar(c) - 'updated_at',
    '{"code": "STANDARD", "name": "Monday to Friday", "workdays": [1, 2, 3, 4, 5],
      "holidays": 1, "version": 2}',
    'a calendar is shown with the number of its holidays'
)
from suppliers.calendars as c
where c.code = 'STANDARD';

select * from finish();
rollback;
