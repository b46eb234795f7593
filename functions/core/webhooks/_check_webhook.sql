-- core._check_webhook: refuse an endpoint that could never receive a message.
--
-- The addresses of a name change, so the sender checks them at each attempt. Only what
-- the text itself shows is checked here: an address in the URL, or an invalid host name
-- (core._webhook_host_fault).

create or replace function core._check_webhook(
    p_url text, p_event_types text[], p_description text
)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_authority text := substring(p_url from '^https?://([^/?#]*)');
    v_port integer := coalesce(
        substring(v_authority from ':([0-9]{1,5})$')::integer,
        case when starts_with(p_url, 'https:') then 443 else 80 end
    );
    v_type text;
    v_fault text;
begin
    if v_authority is null
        or length(p_url) > 2000
        or p_url ~ '[[:space:][:cntrl:]\\]'
        or strpos(v_authority, '@') > 0
        or v_authority !~ '^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$'
    then
        perform core.raise_error(
            'core.invalid_webhook_url',
            format(
                '%L is not an http(s) URL, has credentials or over 2000 characters.',
                core.excerpt(p_url)
            )
        );
    end if;
    v_fault := core._webhook_host_fault(
        regexp_replace(v_authority, ':[0-9]{1,5}$', '')
    );
    if v_fault is not null then
        perform core.raise_error('core.invalid_webhook_url', v_fault);
    end if;
    if not core.setting('core.webhook_ports') @> to_jsonb(v_port) then
        perform core.raise_error(
            'core.invalid_webhook_url',
            format(
                'Port %s is not one of %s.', v_port, core.setting('core.webhook_ports')
            )
        );
    end if;

    perform core.read_texts('event_types', p_event_types, 1, 50, 200);
    foreach v_type in array p_event_types
    loop
        if v_type !~ '^(\*|[a-z0-9_]+(\.[a-z0-9_]+)*(\.\*)?)$' then
            perform core.raise_error(
                'core.invalid_argument',
                format(
                    'Event type %L is not a type, `<prefix>.*` or `*`.',
                    core.excerpt(v_type)
                )
            );
        end if;
    end loop;

    perform core.read_text('description', p_description, 0, 500);
end;
$$;

comment on function core._check_webhook(text, text[], text) is
$$Raise if the URL, the patterns of types or the description are invalid.

Errors: PT422 core.invalid_webhook_url, core.invalid_argument.
$$;
