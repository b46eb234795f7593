-- suppliers._vendor_code: the code of a supplier that is known by its name.
--
-- Names that differ in case, spaces and punctuation only have one code. A code has
-- Latin letters and digits only: where that leaves out a letter, or the name is too
-- long, a hash of the whole name keeps Müller and Möller, or 北京 ABC and 上海 ABC, apart.
-- Punctuation is listed by code points: classes of regular expressions know only ASCII
-- in a database with the locale C. It goes before the name is normalized, too, which
-- makes an accent of ´ and letters of ™.

create or replace function suppliers._vendor_code(p_name text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when f.folded ~ '^[A-Z0-9-]{1,40}$' then f.folded
        else concat_ws(
            '-', nullif(btrim(left(p.plain, 27), '-'), ''),
            upper(left(md5(f.folded), 12))
        )
    end
    from (
        select btrim(
            regexp_replace(
                upper(normalize(
                    regexp_replace(
                        p_name, '[\u00A8\u00AF\u00B4\u00B8\u2017\u203E\u2120\u2122]',
                        ' ', 'g'
                    ),
                    nfkc
                )),
                '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF'
                '\u2000-\u206F\u3000-\u3003\u3008-\u3020\u3030\u30FB]+',
                '-', 'g'
            ),
            '-'
        ) as folded
    ) as f
    cross join lateral (
        select regexp_replace(
            regexp_replace(normalize(f.folded, nfkd), '[\u0300-\u036F]', '', 'g'),
            '[^A-Z0-9]+', '-', 'g'
        ) as plain
    ) as p
$$;

comment on function suppliers._vendor_code(text) is
    'A valid value of suppliers.suppliers.code; the same for the same name.';
