-- Proves functions/commerce/purchases/_read_reference.sql.
begin;
select plan(1);

select results_eq(
    $$ select commerce._read_reference(c.body)
       from (
           values
           (1, '{"reference": "A-1", "status": "ok"}'), (2, '{"reference": 17}'),
           (3, '{"reference": ""}'), (4, '{"reference": ["A"]}'), (5, '{}'), (6, '[]'),
           (7, '<html>'), (8, ''), (9, null), (10, '{"reference": "A"'),
           (11, '{"reference": "' || repeat('A', 201) || '"}'),
           (12, '{"reference": "a\u0000b"}')
       ) as c (place, body)
       order by c.place $$,
    array['A-1', '17', null, null, null, null, null, null, null, null, null, null],
    'a reference is a text or a number in an object'
);

select * from finish();
rollback;
