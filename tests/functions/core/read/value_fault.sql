-- Proves functions/core/read/value_fault.sql.
begin;
select plan(3);

select is_empty(
    $$ select v.* from (
        values
        ('number', '0'), ('number', '-12.50'), ('number', '.5'), ('number', '007'),
        ('float', '1e+20'), ('float', '-2.5E-3'),
        ('boolean', 'true'), ('boolean', 'F'), ('boolean', 'Yes'), ('boolean', '0'),
        ('date', '2026-07-31'),
        ('time', '23:59'), ('time', '23:59:59.5'), ('time', '23:59+08'),
        ('timestamp', '2026-07-31'), ('timestamp', '2026-07-31 23:59'),
        ('timestamp', '2026-07-31T23:59:59.123Z'), ('timestamp', '2026-07-31 23:59:59+0800'),
        ('timestamp', null), (null, 'whatever')
    ) as v (kind, said)
    where core.value_fault(v.said, v.kind) is not null $$,
    'what a file means is taken'
);
select is_empty(
    $$ select v.* from (
        values
        ('number', 'NaN'), ('number', 'Infinity'), ('number', '1e3'), ('number', '0x10'),
        ('number', '1_000'), ('number', '1,000'), ('number', '1.000,5'), ('number', ' 1'),
        ('number', '1 '), ('number', '+1'), ('number', '１'), ('number', '1.'),
        ('number', ''), ('number', E'1\n'), ('number', '--1'),
        ('float', 'inf'), ('float', '1e'), ('float', 'NaN'),
        ('boolean', 'on'), ('boolean', 'tr'), ('boolean', ' t'), ('boolean', '2'),
        ('date', 'today'), ('date', '31.07.2026'), ('date', '2026-7-1'),
        ('date', '20260731'), ('date', 'J2451187'), ('date', 'infinity'),
        ('time', 'now'), ('time', '11pm'), ('time', '23'),
        ('timestamp', 'now'), ('timestamp', 'epoch'), ('timestamp', '-infinity'),
        ('timestamp', '03/04/2026'), ('timestamp', '2026-07-31 11:00 PM'),
        ('timestamp', '2026-07-31 23:59 Europe/Berlin'), ('timestamp', '2026-07-31BC'),
        ('timestamp', E'2026-07-31\n')
    ) as v (kind, said)
    where core.value_fault(v.said, v.kind) is null $$,
    'what it could mean only by the rules of Postgres or of a session is not'
);
select is(
    core.value_fault('soon', 'timestamp'), 'is not a time like 2026-07-31 23:59:59+08',
    'the reason shows how it is written'
);

select * from finish();
rollback;
