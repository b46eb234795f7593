-- core._parse_json: a caller's text as JSON; null if it is invalid or too large.
--
-- Postgres parses JSON recursively, so a text of 100,000 brackets would exceed the
-- parser's stack. The depth is measured without recursion: strings are removed, then
-- the innermost pairs of brackets, at most 32 times; anything left is deeper. Each step
-- reads the text once.

create or replace function core._parse_json(p_text text, p_most integer)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_brackets text;
begin
    if length(p_text) > p_most then
        return null;
    end if;

    v_brackets := regexp_replace(p_text, '"([^"\\]|\\.)*"?', '', 'g');
    v_brackets := regexp_replace(v_brackets, '[^][{}]+', '', 'g');
    for i in 1 .. 32 loop
        exit when v_brackets = '';
        v_brackets := replace(replace(v_brackets, '[]', ''), '{}', '');
    end loop;
    if v_brackets <> '' then
        return null;
    end if;

    return p_text::jsonb;
exception
    when data_exception then
        return null;
end;
$$;

grant execute on function core._parse_json(text, integer)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._parse_json(text, integer) is
$$The JSON in a text; null for anything else.

Also null for more than p_most characters or more than about 32 levels.
$$;
