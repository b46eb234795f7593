-- Proves functions/reading/_reason.sql.
begin;
select plan(5);

select is(
    reading._reason(
        reading._rank(
            tests.edit(1, 'a', '2026-01-01Z', 1), 'furthest_unless_same_device'
        ),
        reading._rank(tests.edit(2, 'a', '2026-01-02Z'), 'furthest_unless_same_device')
    ),
    'rewound', 'it went back on purpose'
);
select is(
    reading._reason(
        reading._rank(tests.edit(2, 'a', '2026-01-01Z'), 'furthest'),
        reading._rank(tests.edit(1, 'b', '2026-01-02Z'), 'furthest')
    ),
    'further', 'it is further on'
);
select is(
    reading._reason(
        reading._rank(tests.edit(1, 'a', '2026-01-02Z'), 'lww'),
        reading._rank(tests.edit(2, 'b', '2026-01-01Z'), 'lww')
    ),
    'later', 'it is later'
);
select is(
    reading._reason(
        reading._rank(tests.edit(1, 'b', '2026-01-01Z'), 'lww'),
        reading._rank(tests.edit(2, 'a', '2026-01-01Z'), 'lww')
    ),
    'greater_device', 'its device is greater'
);
select is(
    reading._reason(
        reading._rank(tests.edit(2, 'a', '2026-01-01Z'), 'lww'),
        reading._rank(tests.edit(1, 'a', '2026-01-01Z'), 'lww')
    ),
    'greater_content', 'nothing but what they say differs'
);

select * from finish();
rollback;
