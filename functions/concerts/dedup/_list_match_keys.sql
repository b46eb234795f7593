-- concerts._list_match_keys: the keys of a value, in its scope.
--
-- Words, and for a short text all parts of four letters without blanks: a typing error
-- in a name of one word leaves some of them. Codes are keys as a whole.

create or replace function concerts._list_match_keys(
    p_kind text, p_field text, p_folded text, p_scope text
)
    returns setof text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select distinct p_scope || ':' || k.key
    from (
        select 'w:' || w.word as key
        from string_to_table(p_folded, ' ') as w (word)
        where p_kind = 'text' and w.word <> ''
        union all
        select 'p:' || substr(j.joined, n.place, 4)
        from (values (replace(p_folded, ' ', ''))) as j (joined)
        cross join lateral generate_series(1, length(j.joined) - 3) as n (place)
        where p_kind = 'text' and length(j.joined) <= 40
        union all
        select 'c:' || p_field || ':' || c.code
        from string_to_table(p_folded, ' ') as c (code)
        where p_kind = 'codes' and c.code <> ''
    ) as k
$$;

comment on function concerts._list_match_keys(text, text, text, text) is
    'Return distinct keys, each with the scope before it.';
