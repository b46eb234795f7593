-- Proves functions/reading/_place_fault.sql.
begin;
select plan(8);

select is(
    reading._place_fault(c.chapter, c.page, c.percent), c.fault, coalesce(c.fault,
    'a place')
)
from (
    values
    (1, 2, 3::numeric, null),
    (999999.9994, null, null, null),
    (null, null, null, 'it has no chapter, page or percent'),
    (999999.9995, null, null, 'chapter is not within 0 and 999999.999'),
    ('Infinity', null, null, 'chapter is not within 0 and 999999.999'),
    (null, -1, null, 'page is negative'),
    (null, null, 100.005, 'percent is not within 0 and 100'),
    (null, null, 'NaN', 'percent is not within 0 and 100')
) as c (chapter, page, percent, fault);

select * from finish();
rollback;
