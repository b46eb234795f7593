-- core._find_violations: the current findings of one rule.
--
-- Stable: the executor then refuses every write. A row key that the query returns twice
-- is one finding.

create or replace function core._find_violations(p_rule text)
    returns table (row_key text, detail text)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_query text;
begin
    select r.query
    into strict v_query
    from core.data_quality_rules as r
    where r.name = p_rule;

    for row_key, detail in execute format(
        'select f.row_key::text, min(f.detail::text) from (%s) as f (row_key, detail) '
        'where f.row_key is not null group by 1',
        rtrim(v_query, E' ;\n') || E'\n'
    )
    loop
        return next;
    end loop;
end;
$$;

comment on function core._find_violations(text) is
$$The row keys that a rule finds, each once.
$$;
