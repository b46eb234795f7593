-- Proves functions/core/validation/_compare_values.sql.
begin;
select plan(1);

select results_eq(
    $$ select core._compare_values(c.a, c.b) from (values
        ('1'::jsonb, '2'::jsonb), ('10', '9'), ('1.0', '1'), ('"10"', '"9"'),
        ('"2024-01-01"', '"2024-01-01T12:00:01+00"'), ('"b"', '"b"'), ('1', '"1"'),
        ('true', 'true'), ('null', '1')
    ) as c (a, b) $$,
    array[-1, 1, 0, -1, -1, 0, null, 0, null],
    'numbers compare as numbers, times as times, texts as texts, others not at all'
);

select * from finish();
rollback;
