-- Proves functions/core/requests/_decode_percent.sql.
begin;
select plan(2);

select results_eq(
    $$ select c.segment, core._decode_percent(c.segment)
       from (values
           ('plain', 1), ('', 2), ('a%5Fb', 3), ('a%5fb', 4), ('%C3%A9', 5),
           ('é%C3%A9', 6), ('%255F', 7), ('100%', 8), ('%zz%5', 9), ('%%41', 10),
           ('a+b', 11), ('%2F', 12), (e'line\n%41', 13)
       ) as c (segment, place) order by c.place $$,
    $$ values
        ('plain', 'plain'), ('', ''), ('a%5Fb', 'a_b'), ('a%5fb', 'a_b'),
        ('%C3%A9', 'é'), ('é%C3%A9', 'éé'), ('%255F', '%5F'), ('100%', '100%'),
        ('%zz%5', '%zz%5'), ('%%41', '%A'), ('a+b', 'a+b'), ('%2F', '/'),
        (e'line\n%41', e'line\nA') $$,
    'each escape is decoded once, what is no escape stays'
);
select results_eq(
    $$ select distinct core._decode_percent(c.segment)
       from (values
           ('%C1%B2'), ('%F0%82%82%AC'), ('a%00'), ('%FF'), ('%ED%A0%80'), ('%C3')
       ) as c (segment) $$,
    $$ values (null::text) $$,
    'overlong and broken UTF-8, a surrogate and a NUL are no text'
);

select * from finish();
rollback;
