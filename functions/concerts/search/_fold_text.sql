-- concerts._fold_text: a text as it is compared: lower case, without accents and
-- punctuation.
--
-- Accents go by Unicode decomposition, which Postgres has itself, and a list of letters
-- that have none, so unaccent is not needed. Punctuation is listed by code points:
-- classes of regular expressions know only ASCII in a database with the locale C.
-- Apostrophes join, everything else separates words. A name of signs alone stays as it
-- is (!!! is a band).

create or replace function concerts._fold_text(p_text text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        nullif(
            btrim(regexp_replace(
                regexp_replace(
                    replace(replace(replace(replace(
                        translate(
                            normalize(lower(p_text), nfkd),
                            'øłđıħŧæœßþðØŁĐ', 'oldihtæœßþðold'
                        ),
                        'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'), 'þ', 'th'
                    ),
                    '[\u0300-\u036F''`´‘’ʼ]+', '', 'g'
                ),
                '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF'
                '\u2000-\u206F\u3000-\u303F]+',
                ' ', 'g'
            )),
            ''
        ),
        btrim(regexp_replace(lower(p_text), '[[:space:]]+', ' ', 'g'))
    )
$$;

comment on function concerts._fold_text(text) is
    'Return words of letters and digits of any script, separated by one blank; signs, '
    'where there are no words.';
