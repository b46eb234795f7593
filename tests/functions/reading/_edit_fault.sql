-- Proves functions/reading/_edit_fault.sql.
begin;
select plan(10);

create temporary table cases (fault text, edit reading.edit) on commit drop;
insert into cases values
(null, row(1, 'one', 2, 50, 'phone', 0, now())),
('it has no chapter, page or percent', row(null, 'one', null, null, 'p', 0, now())),
('chapter is not within 0 and 999999.999', row(-1, null, null, null, 'p', 0, now())),
('chapter is not within 0 and 999999.999', row('NaN', null, null, null, 'p', 0, now())),
(
    'chapter_label does not have 1 to 100 characters',
    row(1, '', null, null, 'p', 0, now())
),
('page is negative', row(1, null, -1, null, 'p', 0, now())),
('percent is not within 0 and 100', row(1, null, null, 100.5, 'p', 0, now())),
(
    'device_id does not have 1 to 100 characters',
    row(1, null, null, null, null, 0, now())
),
('rewinds is not within 0 and 1000000', row(1, null, null, null, 'p', -1, now()));

select is(reading._edit_fault(1, c.edit), c.fault, coalesce(c.fault, 'a good edit'))
from cases as c;
select is(
    reading._edit_fault(null, tests.edit(1, 'phone', now())), 'series_id is missing',
    'an edit is of a series'
);

select * from finish();
rollback;
