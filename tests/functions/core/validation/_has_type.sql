-- Proves functions/core/validation/_has_type.sql.
begin;
select plan(2);

select is_empty(
    $$ select c.type, c.it from (values
        ('text', '"x"'::jsonb), ('integer', '3'), ('integer', '3.0'), ('number', '3.5'),
        ('boolean', 'false'), ('uuid', '"6F9619FF-8B86-D011-B42D-00CF4FC964FF"'),
        ('date', '"2024-02-29"'), ('timestamp', '"2024-02-29T10:00:00.5Z"'),
        ('timestamp', '"2024-02-29 10:00+02"'), ('email', '"a@b.example"'),
        ('object', '{}'), ('array', '[]')
    ) as c (type, it) where not core._has_type(c.it, c.type) $$,
    'values have their types'
);
select is_empty(
    $$ select c.type, c.it from (values
        ('text', '1'::jsonb), ('integer', '3.5'), ('integer', '"3"'), ('number', '"3"'),
        ('boolean', '"false"'), ('uuid', '"6F9619FF"'), ('date', '"2023-02-29"'),
        ('date', '"today"'), ('date', '20240229'), ('timestamp', '"2024-02-29"'),
        ('timestamp', '"2024-02-29T25:00Z"'), ('timestamp', '"now"'), ('email',
        '"a@b"'),
        ('email', '"a b@c.example"'), ('object', '[]'), ('array', '{}')
    ) as c (type, it) where core._has_type(c.it, c.type) $$,
    'and no others'
);

select * from finish();
rollback;
