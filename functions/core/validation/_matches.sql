-- core._matches: whether a text of at most 10,000 characters matches a pattern.
--
-- `~` does not return captures, so Postgres matches with an automaton only.

create or replace function core._matches(p_value jsonb, p_pattern text)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when jsonb_typeof(p_value) <> 'string' then null
        when length(p_value #>> '{}') > 10000 then false
        else (p_value #>> '{}') ~ p_pattern
    end
$$;

comment on function core._matches(jsonb, text) is
$$Whether a JSON string matches; null for anything else.
$$;
