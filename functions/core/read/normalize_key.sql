-- core.normalize_key: a key or a name in the form in which it is stored.
--
-- Two spellings that look the same are one key: normal form NFC, no invisible
-- characters (Unicode's Default_Ignorable_Code_Point without the joiners U+200C and
-- U+200D, which scripts and emoji need, plus the blank Braille pattern), each run of
-- white space replaced by one space and trimmed. An empty result is null. Nearly every
-- key is plain ASCII and passes the first test.

create or replace function core.normalize_key(p_text text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
    return case
        when p_text ~ '^[!-~]+( [!-~]+)*$' then p_text
        else nullif(
            btrim(
                regexp_replace(
                    regexp_replace(
                        normalize(p_text, nfc),
                        E'[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f'
                        '\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164'
                        '\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8'
                        '\U0001bca0-\U0001bca3\U0001d173-\U0001d17a'
                        '\U000e0000-\U000e0fff]',
                        '', 'g'
                    ),
                    E'[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a'
                    '\u2028\u2029\u202f\u205f\u3000]+',
                    ' ', 'g'
                ),
                E' \u200c\u200d'
            ),
            ''
        )
    end;

grant execute on function core.normalize_key(text) to authenticated, service_role;

comment on function core.normalize_key(text) is
$$NFC, runs of white space as one space, trimmed, without invisible characters.

Null if nothing is left.
$$;
