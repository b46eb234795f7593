-- Proves functions/concerts/search/_fold_text.sql.
begin;
select plan(6);

select is(concerts._fold_text(t.text), t.folded, t.what)
from (
    values
    ('  Beyoncé & JAY-Z ', 'beyonce jay z', 'accents, signs and case go'),
    ('Guns N’ Roses', 'guns n roses', 'apostrophes join'),
    (
        'Sigur Rós: Ágætis þæÆ Øß', 'sigur ros agaetis thaeae oss',
        'letters without accents'
    ),
    ('Кино、東京', 'кино 東京', 'other scripts stay'),
    (' !!!  ? ', '!!! ?', 'signs stay where nothing else is'), ('', '', 'no text')
) as t (text, folded, what);

select * from finish();
rollback;
