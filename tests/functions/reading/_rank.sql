-- Proves functions/reading/_rank.sql.
begin;
select plan(13);

select ok(
    reading._rank(tests.edit(1, 'a', '2026-01-02Z'), 'lww')
    > reading._rank(tests.edit(9, 'z', '2026-01-01Z'), 'lww'),
    'lww: the later one is greater, however far the other is'
);
select ok(
    reading._rank(tests.edit(1, 'b', '2026-01-01Z'), 'lww')
    > reading._rank(tests.edit(9, 'a', '2026-01-01Z'), 'lww'),
    'lww: at equal times the greater device id is'
);
select ok(
    reading._rank(tests.edit(1, 'é', '2026-01-01Z'), 'lww')
    > reading._rank(tests.edit(1, 'z', '2026-01-01Z'), 'lww'),
    'device ids compare by code point, not by a language'
);
select ok(
    reading._rank(tests.edit(9, 'a', '2026-01-01Z'), 'furthest')
    > reading._rank(tests.edit(1, 'z', '2026-01-02Z'), 'furthest'),
    'furthest: the one further on is, however late the other is'
);
select ok(
    reading._rank(tests.edit(9, 'a', '2026-01-02Z'), 'furthest')
    > reading._rank(tests.edit(9, 'z', '2026-01-01Z'), 'furthest'),
    'furthest: at the same place the later one is'
);
select ok(
    reading._rank(tests.edit(0, 'a', '2026-01-01Z'), 'furthest')
    > reading._rank(tests.edit(null, 'a', '2026-01-01Z'), 'furthest'),
    'a known chapter is further than none'
);
select ok(
    reading._rank(tests.edit(1, 'a', '2026-01-01Z', 1), 'furthest_unless_same_device')
    > reading._rank(tests.edit(9, 'z', '2026-01-02Z'), 'furthest_unless_same_device'),
    'who went back on purpose is not dragged forward again'
);
select ok(
    reading._rank(tests.edit(1, 'a', '2026-01-01Z', 1), 'furthest')
    < reading._rank(tests.edit(9, 'z', '2026-01-02Z'), 'furthest'),
    'under furthest going back counts for nothing'
);
select ok(
    reading._rank(tests.edit(1, 'a', '2026-01-01Z'), 'lww')
    = reading._rank(tests.edit(1.0, 'a', '2026-01-01 00:00:00Z'), 'lww'),
    'only equal edits have equal ranks'
);

select ok(
    reading._rank(
        row(c.chapter, null, c.page, c.percent, 'a', 0, '2026-01-01Z')::reading.edit,
        'furthest'
    )
    > reading._rank(row(1, null, 2, 2, 'z', 0, '2026-01-02Z')::reading.edit,
    'furthest'),
    c.what || ' is further than page 2 of chapter 1, 2 percent'
)
from (
    values
    (null, null, 95, '95 percent'),
    (2, null, null, 'chapter 2'),
    (null, 300, null, 'page 300'),
    (1, 2, 3, '3 percent at the same page')
) as c (chapter, page, percent, what);

select * from finish();
rollback;
