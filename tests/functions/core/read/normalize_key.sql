-- Proves functions/core/read/normalize_key.sql.
begin;
select plan(14);

select is(core.normalize_key(k.written), k.stored, k.rule)
from (
    values
    ('Cola', 'Cola', 'a key stays as it is'),
    ('Cola Light', 'Cola Light', 'with its inner space'),
    (E' \tCola\r\n', 'Cola', 'white space at the ends goes'),
    (E'Cola\u00a0', 'Cola', 'also a no-break space'),
    (E'\u3000Cola\u2003', 'Cola', 'and wide ones'),
    (E'Cola \u00a0\t Light', 'Cola Light', 'a run of white space is one space'),
    (E'Co\u200bla\ufeff', 'Cola', 'what has no width goes'),
    (E'\u200fCola\u202c', 'Cola', 'and marks of direction'),
    (
        E'C\u034fo\u061cl\u115f\u3164a\u2800\ufe0f\U000e0001', 'Cola',
        'and whatever else a reader cannot see'
    ),
    (E'Cafe\u0301', 'Café', 'an accent is one with its letter'),
    (E'\u0646\u200c\u0627', E'\u0646\u200c\u0627', 'a joiner in a word is a letter'),
    (E' \u00a0\u200b ', null, 'nothing left is null'),
    ('', null, 'an empty text is null'),
    (null, null, 'null stays null')
) as k (written, stored, rule);

select * from finish();
rollback;
