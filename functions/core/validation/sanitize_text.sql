-- core.sanitize_text: clean a text before it is validated and stored.
--
-- Order: control characters first, since they could hide markup; then markup, until
-- none is left, since removing one tag can form another; white space last, since both
-- leave some. The joiners U+200C and U+200D stay: scripts and emoji need them.

create or replace function core.sanitize_text(p_text text, p_steps text[])
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := p_text;
    v_before text;
begin
    if 'control' = any(p_steps) then
        v_text := regexp_replace(
            v_text,
            '[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F'
            || '\u200B\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]',
            '', 'g'
        );
    end if;
    if 'markup' = any(p_steps) then
        for v_pass in 1 .. 10 loop
            v_before := v_text;
            v_text := regexp_replace(
                v_text,
                '<script\y[^>]*>.*?</script[^>]*>|<style\y[^>]*>.*?</style[^>]*>',
                '', 'gi'
            );
            v_text := regexp_replace(v_text, '<[a-z/!?][^>]*(>|$)', '', 'gi');
            exit when v_text = v_before;
        end loop;
        if v_text <> v_before then
            v_text := translate(v_text, '<>', '');
        end if;
    end if;
    if 'collapse' = any(p_steps) then
        v_text := regexp_replace(v_text, '[[:space:]\u00A0]+', ' ', 'g');
    end if;
    if 'trim' = any(p_steps) then
        v_text := regexp_replace(v_text, '^[[:space:]\u00A0]+|[[:space:]\u00A0]+$', '', 'g');
    end if;

    return v_text;
end;
$$;

grant execute on function core.sanitize_text(text, text[])
to authenticated, service_role, app_worker;

comment on function core.sanitize_text(text, text[]) is
$$A text without control characters, without markup, with single spaces, trimmed.

p_steps selects the steps: control, markup, collapse, trim.
$$;
