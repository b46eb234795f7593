-- core.iso_time: convert a date or time with a given order of day and month to ISO
-- 8601.
--
-- Any other text is returned unchanged: it may be ISO already, or core.value_fault
-- refuses it.

create or replace function core.iso_time(p_text text, p_order text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select
                format(
                    '%s-%s-%s',
                    m.part[4],
                    lpad(m.part[case p_order when 'dmy' then 3 else 1 end], 2, '0'),
                    lpad(m.part[case p_order when 'dmy' then 1 else 3 end], 2, '0')
                )
                || coalesce(' ' || lpad(m.part[5], 2, '0') || ':' || m.part[6], '')
            from regexp_match(
                p_text,
                '^([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})'
                '(?:[T ]([0-9]{1,2}):([0-9]{2}.*))?$'
            ) as m (part)
            where m.part is not null
        ),
        p_text
    )
$$;

comment on function core.iso_time(text, text) is
    'p_order dmy or mdy: 31/07/2026 8:26 becomes 2026-07-31 08:26; separators: / . -';
