-- core.normal_key: a key or a name as it is stored, whoever wrote it.
--
-- Two spellings that look the same are one key: the normal form NFC, no invisible
-- characters (zero-width spaces, soft hyphens, marks of direction), each run of white
-- space of any kind one space, none at the ends. Nothing left is null. Plain ASCII,
-- which nearly every key is, passes by the first test.

create or replace function core.normal_key(p_text text)
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
                        E'[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e'
                        '\u2060-\u2064\u2066-\u2069\ufeff]',
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

grant execute on function core.normal_key(text) to authenticated, service_role;

comment on function core.normal_key(text) is
$$NFC, runs of white space as one space, none at the ends, nothing invisible.

Null for a text of which nothing is left.
$$;
