-- core._pattern_fault: why a pattern is not safe to match; null if it is.
--
-- Back references make matching exponential, look-around makes it quadratic, and bounds
-- multiply the automaton, nested ones exponentially. A pattern without them is compiled
-- here once, with the same operator that will match it.

create or replace function core._pattern_fault(p_pattern text)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bounds constant integer := coalesce(
        (
            select max(greatest(b.bound[1], coalesce(nullif(b.bound[2], ''),
            '0'))::integer)
            from regexp_matches(p_pattern, '\{(\d{1,9})(?:,(\d{0,9}))?\}',
            'g') as b (bound)
        ),
        0
    );
begin
    if p_pattern is null or length(p_pattern) not between 1 and 300 then
        return '{"pattern": 1 to 300 characters}';
    end if;
    if p_pattern ~ '\\[1-9]' or p_pattern ~ '^\*\*\*' then
        return 'a pattern without back references or directors';
    end if;
    if p_pattern ~ '\(\?[=!<]' then
        return 'a pattern without look-around';
    end if;
    if v_bounds > 100 then
        return 'a pattern with bounds of at most 100';
    end if;
    if p_pattern ~ '\{[^}]*\}[^()]*\)[*+?]?\{' then
        return 'a pattern without bounds inside bounds';
    end if;

    perform '' ~ p_pattern;
    return null;
exception
    when invalid_regular_expression then
        return format('a pattern that Postgres accepts (%s)', core.excerpt(sqlerrm));
end;
$$;

comment on function core._pattern_fault(text) is
$$What is required of the pattern, as the end of a sentence; null if it is safe.
$$;
