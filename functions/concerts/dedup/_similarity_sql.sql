-- concerts._similarity_sql: how two values l and r of a field f are compared, as SQL.
--
-- Texts are compared by pg_trgm where it is. Without it texts whose signatures share
-- less than a fifth keep that share, others get what pg_trgm would say.

create or replace function concerts._similarity_sql()
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format(
        'case f.kind'
        ' when ''text'' then %s'
        ' when ''codes'' then ('
        '     string_to_array(l.folded, '' '') && string_to_array(r.folded, '' '')'
        ' )::integer'
        ' when ''apart'' then (l.folded <> r.folded)::integer'
        ' else ('
        '     abs(l.folded::numeric - r.folded::numeric) <= f.tolerance::numeric'
        ' )::integer'
        ' end',
        coalesce(
            'case'
            ' when l.folded = r.folded then 1'
            ' else ' || s.name || '.similarity(l.folded, r.folded)::double precision'
            ' end',
            'case'
            ' when l.folded = r.folded then 1'
            ' when 5 * bit_count(l.signature & r.signature)'
            ' < bit_count(l.signature | r.signature)'
            ' then bit_count(l.signature & r.signature)::double precision'
            ' / bit_count(l.signature | r.signature)'
            ' else concerts._compare_grams(l.grams, r.grams)'
            ' end'
        )
    )
    from (values (quote_ident(concerts._trgm_schema()))) as s (name)
$$;

comment on function concerts._similarity_sql() is
    'Return an expression over l, r and f that is between 0 and 1.';
